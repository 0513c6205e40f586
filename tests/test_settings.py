"""Settings: what mkdocs.yml may say, and what somebody reads who says it otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from storyhub.model.settings import SettingsError, from_config
from storyhub.model.settings_file import from_file

REFUSED: dict[str, tuple[dict[str, object], str]] = {
    "a logo that is not there": ({"logo": "img/logo.svg"}, "logo: found 'img/logo.svg', and there is no such file"),
    "a logo that is no picture": ({"logo": "mkdocs.yml"}, "logo: found 'mkdocs.yml'; a picture is allowed (.svg"),
    "a language without a catalogue": (
        {"languages": ["nl", "xx"]},
        "languages: found xx; the interface speaks de, en, ",
    ),
    "languages that are one word": ({"languages": "nl"}, "languages: found 'nl'; a list such as [nl, en] is allowed"),
    "a language twice": ({"languages": ["nl", "nl"]}, "languages: found ['nl', 'nl']"),
    "no language": ({"languages": []}, "languages: found []"),
    "a language that YAML takes for false": ({"languages": ["nl", False]}, "languages: found ['nl', False]"),
    "a page without entries": ({"page_size": 0}, "page_size: found 0; a number from 1 to 1000 is allowed"),
    "a page size in words": ({"page_size": "twenty"}, "page_size: found 'twenty'"),
    "a page size that is true": ({"page_size": True}, "page_size: found True"),
    "drafts in words": ({"drafts": "yes please"}, "drafts: found 'yes please'; true or false is allowed"),
    "an organisation that is a number": ({"organisation": 7}, "organisation: found 7; one line of text"),
    "a tagline in a list": ({"tagline": ["Hoi"]}, "tagline: found ['Hoi']; one line of text"),
    "a tagline per language with a number": (
        {"tagline": {"nl": 3}},
        "tagline: found {'nl': 3}; a text, or one for each",
    ),
    "a page with its ending": ({"pages": ["privacy.md"]}, "pages: found ['privacy.md']; names of pages are allowed"),
    "numbers without quotes": ({"allow": [123456782]}, "allow: found [123456782]; the organisation's own numbers"),
    "a branch that YAML takes for a number": (
        {"code_host": {"kind": "github", "address": "https://h.example/r", "branch": 1.0}},
        "code_host.branch: found 1.0; the name of a branch is allowed",
    ),
    "a part of the code host that was mistyped": (
        {"code_host": {"kind": "github", "adress": "https://h.example/r"}},
        'code_host: found adress (did you mean "address"?)',
    ),
}


@pytest.mark.parametrize(("hub", "told"), REFUSED.values(), ids=REFUSED)
def test_a_setting_that_cannot_be_used_is_named_with_what_is_allowed(
    hub: dict[str, object], told: str, tmp_path: Path
) -> None:
    (tmp_path / "mkdocs.yml").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError) as fault:
        from_config({"extra": {"hub": hub}}, tmp_path)
    assert str(fault.value).startswith(f"mkdocs.yml: extra.hub.{told}")
    assert str(fault.value).count("; ") == 2


def test_a_mistyped_setting_is_named_with_the_one_that_was_meant() -> None:
    with pytest.raises(SettingsError) as fault:
        from_config({"extra": {"hub": {"langauges": ["nl"]}}}, file="hub.yml")
    assert str(fault.value).startswith('hub.yml: extra.hub: found langauges (did you mean "languages"?); allowed are ')


def test_settings_outside_the_hubs_own_part_are_looked_at_too() -> None:
    """All of them at once, a line each."""
    with pytest.raises(SettingsError) as fault:
        from_config({"site_name": ["x"], "site_url": "stories", "use_directory_urls": False, "extra": []})
    assert [line.split("; ")[0] for line in str(fault.value).split("\n")] == [
        "mkdocs.yml: extra.hub: found []",
        "mkdocs.yml: site_name: found ['x']",
        "mkdocs.yml: site_url: found 'stories'",
        "mkdocs.yml: use_directory_urls: found False",
    ]


def test_settings_that_are_left_out_or_empty_have_their_defaults(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name:\nextra:\n  hub:\n    logo:\n    pages:\n    allow:\n    drafts:\n", encoding="utf-8")
    settings = from_file(file)
    assert settings == from_config({})
    assert (settings.name, settings.languages, settings.page_size) == ("Story Hub", ("nl", "en"), 20)
    assert (settings.pages, settings.allow, settings.drafts) == ((), (), False)


def test_a_file_that_holds_no_settings_says_so(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("- a list\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="found no settings"):
        from_file(file)
