"""One name is one story, however a computer writes it: accents as one sign or two, capitals, spaces, per cent signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hubs import story, write_hub
from storyhub.assemble import assemble
from storyhub.check.addresses import Addresses
from storyhub.model.settings import Settings
from storyhub.system.cache_files import Store
from test_check import Files, png, read

NFC, NFD = "2026/één-dag", unicodedata.normalize("NFD", "2026/één-dag")
OTHER: Files = {
    f"2026/{unicodedata.normalize('NFD', 'één-dag')}.md": story("Eén dag", could_be_better="De bus."),
    f"{NFD}/{unicodedata.normalize('NFD', 'één.png')}": png(),
    f"listening/{unicodedata.normalize('NFD', '2026-één-dag')}.yml": "entries:\n- {date: 2026-04-01, by: X, status: heard}\n",
    f"ambassadors/{unicodedata.normalize('NFD', 'zoë')}.md": "---\nname: Zoë Jansen\n---\n\nHoi\n",
}


@pytest.mark.parametrize("spelling", ["NFC", "NFD"])
def test_pictures_links_replies_answers_and_profiles_are_found_under_both_spellings(
    tmp_path: Path, spelling: str
) -> None:
    def spelled(text: str) -> str:
        return unicodedata.normalize(spelling, text)  # type: ignore[arg-type]

    asking = story(
        "Antwoord",
        f"[x]({spelled('één-dag')}.md) [y](/{quote(spelled(NFC))}/)\n",
        reply_to=spelled(NFC),
        author=spelled("zoë"),
    )
    showing = story("Eén dag", f"![x]({spelled('één.png')})\n", could_be_better="De bus.", consent="internal")
    files = {**OTHER, "2026/a.md": asking, f"{NFD}.md": showing}
    hub = read(tmp_path, files)
    assert [str(issue) for issue in hub.issues] == []
    assert {one.id for one in hub.stories} == {"2026/a", NFC}
    answer = next(one for one in hub.stories if one.id == "2026/a")
    assert answer.reply_to == NFC
    assert NFC in hub.listening
    assert answer.author in hub.profiles


NAMES = {
    "a space": ("2026/mijn dag", ["2026/mijn dag", "2026/mijn%20dag"]),
    "capitals": ("2026/Mijn-Dag", ["2026/Mijn-Dag", "2026/mijn-dag"]),
    "an accent": ("2026/café", ["2026/café", "2026/caf%C3%A9", "2026/cafe\u0301"]),
}


@pytest.mark.parametrize(("identity", "written"), NAMES.values(), ids=NAMES)
def test_a_story_is_answered_and_linked_under_each_way_to_write_its_name(
    tmp_path: Path, identity: str, written: list[str]
) -> None:
    files: Files = {f"{identity}.md": story("Eerst")}
    for number, name in enumerate(written):
        files[f"2026/r{number}.md"] = story(f"R{number}", f"[x](<../{name}.md>)\n", reply_to=f'"{name}"')
    hub = read(tmp_path, files)
    assert [str(issue) for issue in hub.issues] == []
    assert {one.reply_to for one in hub.stories if one.id != identity} == {identity}


def test_somebody_is_one_person_under_a_name_and_under_the_key_of_a_profile(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "2026/a.md": story("A", author="noor-bakker"),
        "2026/b.md": story("B", author="Noor Bakker"),
        "2026/c.md": story("C", author="noor  BAKKER"),
        "ambassadors/noor-bakker.md": "---\nname: Noor Bakker\n---\n\nHoi\n",
    }
    site = assemble(write_hub(tmp_path / "stories", files), Settings(), Store(tmp_path / "cache"))
    assert {key: len(stories) for key, stories in site.by_ambassador.items()} == {"noor-bakker": 3}
    assert {site.author_name(one) for one in site.stories} == {"Noor Bakker"}


def test_a_picture_is_found_whatever_its_capitals(tmp_path: Path) -> None:
    hub = read(tmp_path, {"2026/a.md": story(body="![x](Foto.JPG)\n", consent="internal"), "2026/a/foto.jpg": png()})
    addresses = Addresses(hub, hub.stories, {})
    assert addresses.picture(hub.stories[0], "FOTO.jpg") == "2026/a/foto.jpg"
    assert [issue.rule for issue in hub.issues] == ["picture-name"]


# Old addresses that are sent on, as their writer has them → where the page stands.
SENT_ON = {
    "hr/2015/rain": "hr/2015/rain/index.html",
    "ict/oud": "ict/oud/index.html",
    "hr": "hr/index.html",
    "2019/caf%C3%A9": "2019/café/index.html",
    "2019/mijn%20dag": "2019/mijn dag/index.html",
    "/2019/oud.html": "2019/oud.html",
}


def test_old_addresses_are_sent_on_unless_they_start_with_a_language_of_the_hub(
    build_site: Callable[..., Path], tmp_path: Path
) -> None:
    files: Files = {f"2026/a{number}.md": story(f"A{number}", aliases=f'"{old}"') for number, old in enumerate(SENT_ON)}
    hub = write_hub(tmp_path / "stories", {**files, "2026/b.md": story("B", aliases="[en/oud, nl/oud]")})
    site = build_site(hub, tmp_path / "site")
    for number, page in enumerate(SENT_ON.values()):
        assert f"2026/a{number}/" in (site / page).read_text(encoding="utf-8")
    assert not (site / "nl").exists()
    assert not (site / "en/oud").exists()
