"""The verbs of the command line: each answers at once, and says in one line what it cannot use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hubs import PROJECT, ROOT, write_hub
from storyhub.cli.main import VERBS, main

HEAVY = ["numpy", "sklearn", "scipy", "mkdocs", "properdocs", "lxml", "pagefind", "Stemmer", "sqlite3"]
ASK = """
import sys
sys.path.insert(0, {hooks!r})
from pathlib import Path
from storyhub.cli.main import main
try:
    main([{verb!r}, "--help"], Path("."))
except SystemExit:
    pass
print(*[name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize("verb", VERBS)
def test_help_waits_for_nothing_heavy(verb: str) -> None:
    program = ASK.format(hooks=str(ROOT / "hooks"), verb=verb, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.startswith(f"usage: hub.py {verb}")
    assert done.stderr.strip() == ""


def test_every_verb_of_the_door_that_is_for_this_package_has_its_module() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import hub
    finally:
        sys.path.pop(0)
    # In a checkout `init` first makes the wheel; `test` and `upgrade` are those of an organisation's own hub.
    elsewhere = {"init", "test", "upgrade"}
    assert {verb for verb, (_, home) in hub.VERBS.items() if home == "storyhub.cli.main"} == set(VERBS) - elsewhere


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    folder = write_hub(tmp_path / "stories")
    assert main(["report", "--stories", str(folder), "--out", str(tmp_path / "file/report.md")], PROJECT) == 2
    assert "cannot be written: Not a directory; make room there, or choose another place" in capsys.readouterr().err


def test_a_verb_that_does_not_exist_is_told_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["x\n::error::y"], PROJECT) == 2
    assert capsys.readouterr().err.count("\n") == 1
