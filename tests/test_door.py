"""The door, `scripts/hub.py`: it gets itself ready on any machine, and says what it does and what it cannot."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "scripts"

# Stands in for the hub's own command line: shows what the door hands over, and in which Python.
CLI = """
import sys
def main(argv, root):
    if "wait" in argv:
        print("waiting", flush=True)
        import time
        time.sleep(60)
    if "much" in argv:
        for number in range(100_000):
            print(number)
    import greeting
    print(greeting.TEXT, argv, root.name, "venv" if sys.prefix != sys.base_prefix else "bare")
    return 7 if "fail" in argv else 0
"""


def wheel(folder: Path, text: str, version: str = "1.0") -> str:
    """Write a package `greeting` into the folder as a wheel, and return its line for a lock."""
    name = f"greeting-{version}-py3-none-any.whl"
    info = f"greeting-{version}.dist-info"
    with zipfile.ZipFile(folder / name, "w") as file:
        file.writestr("greeting.py", f"TEXT = {text!r}\n")
        file.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: greeting\nVersion: {version}\n")
        file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{info}/RECORD", "")
    return f"./{name} --hash=sha256:{hashlib.sha256((folder / name).read_bytes()).hexdigest()}\n"


def lock(root: Path, text: str) -> None:
    (root / "requirements.txt").write_text(wheel(root, text), encoding="utf-8")


def hub(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a checkout's door with a Python from outside any virtual environment."""
    command = [outer_python(), str(root / "scripts/hub.py"), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=root.parent)


def outer_python() -> str:
    return str(getattr(sys, "_base_executable", sys.executable))


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A fresh checkout with a small lock of its own, and what its first run printed."""
    root = tmp_path_factory.mktemp("fresh") / "a hub"  # a space, as in many a home folder
    shutil.copytree(SCRIPTS, root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "hooks/storyhub/cli").mkdir(parents=True)
    (root / "hooks/storyhub/__init__.py").touch()
    (root / "hooks/storyhub/cli/__init__.py").touch()
    (root / "hooks/storyhub/cli/main.py").write_text(CLI, encoding="utf-8")
    lock(root, "hello")
    return root, hub(root, "check", "--stories", "elsewhere")


@pytest.fixture
def checkout(first_run: tuple[Path, object], tmp_path: Path) -> Path:
    """A checkout that has run before, to do with as the test likes."""
    return Path(shutil.copytree(first_run[0], tmp_path / "a hub", symlinks=True))


def test_the_first_run_makes_venv_and_carries_on_in_it(
    first_run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, done = first_run
    assert done.returncode == 0, done.stderr
    assert done.stdout == "hello ['check', '--stories', 'elsewhere'] a hub venv\n"
    assert "Making .venv" in done.stderr


def test_the_second_run_installs_nothing_and_says_nothing_of_its_own(checkout: Path) -> None:
    assert hub(checkout, "check").stderr == ""


def test_the_exit_code_is_that_of_the_verb(checkout: Path) -> None:
    assert hub(checkout, "build", "fail").returncode == 7


def test_a_changed_lock_is_installed(checkout: Path) -> None:
    (checkout / "requirements.txt").write_text(wheel(checkout, "a newer hello", "2.0"), encoding="utf-8")
    done = hub(checkout, "check")
    assert done.stdout.startswith("a newer hello"), done.stderr
    assert "Making" not in done.stderr


def test_a_file_that_is_not_the_locked_one_is_refused(checkout: Path) -> None:
    lock(checkout, "locked")
    wheel(checkout, "something else")
    done = hub(checkout, "check")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert "Traceback" not in done.stderr


def test_after_a_failed_install_the_old_venv_still_serves_the_old_lock(checkout: Path) -> None:
    before = (checkout / "requirements.txt").read_bytes()
    (checkout / "requirements.txt").write_text("./gone.whl --hash=sha256:00\n", encoding="utf-8")
    assert hub(checkout, "check").returncode == 1
    (checkout / "requirements.txt").write_bytes(before)
    done = hub(checkout, "check")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_half_made_venv_is_made_again(checkout: Path) -> None:
    (checkout / ".venv/.unfinished").touch()
    next((checkout / ".venv").rglob("greeting.py")).unlink()
    done = hub(checkout, "check")
    assert done.stdout.startswith("hello"), done.stderr
    assert "incomplete; making it again" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no way to kill a whole group of processes at a moment")
def test_a_run_killed_while_installing_leaves_nothing_that_is_trusted(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    command = [outer_python(), str(checkout / "scripts/hub.py"), "check"]
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE, encoding="utf-8") as process:
        for line in process.stderr or ():
            if line.startswith("Installing"):
                os.killpg(process.pid, signal.SIGKILL)
    done = hub(checkout, "check")
    assert done.stdout.startswith("hello"), done.stderr
    assert "making it again" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="virtual environments hold no links on Windows")
def test_a_venv_whose_python_has_gone_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv/bin/python").unlink()
    (checkout / ".venv/bin/python").symlink_to("/nowhere/python3")
    done = hub(checkout, "check")
    assert done.stdout.startswith("hello"), done.stderr


def test_a_venv_made_for_another_python_is_made_anew(checkout: Path) -> None:
    """A system upgrade can put a newer Python behind .venv, which then sees none of its packages."""
    settings = checkout / ".venv/pyvenv.cfg"
    text = settings.read_text(encoding="utf-8")
    version = ".".join(map(str, sys.version_info[:3]))
    assert f"version = {version}" in text
    settings.write_text(text.replace(f"version = {version}", "version = 3.5.1"), encoding="utf-8")
    done = hub(checkout, "check")
    assert done.stdout.startswith("hello"), done.stderr
    assert "making it again" in done.stderr


def test_a_venv_that_somebody_else_made_is_kept_and_filled(checkout: Path) -> None:
    (checkout / ".venv/.ready-requirements.txt").unlink()
    (checkout / ".venv/mine").touch()
    done = hub(checkout, "check")
    assert done.stdout.startswith("hello"), done.stderr
    assert (checkout / ".venv/mine").exists()


def test_two_that_start_at_once_both_succeed_and_install_once(checkout: Path) -> None:
    (checkout / ".venv/.ready-requirements.txt").unlink()
    command = [outer_python(), str(checkout / "scripts/hub.py"), "check"]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(2)
    ]
    printed = [process.communicate() for process in both]
    assert [out[:5] for out, _ in printed] == ["hello", "hello"], printed
    assert sum("Installing" in err for _, err in printed) == 1


def test_a_python_without_ensurepip_is_told_what_to_install(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    hide = (
        "import importlib.util, runpy, sys; real = importlib.util.find_spec;"
        "importlib.util.find_spec = lambda name, *rest: None if name == 'ensurepip' else real(name, *rest);"
        "sys.argv[0] = sys.argv.pop(1); sys.path.insert(0, sys.argv[0].replace('hub.py', ''));"
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    command = [outer_python(), "-c", hide, str(checkout / "scripts/hub.py"), "check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr
    assert not (checkout / ".venv").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no way to send Ctrl-C to one process")
def test_ctrl_c_ends_a_verb_without_a_word(checkout: Path) -> None:
    command = [outer_python(), str(checkout / "scripts/hub.py"), "serve", "wait"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        assert process.stdout.readline() == "waiting\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "")


@pytest.mark.skipif(os.name == "nt", reason="pipes are closed otherwise on Windows")
def test_a_reader_that_has_read_enough_causes_no_traceback(checkout: Path) -> None:
    command = [outer_python(), str(checkout / "scripts/hub.py"), "check", "much"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""


def test_an_old_python_is_told_so_in_a_sentence() -> None:
    ask = "import runpy, sys; sys.version_info = (3, 9, 18); runpy.run_path(sys.argv[1], run_name='__main__')"
    command = [sys.executable, "-c", ask, str(SCRIPTS / "hub.py")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr.startswith("Story Hub needs Python 3.11 or newer; this is Python 3.9.\n")
    assert "Traceback" not in done.stderr


def test_an_old_python_can_read_the_door_far_enough_to_say_so() -> None:
    source = (SCRIPTS / "hub.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    assert "from __future__ import annotations" not in source  # Python 3.6 stops at that line


VERBS = (
    "serve",
    "build",
    "check",
    "fix",
    "suggest",
    "schema",
    "new",
    "import",
    "intake",
    "review",
    "inbox",
    "tell",
    "report",
    "listen",
    "digest",
    "desk",
    "booklet",
    "publish",
    "rollback",
    "withdraw",
    "doctor",
    "language",
    "init",
    "test",
    "bench",
    "wheel",
    "lock",
)


@pytest.mark.parametrize("ask", ["--help", "-h", "help"])
def test_help_names_every_verb_and_makes_no_venv(tmp_path: Path, ask: str) -> None:
    root = tmp_path / "hub"
    shutil.copytree(SCRIPTS, root / "scripts")
    (root / "hooks/storyhub").mkdir(parents=True)
    done = hub(root, ask)
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")] == list(VERBS)
    assert not (root / ".venv").exists()


def test_without_a_verb_the_help_is_shown_as_wrong_usage() -> None:
    done = hub(ROOT)
    assert (done.returncode, done.stdout) == (2, "")
    assert "serve" in done.stderr


def test_a_mistyped_verb_is_wrong_usage_with_the_one_that_was_meant() -> None:
    done = hub(ROOT, "sevre")
    assert done.returncode == 2
    assert "there is no verb 'sevre'. Did you mean serve?" in done.stderr


def test_the_door_imports_little_before_it_knows_what_to_do(checkout: Path) -> None:
    """Start-up time is mostly imports: none of these is needed to enter a .venv that is ready."""
    # Without -S, what this machine's own site-packages import at start would count too.
    command = [outer_python(), "-S", "-X", "importtime", str(checkout / "scripts/hub.py"), "check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    imported = {line.split("|")[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time")}
    assert "bootstrap" in imported
    assert not imported & {"subprocess", "asyncio", "json", "argparse", "inspect", "tempfile", "typing", "difflib"}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_locks_name_hashes_and_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    requirements = text.replace("\\\n", "").splitlines()
    pinned = [line for line in requirements if "==" in line]
    assert len(pinned) > 30
    assert [line for line in pinned if "--hash=sha256:" not in line] == []


def test_the_tests_run_with_the_versions_that_the_hub_runs_with() -> None:
    def pins(name: str) -> set[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line.rstrip("\\ ") for line in lines if "==" in line}

    assert pins("requirements.txt") <= pins("requirements-test.txt")


def test_every_direct_dependency_says_why_it_is_there() -> None:
    names = [
        line.split("[")[0].split(">")[0].split("<")[0].strip()
        for file in ("requirements.in", "requirements-test.in")
        for line in (ROOT / file).read_text(encoding="utf-8").splitlines()
        if line and line[0] not in "#-"
    ]
    documented = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    assert len(names) > 15
    assert [name for name in names if f"| `{name}` |" not in documented] == []


def test_every_library_that_the_hub_imports_is_named() -> None:
    """Not only those that another one brings: it may stop doing so."""
    named = (ROOT / "requirements.in").read_text(encoding="utf-8").casefold().replace("_", "-").splitlines()
    direct = {re.split(r"[\[<>=]", line)[0].strip() for line in named}
    homes = packages_distributions()
    imported = {
        name.partition(".")[0]
        for module in (ROOT / "hooks").rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [str(node.module)] if isinstance(node, ast.ImportFrom) else []
        )
    }  # fmt: skip
    libraries = {home.casefold().replace("_", "-") for name in imported for home in homes.get(name, ())}
    assert "numpy" in libraries
    assert libraries - direct == set()
