"""What could be better: who answers it, in what order, whether in time, and what readers and comms see of that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from email import message_from_bytes
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hubs import DEPARTMENTS, ROOT, story, write_hub
from storyhub.assemble import assemble
from storyhub.cli.main import main
from storyhub.model.listening import LIMITS, STATUSES
from storyhub.model.settings import Settings, SettingsError, from_config
from storyhub.site import Site
from storyhub.system.cache_files import Store

Build = Callable[..., Path]
ITEM = story("De klok", could_be_better="De klok loopt achter.", date="2026-03-01")


def site_of(folder: Path, files: dict[str, str | bytes], **settings: object) -> Site:
    """A hub with one listening item, and the given files."""
    hub = write_hub(folder / "stories", {"2026/klok.md": ITEM} | files)
    given = Settings(today=date(2026, 11, 24), **settings)  # type: ignore[arg-type]
    store = Store(folder / "cache")
    try:
        return assemble(hub, given, store)
    finally:
        store.close()


def answers(*entries: str, more: str = "") -> dict[str, str | bytes]:
    """The answers to the item: `day status by`, with a note."""
    lines = [line.split(" ", 1) for line in entries]
    written = "".join(
        f"  - {{date: {day}, by: Joke, status: {status}, note: Zo doen we het.}}\n" for day, status in lines
    )
    return {"listening/2026-klok.yml": f"{more}entries:\n{written}"}


def told(site: Site) -> list[tuple[int, str]]:
    """What is advised about the file of the answers."""
    return [(one.line, one.rule) for one in site.hub.issues if one.path == "listening/2026-klok.yml"]


def test_an_item_is_answered_by_who_is_named_in_it_else_by_its_department(tmp_path: Path) -> None:
    departments = DEPARTMENTS.replace("en: Ward}", "en: Ward}\n  owner: Hoofd Zorg")
    files = answers("2026-03-02 heard") | {"departments.yml": departments}
    assert site_of(tmp_path / "a", files).listening[0].owner == "Hoofd Zorg"
    files |= answers("2026-03-02 heard", more="owner: Joke\n")
    assert site_of(tmp_path / "b", files).listening[0].owner == "Joke"


@pytest.mark.parametrize(
    ("entries", "due"),
    [
        ((), date(2026, 3, 15)),
        (("2026-03-10 heard",), date(2026, 4, 9)),
        (("2026-03-10 heard", "2026-04-01 heard"), date(2026, 4, 9)),
        (("2026-03-10 heard", "2026-03-20 change planned"), date(2027, 3, 20)),
        (("2026-03-10 not changing",), None),
    ],
)
def test_each_status_has_its_days_and_a_second_note_does_not_stretch_them(
    tmp_path: Path, entries: tuple[str, ...], due: date | None
) -> None:
    assert site_of(tmp_path, answers(*entries)).listening[0].due == due


def test_a_first_answer_within_its_days_is_in_time_and_a_day_later_is_not(tmp_path: Path) -> None:
    for number, (day, in_time) in enumerate((("2026-03-15", True), ("2026-03-16", False))):
        item = site_of(tmp_path / str(number), answers(f"{day} changed")).listening[0]
        assert item.is_answered_in_time is in_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("entries:\n  - {date: 2026-03-02, by: Joke, status: changed}\n", [(2, "no-note")]),
        ("entries:\n  - {date: 2026-03-02, by: Joke, status: change planned, note: ' '}\n", [(2, "no-note")]),
        (
            "entries:\n  - {date: 2026-03-02, by: J, status: looking into it}\n  - {date: 2026-03-03, by: J, status: heard}\n",
            [(3, "goes-back")],
        ),
        (
            "entries:\n  - {date: 2026-03-02, by: J, status: changed, note: Ja}\n  - {date: 2026-03-03, by: J, status: heard}\n",
            [(3, "not-reopened")],
        ),
        (
            "entries:\n  - {date: 2026-03-02, by: J, status: changed, note: Ja}\n  - {date: 2026-03-03, by: noor bakker, status: heard}\n",
            [],
        ),
        (
            "also: [2026/ook]\nentries:\n  - {date: 2026-03-02, by: J, status: changed, note: Ja}\n  - {date: 2026-05-03, by: J, status: heard}\n",
            [],
        ),
        ("also: [2026/weg]\nentries:\n  - {date: 2026-03-02, by: J, status: heard}\n", [(1, "unknown-story")]),
        ("entries:\n  - {date: 2026-03-02, by: J, status: heard}\nconfirmed: 2026-04-01\n", [(3, "not-closed")]),
        (
            "entries:\n  - {date: 2026-03-02, by: J, status: changed, note: Ja}\nconfirmed: 2026-03-01\n",
            [(3, "not-closed")],
        ),
        ("entries:\n  - {date: 2026-03-02, by: J, status: changed, note: Ja}\nconfirmed: 2026-03-02\n", []),
        ("owner: [a, b]\nentries: []\n", [(1, "invalid-field")]),
        ("also: {a: b}\nentries: []\n", [(1, "invalid-field")]),
    ],
)
def test_comms_are_advised_by_line(tmp_path: Path, text: str, expected: list[tuple[int, str]]) -> None:
    also = story("Ook", author="Sam", date="2026-04-20")
    assert told(site_of(tmp_path, {"listening/2026-klok.yml": text, "2026/ook.md": also})) == expected


def test_answers_to_a_story_without_an_item_are_named(tmp_path: Path) -> None:
    assert (1, "no-item") in told(site_of(tmp_path, answers("2026-03-02 heard") | {"2026/klok.md": story("De klok")}))


def test_the_page_says_how_much_was_answered_in_time_also_when_that_looks_bad(
    build_site: Build, tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {
        f"2026/{name}.md": story(f"Over {name}", could_be_better=f"De {name}.", date="2026-03-01", author=f"{name} Bos")
        for name in ("lamp", "deur", "trap", "stoel")
    }
    files |= {
        "listening/2026-lamp.yml": "entries:\n  - {date: 2026-03-02, by: J, status: changed, note: Er hangt een nieuwe.}\n",
        "listening/2026-deur.yml": "entries:\n  - {date: 2026-06-02, by: J, status: not changing, note: Brandweer.}\n",
        "listening/2026-trap.yml": "also: [2026/stoel]\nentries:\n  - {date: 2026-11-20, by: J, status: heard}\n",
    }
    site = build_site(write_hub(tmp_path / "stories", files), tmp_path / "site")
    dutch = (site / "listening/index.html").read_text(encoding="utf-8")
    english = (site / "en/listening/index.html").read_text(encoding="utf-8")
    assert "kregen er 3 antwoord, waarvan 1 op tijd" in dutch
    assert "Of 4 things that could be better, 3 got an answer, 1 of them in time." in english
    overdue = english.split('id="overdue"')[1].split('id="open"')[0]
    assert "Over stoel" in overdue
    assert "The next answer was due on" in overdue
    assert "Told by 2 people in 1 department:" in english
    assert english.count("The teller has not confirmed this yet.") == 2
    assert 'lang="nl"' in english.split("De lamp.")[0][-80:]
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "Er hangt een nieuwe." in home
    assert "Brandweer." not in home
    assert "De verteller heeft dit nog niet bevestigd." in (site / "2026/lamp/index.html").read_text(encoding="utf-8")


def test_the_feed_has_every_answer_once_the_newest_first(build_site: Build, tmp_path: Path) -> None:
    hub = write_hub(tmp_path / "stories", {"2026/klok.md": ITEM} | answers("2026-03-02 heard", "2026-04-01 changed"))
    site = build_site(hub, tmp_path / "site")
    feed = ElementTree.parse(site / "listening/feed.xml")
    atom = "{http://www.w3.org/2005/Atom}"
    assert [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")] == [
        "De klok: veranderd",
        "De klok: gehoord",
    ]
    assert len({entry.findtext(f"{atom}id") for entry in feed.iter(f"{atom}entry")}) == 2


def test_what_waits_is_listed_by_who_answers_it_and_each_gets_one_mail_without_an_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = {"could_be_better": "De bel.", "date": "2026-11-20"}
    files = answers("2026-03-02 heard", more='owner: "Joke, hoofd"\n') | {
        "2026/klok.md": ITEM,
        "2026/bel.md": story("De bel", **item),
        "2026/bel2.md": story("De tweede bel", **item),
        "listening/2026-bel.yml": 'owner: "Joke, hoofd"\nentries: []\n',
    }
    hub = write_hub(tmp_path / "stories", files)
    assert main(["listen", "--stories", str(hub), "--mail", str(tmp_path / "mail")], ROOT) == 0
    listed = capsys.readouterr().out
    assert listed.index("2026/klok: gehoord, 268 dagen open, 237 dagen te laat") < listed.index(
        "2026/bel: nog geen antwoord"
    )
    assert "Nog niemand\n  2026/bel2" in listed
    (mail,) = (tmp_path / "mail").iterdir()
    letter = message_from_bytes(mail.read_bytes())
    assert letter["To"] == '"Joke, hoofd":;'
    assert "2 collega's" in letter["Subject"].replace("’", "'") or "=?utf-8?" in letter["Subject"]
    text = letter.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert "De klok loopt achter." in text.decode("utf-8")


def test_days_are_set_for_each_status_and_a_wrong_one_is_named() -> None:
    given = from_config({"extra": {"hub": {"listening": {"heard": 3}}}})
    assert given.listening == {**LIMITS, "heard": 3}
    for wrong in ({"read": 3}, {"heard": 0}, {"heard": "14"}, [14]):
        with pytest.raises(SettingsError, match=r"extra.hub.listening: found .*numbers of days are allowed"):
            from_config({"extra": {"hub": {"listening": wrong}}})


def test_every_status_but_the_last_has_its_days() -> None:
    assert tuple(LIMITS) == STATUSES[:-1]


@pytest.mark.parametrize(
    ("day", "asked", "most", "answered", "published"),
    [
        ("2026-11-20", 7, 14, "", False),
        ("2026-11-20", 7, 14, "2026-11-22", True),
        ("2026-11-20", 7, 14, "2026-11-30", False),
        ("2026-11-17", 7, 14, "", True),
        ("2026-11-20", 60, 4, "", True),
        ("2026-11-20", 60, 5, "", False),
        ("2026-11-20", 7, 0, "", True),
    ],
)
def test_a_story_waits_to_be_heard_and_then_is_published_answered_or_not(
    tmp_path: Path, day: str, asked: int, most: int, answered: str, published: bool
) -> None:
    files: dict[str, str | bytes] = {
        "2026/klok.md": story("De klok", could_be_better="De klok.", date=day, heard_first=asked)
    }
    files |= answers(f"{answered} heard") if answered else {}
    site = site_of(tmp_path, files, heard_first=most)
    assert bool(site.stories) is published
