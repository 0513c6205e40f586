"""The domain knows nothing of the engine that publishes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HOOKS = Path(__file__).parent.parent / "hooks"

# Imports every module of a package, and everything they import, where no engine can be had.
IMPORT_ALL = """
import ast, importlib, pkgutil, sys

ENGINES = {"mkdocs", "properdocs"}

class NoEngine:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ENGINES:
            raise ImportError(f"imports {name}")

def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module

sys.meta_path.insert(0, NoEngine())
sys.path.insert(0, sys.argv[1])
package = importlib.import_module(sys.argv[2])
names = [package.__name__] + [m.name for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        print(f"{name}: {error}")
    else:
        # An import inside a function has not run yet: read it.
        tree = ast.parse(open(module.__file__, encoding="utf-8").read())
        for wanted in imported(tree):
            if wanted.partition(".")[0] in ENGINES:
                print(f"{name}: imports {wanted}")
print(len(names), "modules", file=sys.stderr)
"""


def faults(folder: Path, package: str) -> tuple[list[str], int]:
    """Return what a package imports of an engine, and how many modules it has."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, str(folder), package], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.splitlines(), int(done.stderr.split()[-2])


def test_the_domain_imports_no_engine_not_even_through_another_package() -> None:
    found, modules = faults(HOOKS, "storyhub")
    assert found == []
    assert modules > 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("at_the_top", "from mkdocs.plugins import BasePlugin"),
        ("through_another", "import go_between"),
        ("in_a_function", "def build():\n    import properdocs.config"),
    ],
)
def test_an_engine_in_the_domain_is_noticed(tmp_path: Path, module: str, source: str) -> None:
    package = tmp_path / "domain"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / f"{module}.py").write_text(source, encoding="utf-8")
    (tmp_path / "go_between.py").write_text("import mkdocs", encoding="utf-8")
    found, _ = faults(tmp_path, "domain")
    assert [line.partition(":")[0] for line in found] == [f"domain.{module}"]
