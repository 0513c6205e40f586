"""Small hubs for tests: a folder of stories from a few lines, and real builds of it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = Path(__file__).parent / "project"
"""Where the settings of the tests' hubs are. An organisation changes mkdocs.yml and stories/; no test follows from that."""
SAMPLE = ROOT / "stories"
"""The sample hub, until an organisation puts its own stories there; tests about it use the fixture `sample_stories`."""

VALUES = """\
- key: openness
  name: {nl: Openheid, en: Openness}
  promise: {nl: We laten zien wat we doen., en: We show what we do.}
- key: care
  name: {nl: Zorg, en: Care}
  promise: {nl: We zijn er voor elkaar., en: We are there for each other.}
- key: courage
  name: {nl: Lef, en: Courage}
  promise: {nl: We durven het te zeggen., en: We dare to say it.}
"""
DEPARTMENTS = """\
- key: ward
  name: {nl: Verpleegafdeling, en: Ward}
- key: kitchen
  name: {nl: Keuken, en: Kitchen}
- key: desk
  name: {nl: Receptie, en: Front desk}
"""


def story(title: str = "Een dag", body: str = "Het regende en de bus kwam niet.\n", **fields: object) -> str:
    """The text of a story; a field may be given as YAML text, and None leaves it out."""
    lines = {
        "author": "Noor Bakker",
        "department": "ward",
        "date": "2026-03-01",
        "why": "Omdat het me raakte.",
    } | fields
    written = "".join(f"{key.rstrip('_')}: {value}\n" for key, value in lines.items() if value is not None)
    return f'---\ntitle: "{title}"\n{written}---\n\n{body}'


def write_hub(folder: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """Writes values, departments, a mission and the given files; returns the folder."""
    given: dict[str, str | bytes] = {
        "values.yml": VALUES,
        "departments.yml": DEPARTMENTS,
        "mission.md": "# Onze missie\n\nWij zorgen dat iedereen thuis kan zijn.\n",
        "index.md": "# Welkom\n\nVerhalen van ons.\n",
        **(files or {}),
    }
    for name, content in given.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def settings_from(home: str) -> str:
    """The tests' mkdocs.yml for another folder, where the software is in `home`: a path and a slash, or nothing."""
    return (PROJECT / "mkdocs.yml").read_text(encoding="utf-8").replace("../../", home)


def files_of(site: Path) -> dict[str, bytes]:
    """Every file of a site with its bytes."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
