"""Another language of the interface: begun by a verb, filled in by the organisation, and never a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hubs import story, write_hub
from storyhub.cli.main import main
from storyhub.model import i18n
from storyhub.model.settings import SettingsError
from storyhub.model.settings_file import from_file


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A hub in English, with one story."""
    write_hub(tmp_path / "stories", {"2026/one.md": story()})
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Hub\ndocs_dir: stories\nplugins: []\nextra:\n  hub:\n    languages: [en]\n", encoding="utf-8"
    )
    return tmp_path


def begin(hub: Path, code: str) -> Path:
    assert main(["language", code], hub) == 0
    return hub / "overrides" / "locales" / f"{code}.po"


def speak(hub: Path, *codes: str) -> None:
    file = hub / "mkdocs.yml"
    file.write_text(re.sub(r"\[.*en.*\]", f"[{', '.join(codes)}]", file.read_text(encoding="utf-8")), encoding="utf-8")


def translate(file: Path, english: str, *strings: str) -> None:
    """Fills in a text; more than one string where it counts."""
    text = file.read_text(encoding="utf-8")
    assert f'msgid "{english}"' in text
    head, _, rest = text.partition(f'msgid "{english}"\n')
    for at, string in enumerate(strings):
        name = f"msgstr[{at}]" if len(strings) > 1 else "msgstr"
        rest = rest.replace(f'{name} ""', f'{name} "{string}"', 1)
    file.write_text(f'{head}msgid "{english}"\n{rest}', encoding="utf-8")


def test_a_new_language_is_a_file_with_every_text_and_where_it_is_seen(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = begin(hub, "pl")
    told = capsys.readouterr().out
    assert re.search(r"overrides/locales/pl\.po: Polish, 0 of \d{3} texts are translated", told)
    text = file.read_text(encoding="utf-8")
    assert "nplurals=3; plural=(n==1 ? 0" in text
    assert "#. Seen in: pages of the site" in text
    assert '#. Seen in: mail to and from tellers\n#: letterbox/answers.py\nmsgid "Your story"' in text
    assert text.count("msgid ") == (i18n.LOCALES / "nl.po").read_text(encoding="utf-8").count("\nmsgid ")
    assert "@" not in text.partition("\n\n")[0]


def test_what_is_filled_in_stays_and_is_counted(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(begin(hub, "pl"), "Stories", "Opowieści")
    before = (hub / "overrides/locales/pl.po").read_bytes()
    capsys.readouterr()
    assert begin(hub, "pl").read_bytes() == before
    assert ", 1 of " in capsys.readouterr().out


def test_the_site_speaks_it_and_says_the_rest_in_english(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = begin(hub, "pl")
    translate(file, "Stories", "Opowieści")
    translate(file, "%(num)s story", "%(num)s opowieść", "%(num)s opowieści", "%(num)s opowieści!")
    speak(hub, "pl", "en")
    assert from_file(hub / "mkdocs.yml").languages == ("pl", "en")
    words = i18n.catalogue("pl")
    assert words.gettext("Stories") == "Opowieści"
    assert words.say_number("%(num)s story", "%(num)s stories", 5) == "5 opowieści!"
    assert words.gettext("Your story") == "Your story"
    capsys.readouterr()
    assert main(["check"], hub) == 0
    told = capsys.readouterr().out
    assert re.search(r"overrides/locales/pl\.po:1: msgstr: advice: has no translation of some texts \(\d{3}\)", told)
    assert "run `hub.py language pl`" in told


def test_an_organisation_says_one_thing_in_its_own_words(hub: Path) -> None:
    translate(begin(hub, "nl"), "Stories", "Onze verhalen")
    speak(hub, "nl", "en")
    from_file(hub / "mkdocs.yml")
    assert i18n.catalogue("nl").gettext("Stories") == "Onze verhalen"
    assert i18n.catalogue("nl").gettext("Your story") == "Je verhaal"


def test_a_translation_that_loses_a_word_is_not_used_and_named(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = begin(hub, "pl")
    translate(file, "Page %(number)s", "Strona %(numer)s")
    line = next(
        at
        for at, row in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if row == 'msgid "Page %(number)s"'
    )
    speak(hub, "pl", "en")
    from_file(hub / "mkdocs.yml")
    assert i18n.catalogue("pl").say("Page %(number)s", number=2) == "Page 2"
    capsys.readouterr()
    assert main(["check"], hub) == 0
    assert f"overrides/locales/pl.po:{line}: msgstr: advice: has other words" in capsys.readouterr().out


def test_a_damaged_catalogue_is_one_clear_sentence(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = begin(hub, "pl")
    speak(hub, "pl", "en")
    file.write_text('msgid "Stories"\nOpowieści\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"^overrides/locales/pl\.po:\d+: found .*; a catalogue .*; correct it"):
        from_file(hub / "mkdocs.yml")
    assert main(["language", "pl"], hub) == 2
    file.write_bytes(b'msgid "Stories"\nmsgstr "\xff"\n')
    with pytest.raises(SettingsError, match=r"^overrides/locales/pl\.po: found "):
        from_file(hub / "mkdocs.yml")


def test_a_language_that_nobody_speaks_is_refused(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["language", "../xx"], hub) == 2
    assert "the code of a language is allowed, such as de" in capsys.readouterr().err
    assert not (hub / "overrides").exists()
