"""Whatever is edited, in whatever order: the site that was brought up to date is the site of a build from nothing, byte for byte."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hubs import DEPARTMENTS, ROOT, VALUES, files_of, story, write_hub
from hypothesis import settings as profile
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, rule
from PIL import Image
from storyhub.build import Builder
from storyhub.model import i18n
from storyhub.model.settings import Settings
from storyhub.model.theme import Theme

NAMES = [f"2026/s{number}" for number in range(6)]
number = some.integers(0, 5)


def picture(shade: int) -> bytes:
    """A small picture of one colour; each has a height of its own."""
    out = io.BytesIO()
    Image.new("RGB", (40, 20 + shade), (shade * 30, 90, 90)).save(out, "PNG")
    return out.getvalue()


class Edits(RuleBasedStateMachine):
    """A hub of six stories in which anything may be edited."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="storyhub-edits-"))
        self.theme = Path(shutil.copytree(ROOT / "theme", self.folder / "theme"))
        self.words = Path(shutil.copytree(i18n.LOCALES, self.folder / "locales"))
        self.settings = Settings(name="Hub", address="https://stories.example.org/", page_size=2)
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(i18n, "LOCALES", self.words)
        self.patch.setenv("STORYHUB_SEARCH", "0")
        self.hub = write_hub(
            self.folder / "stories",
            {f"{name}.md": story(f"Verhaal {name[-1]}", f"Tekst {name[-1]}.\n") for name in NAMES},
        )
        self.builds = 0
        self.compare()

    def teardown(self) -> None:
        self.patch.undo()
        i18n.catalogue.cache_clear()
        shutil.rmtree(self.folder)

    def built(self, site: Path, cache: str) -> dict[str, bytes]:
        """The site as a process would build it that has just been started."""
        i18n.catalogue.cache_clear()
        self.patch.setenv("STORYHUB_CACHE", str(self.folder / cache))
        builder = Builder(self.hub, self.settings, Theme(self.theme), self.folder)
        builder.finish(site, {})
        builder.close()
        return files_of(site)

    def compare(self) -> None:
        """The site that is there, brought up to date, and one from nothing."""
        self.builds += 1
        updated = self.built(self.folder / "site", "cache")
        clean = self.built(self.folder / f"clean{self.builds}", f"cache{self.builds}")
        assert updated.keys() == clean.keys()
        assert [path for path in clean if updated[path] != clean[path]] == []

    @rule(at=number, value=some.sampled_from(["[care]", "[openness]", "[courage]", "[]", None]), other=number)
    def edits_a_story(self, at: int, value: str | None, other: int) -> None:
        """Other words, values and links."""
        text = story(f"Verhaal {at}{other}", f"Zie [dit](s{other}.md). Woord{other}.\n", values=value, with_="[desk]")
        write_hub(self.hub, {f"{NAMES[at]}.md": text})
        self.compare()

    @rule(at=number, to=number)
    def answers_a_story(self, at: int, to: int) -> None:
        """One story replies to another, with something that could be better."""
        text = story(
            f"Antwoord {at}", reply_to=NAMES[to], could_be_better="Het rooster.", author="anna", department="desk"
        )
        write_hub(self.hub, {f"{NAMES[at]}.md": text})
        self.compare()

    @rule(
        at=number,
        to=number,
        field=some.sampled_from(["translation_of", "another_view"]),
        language=some.sampled_from(["nl", "en"]),
    )
    def sets_a_story_beside_another(self, at: int, to: int, field: str, language: str) -> None:
        """One story translates another, or sees it differently."""
        text = story(f"Anders {at}", **{field: NAMES[to]}, language=language, translated_by="Sam")
        write_hub(self.hub, {f"{NAMES[at]}.md": text})
        self.compare()

    @rule(at=number, what=some.sampled_from(["withdrawn", "draft", "held", "deleted"]))
    def takes_a_story_back(self, at: int, what: str) -> None:
        """Withdrawn, made a draft, held until later, or deleted."""
        fields = {
            "withdrawn": {"withdrawn": "2026-09-01"},
            "draft": {"status": "draft"},
            "held": {"date": "2026-12-30"},
        }
        if what == "deleted":
            (self.hub / f"{NAMES[at]}.md").unlink(missing_ok=True)
        else:
            write_hub(self.hub, {f"{NAMES[at]}.md": story(f"Weg {at}", **fields[what])})
        self.compare()

    @rule(at=number, shade=number)
    def puts_a_picture_to_a_story(self, at: int, shade: int) -> None:
        """A photo and one in the text."""
        text = story(
            f"Foto {at}", "![boot](p.png)\n", photo=f"{{file: {NAMES[at][5:]}/p.png, alt: boot}}", consent="public"
        )
        write_hub(self.hub, {f"{NAMES[at]}.md": text, f"{NAMES[at]}/p.png": picture(shade)})
        self.compare()

    @rule(at=number, shade=number)
    def replaces_a_picture(self, at: int, shade: int) -> None:
        """Without a word in the story."""
        write_hub(self.hub, {f"{NAMES[at]}/p.png": picture(shade)})
        self.compare()

    @rule(at=number)
    def deletes_a_picture(self, at: int) -> None:
        """Without a word in the story."""
        (self.hub / f"{NAMES[at]}/p.png").unlink(missing_ok=True)
        self.compare()

    @rule(key=some.sampled_from(["anna", "noor-bakker"]), name=some.sampled_from(["Anna", "Noor Bakker", "N."]))
    def edits_a_profile(self, key: str, name: str) -> None:
        """Somebody gets another name."""
        write_hub(self.hub, {f"ambassadors/{key}.md": f"---\nname: {name}\ndepartment: desk\n---\n\nIk ben {name}.\n"})
        self.compare()

    @rule(key=some.sampled_from(["anna", "noor-bakker"]))
    def deletes_a_profile(self, key: str) -> None:
        """Somebody leaves."""
        (self.hub / f"ambassadors/{key}.md").unlink(missing_ok=True)
        self.compare()

    @rule(at=number, status=some.sampled_from(["heard", "change planned", "changed", "not changing"]), also=number)
    def answers_what_could_be_better(self, at: int, status: str, also: int) -> None:
        """Comms write what became of it, and whose it is."""
        answer = f"owner: Joke {also}\nalso: [{NAMES[also]}]\nentries:\n"
        answer += f"  - {{date: 2026-04-01, by: Joke, status: {status}, note: We kijken ernaar.}}\n"
        write_hub(self.hub, {f"listening/2026-s{at}.yml": answer})
        self.compare()

    @rule(
        at=number, month=some.sampled_from(["2026-03", "2026-04", "2099-01"]), word=some.sampled_from(["Wie?", "Wat?"])
    )
    def asks_a_question(self, at: int, month: str, word: str) -> None:
        """Everybody is asked, and a story answers; of a month to come nobody sees it yet."""
        text = story(f"Antwoord {at}", answers_question=month)
        write_hub(self.hub, {f"questions/{month}.yml": f"question: {{nl: {word}}}\n", f"{NAMES[at]}.md": text})
        self.compare()

    @rule(month=some.sampled_from(["2026-03", "2026-04"]))
    def deletes_a_question(self, month: str) -> None:
        """Nobody is asked any more."""
        (self.hub / f"questions/{month}.yml").unlink(missing_ok=True)
        self.compare()

    @rule(at=number, to=number, what=some.sampled_from(["story", "line", "gone"]))
    def sends_a_line_back(self, at: int, to: int, what: str) -> None:
        """A line to a story, or to another line; or it is taken back."""
        if what == "gone":
            (self.hub / f"replies/2026-l{at}.yml").unlink(missing_ok=True)
        else:
            named = NAMES[to] if what == "story" else f"2026-l{to}"
            text = f"to: {named}\nby: Anna {to}\ndate: 2026-04-0{at + 1}\nline: Dat had ik ook.\n"
            write_hub(self.hub, {f"replies/2026-l{at}.yml": text})
        self.compare()

    @rule(name=some.sampled_from(["week", "nacht"]), order=some.lists(number, max_size=4), line=some.sampled_from("ab"))
    def edits_a_path(self, name: str, order: list[int], line: str) -> None:
        """Stories are put in an order, with a line for each; also ones that nobody can read."""
        steps = "".join(f"  - {{story: {NAMES[at]}, line: {{nl: {line}}}}}\n" for at in order)
        write_hub(self.hub, {f"paths/{name}.yml": f"title: {{nl: Pad {line}}}\nwhy: Zo.\nstories:\n{steps}"})
        self.compare()

    @rule(name=some.sampled_from(["week", "nacht"]))
    def deletes_a_path(self, name: str) -> None:
        """It leads nowhere any more."""
        (self.hub / f"paths/{name}.yml").unlink(missing_ok=True)
        self.compare()

    @rule(word=some.sampled_from(["Openheid", "Eerlijkheid"]), order=some.booleans())
    def edits_the_values(self, word: str, order: bool) -> None:
        """A value gets another name, or another place."""
        text = VALUES.replace("Openheid", word)
        head, *rest = text.split("- key: ")
        (self.hub / "values.yml").write_text(
            "- key: ".join([head, *(reversed(rest) if order else rest)]), encoding="utf-8"
        )
        self.compare()

    @rule(word=some.sampled_from(["Keuken", "Restaurant"]), is_whole=some.booleans())
    def edits_the_departments(self, word: str, is_whole: bool) -> None:
        """A department gets another name, or goes."""
        text = DEPARTMENTS.replace("Keuken", word)
        (self.hub / "departments.yml").write_text(text if is_whole else text.split("- key: desk")[0], encoding="utf-8")
        self.compare()

    @rule(word=some.sampled_from(["Samen", "Thuis"]))
    def edits_the_mission(self, word: str) -> None:
        """Comms say it otherwise."""
        write_hub(self.hub, {"mission.md": f"# Missie\n\n{word} werken wij.\n"})
        self.compare()

    @rule(
        size=some.sampled_from([1, 2, 20]),
        languages=some.sampled_from([("nl", "en"), ("en", "nl"), ("nl",)]),
        address=some.sampled_from(["https://stories.example.org/", "https://elsewhere.example.org/hub/", ""]),
        drafts=some.booleans(),
        cards=some.booleans(),
    )
    def edits_the_settings(
        self, size: int, languages: tuple[str, ...], address: str, drafts: bool, cards: bool
    ) -> None:
        """Other lists, languages, address; a preview; cards for chat programs."""
        self.settings = replace(
            self.settings, page_size=size, languages=languages, address=address, drafts=drafts, cards=cards
        )
        self.compare()

    @rule(file=some.sampled_from(["templates/story.html", "templates/partials/cards.html"]), mark=number)
    def edits_the_theme(self, file: str, mark: int) -> None:
        """An engineer changes a template and a colour."""
        path = self.theme / file
        path.write_text(f"{path.read_text(encoding='utf-8')}<!-- {mark} -->\n", encoding="utf-8")
        style = next(iter(sorted((self.theme / "assets" / "css").rglob("*.css"))))
        style.write_text(f"{style.read_text(encoding='utf-8')}\n/* {mark} */\n", encoding="utf-8")
        self.compare()

    @rule(word=some.sampled_from(["Verhalen", "Vertellingen"]))
    def edits_the_catalogue(self, word: str) -> None:
        """Somebody translates it otherwise."""
        file = self.words / "nl.po"
        text = file.read_text(encoding="utf-8")
        for known in ("Verhalen", "Vertellingen"):
            text = text.replace(f'msgstr "{known}"', f'msgstr "{word}"')
        file.write_text(text, encoding="utf-8")
        self.compare()


Edits.TestCase.settings = profile(max_examples=2, stateful_step_count=9)
test_any_row_of_edits_ends_in_the_site_of_a_build_from_nothing: Callable[..., None] = Edits.TestCase
