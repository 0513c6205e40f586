"""Whatever is said to a writer is said in Dutch too: no sentence is English only, and none loses a word on the way."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from storyhub.model.i18n import LOCALES, Catalogue
from storyhub.model.issues import shown
from storyhub.model.messages import say
from storyhub.read.allowed_in_fields import EXAMPLES

HOOKS = Path(__file__).parent.parent / "hooks" / "storyhub"
WORD = re.compile(r"%\((\w+)\)s")
SAYING = {"say": 1, "_": 1, "gettext": 1, "ngettext": 2}
"""Functions that take English words to be translated, and how many of them."""


def sentences() -> Iterator[tuple[str, str]]:
    """Each English text in the code that is to be translated, with its place."""
    for source in sorted(HOOKS.rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (name := called(node)) in SAYING:
                for argument in node.args[: SAYING[name]]:
                    for part in ast.walk(argument):
                        if isinstance(part, ast.Constant) and isinstance(part.value, str):
                            yield part.value, f"{source.name}:{part.lineno}"


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


ALL = dict(sentences())


def rules() -> set[str]:
    """The name of every rule, wherever the code makes an issue of it."""
    found = set()
    for source in sorted(HOOKS.rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) in ("error", "advice", "_fault", "_advise", "advise"):
                texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                found.update(text for text in texts if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+|comment|empty", text))
    return found


def test_the_code_says_its_sentences_in_a_way_that_this_test_sees() -> None:
    assert len(rules()) > 35
    assert len([text for text in ALL if "; " in text]) > 90


with (LOCALES / "nl.po").open("rb") as file:
    DUTCH = read_po(file, locale="nl")


def forms(english: str) -> tuple[str, ...]:
    """The Dutch of a text; more than one where it counts things."""
    message = DUTCH.get(english)
    if message is None or message.fuzzy:
        return ()
    return tuple(filter(None, [message.string] if isinstance(message.string, str) else message.string))


def test_every_sentence_has_its_dutch() -> None:
    plural = {many for one, many in counted()}
    missing = [f"{place}: {text}" for text, place in ALL.items() if text not in plural and not forms(text)]
    assert not missing, "hooks/storyhub/locales/nl.po has no words for these"


def counted() -> Iterator[tuple[str, str]]:
    """The pairs of texts that count things."""
    for source in sorted(HOOKS.rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) == "ngettext":
                one, many = node.args[:2]
                if isinstance(one, ast.Constant) and isinstance(many, ast.Constant) and one.value != many.value:
                    yield str(one.value), str(many.value)


def test_no_word_is_lost_in_translation() -> None:
    for english in ALL:
        for form in forms(english):
            assert set(WORD.findall(form)) | {"num"} == set(WORD.findall(english)) | {"num"}, form


def test_a_translation_keeps_what_was_found_what_is_allowed_and_what_to_do_apart() -> None:
    for english in ALL:
        for form in forms(english):
            assert form.count("; ") == english.count("; "), form


def test_a_message_is_never_made_without_its_pattern() -> None:
    """Every issue is made from a `say(…)`, whose words can be translated: the type of `error` and `advice` demands it."""
    from typing import get_type_hints

    from storyhub.model import issues
    from storyhub.model.messages import Message

    for make in (issues.error, issues.advice):
        assert get_type_hints(make)["message"] is Message


def test_a_semicolon_in_what_somebody_wrote_does_not_divide_a_sentence() -> None:
    told = say("found %(found)s; text is allowed; write it", found=shown("a; b; c"))
    assert told.parts(str) == ('found "a; b; c"', "text is allowed", "write it")


STORIES = {
    "pl": ("nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);", "a", "b", "c"),
    "cs": ("nplurals=3; plural=((n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2);", "a", "b", "c"),
    "fr": ("nplurals=2; plural=(n > 1);", "a", "b"),
    "ja": ("nplurals=1; plural=0;", "a"),
}


def catalogue_of(folder: Path, language: str, texts: str, rule: str = "") -> Catalogue:
    """A catalogue of one's own."""
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    head += f'"Plural-Forms: {rule}\\n"\n' if rule else ""
    (folder / f"{language}.po").write_text(f"{head}\n{texts}", encoding="utf-8")
    return Catalogue(language, folder)


@pytest.mark.parametrize("has_rule", [True, False], ids=["with its rule", "by its language"])
@pytest.mark.parametrize(
    ("language", "number", "form"),
    [
        *(("pl", number, form) for number, form in ((1, "a"), (3, "b"), (5, "c"), (12, "c"), (22, "b"), (0, "c"))),
        *(("cs", number, form) for number, form in ((1, "a"), (4, "b"), (5, "c"))),
        *(("fr", number, form) for number, form in ((0, "a"), (1, "a"), (2, "b"))),
        ("ja", 7, "a"),
    ],
)
def test_each_language_counts_in_its_own_way(
    tmp_path: Path, language: str, number: int, form: str, has_rule: bool
) -> None:
    rule, *strings = STORIES[language]
    told = "".join(f'msgstr[{at}] "%(num)s {text}"\n' for at, text in enumerate(strings))
    words = catalogue_of(
        tmp_path, language, f'msgid "%(num)s story"\nmsgid_plural "%(num)s stories"\n{told}', rule if has_rule else ""
    )
    assert words.say_number("%(num)s story", "%(num)s stories", number) == f"{number} {form}"


def test_what_is_not_translated_is_said_in_english(tmp_path: Path) -> None:
    """Whether the text is missing, empty, unsure, short of a form, or the whole catalogue is."""
    texts = """
msgid "Stories"
msgstr ""

#, fuzzy
msgid "Values"
msgstr "Wartosc"

msgid "a story"
msgid_plural "stories"
msgstr[0] "opowiesc"
msgstr[1] ""
"""
    for words in (catalogue_of(tmp_path, "pl", texts), Catalogue("xx", tmp_path)):
        for english in ("Stories", "Values", "Nowhere", ""):
            assert words.gettext(english) == english
        assert [words.ngettext("a story", "stories", number) for number in (3, 9)] == ["stories", "stories"]
        assert [words.ngettext("a cat", "cats", number) for number in (1, 9)] == ["a cat", "cats"]


@pytest.mark.parametrize("language", ["de", "fr"])
def test_no_other_language_loses_a_word_either(language: str) -> None:
    with (LOCALES / f"{language}.po").open("rb") as file:
        texts = read_po(file, locale=language)
    assert len(texts) > 850
    for message in texts:
        many = isinstance(message.id, tuple)
        for form in message.string if many else (message.string,):
            assert form, message.id
            words, english = WORD.findall(str(form)), " ".join(message.id) if many else str(message.id)
            assert set(words) | {"num"} == set(WORD.findall(english)) | {"num"}, form


def test_french_sets_its_marks_apart() -> None:
    """A no-break space before a double mark and inside the quotation marks, narrow but before a colon: a line never begins with one."""
    text = (LOCALES / "fr.po").read_text(encoding="utf-8")
    forms = [line for line in text.splitlines() if line.startswith("msgstr") and "`" not in line]
    apart = r" [:;!?»](?![\w\[])|« |[^\u202f][;!?](?=[ \"])|\u202f:"
    assert [form for form in forms if re.search(apart, form)] == []


@pytest.mark.parametrize("file", sorted(LOCALES.glob("*.po")), ids=lambda file: file.stem)
def test_a_line_to_add_is_a_field_in_every_language(file: Path) -> None:
    """Some languages put a space before a colon; a field has none."""
    words = Catalogue(file.stem, LOCALES)
    for field, example in EXAMPLES.items():
        line = say("%(field)s: %(example)s", field=field, example=example).said(words.gettext)
        assert line == f"{field}: {example.said(words.gettext)}"


@pytest.mark.parametrize(
    ("language", "told"),
    [("nl", "24 november 2026"), ("en", "24 November 2026"), ("de", "24. November 2026"), ("fr", "24 novembre 2026")],
)
def test_each_language_writes_a_day_in_its_own_way(language: str, told: str) -> None:
    assert Catalogue(language, LOCALES).date(date(2026, 11, 24)) == told


def test_french_writes_the_first_of_a_month_as_such() -> None:
    assert Catalogue("fr", LOCALES).date(date(2026, 11, 1)) == "1er novembre 2026"
    assert Catalogue("fr", LOCALES).date(date(2026, 11, 21)) == "21 novembre 2026"


@pytest.mark.parametrize("file", sorted(LOCALES.glob("*.po")), ids=lambda file: file.stem)
def test_each_catalogue_of_the_software_is_whole(file: Path) -> None:
    """The same texts as in Dutch, each with all of its forms, and with the words that are filled in."""
    from storyhub.compose.catalogue import missing, unfit

    assert missing(file.stem, file) == []
    assert list(unfit(file)) == []
    with file.open("rb") as source:
        assert {message.id for message in read_po(source)} == {message.id for message in DUTCH}
