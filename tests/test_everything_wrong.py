"""Two gloriously bad stories: every one of their faults is reported, all at once, each with its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hubs import write_hub
from storyhub.assemble import checked
from storyhub.model.issues import Level
from storyhub.model.settings import Settings
from storyhub.system.cache_files import Store

HERE = Path(__file__).parent
NOT_EVEN_A_FILE = (
    "\ufeff\n---\ntitle: Wat een dag: alles mis\n\tauthor: Noor\ndepartment: 'Keuken\ndate: 2026-02-30\nvalues: [open\n"
    "zomaar wat tekst\nwhy:omdat\nauteur: Noor\n\nDe bus\0 kwam niet. BSN: 123456782\n"
)


def faults(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    """What `check` tells of a hub with these files."""
    store = Store()
    hub = checked(write_hub(folder, files), Settings(), store)
    store.close()
    return [str(issue) for issue in hub.issues]


def compare(found: list[str], golden: Path) -> None:
    """Compares with a golden list; UPDATE_GOLDEN=1 writes it anew, to be read before it is committed."""
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8").splitlines()


def test_every_fault_of_a_story_is_told_at_once(tmp_path: Path) -> None:
    text = (HERE / "stories" / "everything-wrong.md").read_bytes()
    compare(faults(tmp_path, {"2026/everything-wrong.md": text}), HERE / "golden" / "everything-wrong.txt")


def test_every_fault_of_a_file_that_is_hardly_a_story_is_told_at_once(tmp_path: Path) -> None:
    raw = NOT_EVEN_A_FILE.replace("\n", "\r\n").encode() + "café".encode("latin-1")
    compare(faults(tmp_path, {"2026/not-even-a-file.md": raw}), HERE / "golden" / "not-even-a-file.txt")


@pytest.mark.parametrize("name", ["everything-wrong", "not-even-a-file"])
def test_no_message_speaks_like_a_machine(name: str) -> None:
    for line in (HERE / "golden" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        for word in ("Traceback", "pydantic", "validation", "<class", "None", "str_type", "mapping", "scalar", "null"):
            assert word not in line, line


def test_nothing_private_is_repeated_in_what_is_told() -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in (HERE / "golden").glob("*.txt"))
    assert "NL91" not in told
    assert "Bushalte99" not in told


def test_one_bad_story_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    good = "---\ntitle: Goed\nauthor: Noor\ndepartment: ward\ndate: 2026-03-01\nwhy: Daarom.\n---\n\nTekst.\n"
    bad = (HERE / "stories" / "everything-wrong.md").read_bytes()
    store = Store()
    hub = checked(write_hub(tmp_path, {"2026/goed.md": good, "2026/slecht.md": bad}), Settings(), store)
    store.close()
    assert [story.id for story in hub.stories] == ["2026/goed"]
    assert hub.left_out == {"2026/slecht.md"}
    assert {issue.path for issue in hub.issues if issue.level is Level.ERROR} == {"2026/slecht.md"}
