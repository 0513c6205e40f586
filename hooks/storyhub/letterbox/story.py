"""Makes the stories of a letter, with their pictures, as `import` makes them; the sender is left out, and so is every code."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from PIL import Image, UnidentifiedImageError

from storyhub.compose import imports
from storyhub.compose.draft import Draft, NotImportedError, slug
from storyhub.compose.imports import pictures
from storyhub.compose.imports.markdown.front_matter import decoded
from storyhub.letterbox import own_words, request_lines
from storyhub.letterbox.heic import as_jpeg
from storyhub.letterbox.letter import Enclosure, Letter, NotTakenError
from storyhub.letterbox.request_lines import Request
from storyhub.letterbox.unpack import unpacked
from storyhub.model.issues import shown
from storyhub.model.messages import Message, say
from storyhub.read.field_words import SPOKEN
from storyhub.read.front_matter import parse
from storyhub.read.schema import TITLE_LIMIT, field_names
from storyhub.text.receipt import without_codes

_TEXTS = (".txt", *imports.MARKDOWN)
_BY_SERVER = re.compile(r"ATT\d+\.(?:txt|htm)|winmail\.dat|smime\.p7s|.*\.(?:ics|vcf|asc)", re.IGNORECASE)
"""Files that mail servers and programs add by themselves."""
_ADDRESS = re.compile(
    r"(?:mailto:)?[\w.+%'-]{1,64}(?:@|&#0{0,9}64;|&#x0{0,9}40;|&commat;|%40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}",
    re.IGNORECASE,
)
_LEFT_OUT = "…@…"
_LOGO = 200
"""Pixels of the longer side of what is taken for a logo below a signature."""
_MOST_STORIES = 5


@dataclass(slots=True)
class Written:
    """A story as it will be committed."""

    slug: str
    year: int
    text: str
    pictures: dict[str, bytes] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)
    """What its teller should know."""


def stories_of(letter: Letter, stories: Path, language: str, today: date) -> tuple[list[Written], Request]:
    """The stories of a letter and what it asks about one that is there; `stories` is the hub's folder.

    Raises:
        NotTakenError: there is nothing in it that a story can be made of.
    """
    files = [file for one in letter.enclosures for file in _opened(one)]
    texts = [one for one in files if _ending(one) in (*_TEXTS, ".docx")]
    images = [one for one in files if pictures.is_picture(one.name)]
    forward = letter.forwarded or own_words.is_forward(letter.subject)
    words = own_words.own_words(letter.text, forward and not texts)
    asked = request_lines.read(words)
    if asked.asks in (request_lines.LINE, *request_lines.ABOUT_ANSWERS):
        return [], replace(asked, words=words)
    if not texts:
        words = request_lines.without_request(words) if asked.story else words
        if not asked.story and len(words.split()) < 3:
            raise NotTakenError(
                say("there is no story in this message; one has words, or a file of them; ask its sender")
            )
        texts = [Enclosure("mail.txt", words.encode())] if words.strip() else []
    if len(texts) > _MOST_STORIES:
        raise NotTakenError(say("the message holds more than %(most)s stories; ask for a few at a time", most=_MOST_STORIES))  # fmt: skip
    made = []
    for place, text in enumerate(texts):
        above = request_lines.read(_parts(text)[0])
        asked = asked if asked.story else above
        if above.asks in (request_lines.LINE, *request_lines.ABOUT_ANSWERS):
            return [], replace(above, words=decoded(text.data))
        if above.asks == request_lines.WITHDRAW:
            continue  # the lines are all that its file holds
        made.append(_written(text, images if place == 0 else [], letter, stories, language, today))
    if made and (left := [one for one in files if one not in (*texts, *images)]):
        names = ", ".join(shown(one.name) for one in left)
        made[0].notes.append(say("left out, because a story has only text and pictures: %(names)s", names=names))
    return made, asked


def _opened(one: Enclosure) -> Iterator[Enclosure]:
    if _BY_SERVER.fullmatch(one.name):
        return
    if _ending(one) == ".zip":
        yield from (inner for inner in unpacked(one.data) if not _BY_SERVER.fullmatch(inner.name))
    else:
        yield one


def _ending(one: Enclosure) -> str:
    return PurePosixPath(one.name.lower()).suffix


def _parts(text: Enclosure) -> tuple[str, str]:
    """What is above the fields of a story's file, and the rest of it; nothing of a Word document."""
    whole = "" if _ending(text) == ".docx" else decoded(text.data)
    above = re.split(r"^---[ \t]*$", whole, maxsplit=1, flags=re.MULTILINE)[0]
    return above, whole[len(above) :]


def _written(text: Enclosure, images: list[Enclosure], letter: Letter, stories: Path, language: str, today: date) -> Written:  # fmt: skip
    holder, names = Draft(), {}
    for image in images:
        if image.inline and _is_logo(image.data):
            holder.notes.append(say("%(name)s looks like the logo below a signature, and is left out", name=shown(image.name)))  # fmt: skip
        elif kept := pictures.add(holder, as_jpeg(image.data), without_people(image.name)):
            names[image.name] = kept
    above, rest = _parts(text)
    plain = _renamed(request_lines.without_request(above) + rest, names)
    if plain and _is_own(plain):
        made = _as_it_is(plain, today)
    else:
        made = _imported(text, plain, holder, letter, stories, language, today)
    made.pictures |= holder.pictures
    made.notes[:0] = holder.notes
    made.text = _with_pictures(made.text, holder.pictures)
    return _without_people(made)


def _is_own(text: str) -> bool:
    """Whether it is written as the hub's own files are: then it is taken as it is, as from a pull request."""
    if not text.lstrip().startswith("---"):
        return False
    found = parse(text.lstrip().encode(), "0000/mail.md", SPOKEN).data
    return "title" in found and all(name in field_names() for name in found)


def _as_it_is(text: str, today: date) -> Written:
    fields = parse(text.lstrip().encode(), "0000/mail.md", SPOKEN).data
    year = re.match(r"\d{4}(?=-\d\d-\d\d$)", str(fields.get("date", "")))
    return Written(
        slug(without_people(str(fields["title"]))) or "story", int(year[0]) if year else today.year, text.strip() + "\n"
    )


def _imported(
    text: Enclosure, plain: str, holder: Draft, letter: Letter, stories: Path, language: str, today: date
) -> Written:
    ending = ".docx" if _ending(text) == ".docx" else ".md"
    with TemporaryDirectory(prefix="storyhub-letter-") as passing:
        # `import` looks for pictures in the folders above a file too: all of those are ours, and empty.
        file = Path(passing) / "1/2/3/4/5/6/7" / f"story{ending}"
        file.parent.mkdir(parents=True)
        for name, data in holder.pictures.items():
            (file.parent / name).write_bytes(data)
        file.write_bytes(text.data if ending == ".docx" else plain.encode("utf-8", "replace"))
        try:
            draft = imports.read(file, stories, language)
        except NotImportedError as fault:
            raise NotTakenError(fault.told) from fault
    if not draft.body.strip() and not draft.fields:
        raise NotTakenError(say("there is no story in this message; one has words, or a file of them; ask its sender"))
    named = own_words.title(letter.subject)[:TITLE_LIMIT] or PurePosixPath(text.name).stem
    draft.fields.setdefault("title", without_people(named))
    draft.slug = without_people(str(draft.fields["title"]))
    day = letter.day if letter.day and letter.day.year >= 2000 and letter.day <= today else today
    draft.fields.setdefault("date", day)
    return Written(draft.name(), draft.day.year, draft.text(), dict(draft.pictures), list(draft.notes))


def _renamed(text: str, names: dict[str, str]) -> str:
    """Each picture under the name that it has beside the story."""
    for given, kept in names.items():
        if given != kept:
            text = text.replace(f"]({given})", f"]({kept})").replace(f"](<{given}>)", f"]({kept})")
            text = re.sub(rf"(^[ \t]*file:[ \t]*)(['\"]?){re.escape(given)}\2[ \t]*$", rf"\g<1>{kept}", text, flags=re.MULTILINE)  # fmt: skip
    return text


def _with_pictures(text: str, names: Iterable[str]) -> str:
    """A text with the pictures below it that it does not show yet."""
    shown_already = set(re.findall(r"\]\(<?([^)>\s]+)", text)) | set(re.findall(r"file:\s*['\"]?([^'\"\s,}]+)", text))
    return text.rstrip() + "".join(f"\n\n![]({name})" for name in names if name not in shown_already) + "\n"


def _is_logo(data: bytes) -> bool:
    try:
        with Image.open(io.BytesIO(data)) as image:
            return max(image.size) <= _LOGO or min(image.size) <= _LOGO // 4
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return False  # what cannot be opened is named where it is taken in


def without_people(text: str) -> str:
    """A text without mail addresses and codes: neither may ever get into git, which forgets nothing."""
    return _ADDRESS.sub(_LEFT_OUT, without_codes(text, "…"))


def _without_people(made: Written) -> Written:
    if _ADDRESS.search(made.text):
        made.notes.append(say("email addresses are left out of stories; where one was, there is now %(mark)s", mark=_LEFT_OUT))  # fmt: skip
    made.text, made.slug = without_people(made.text), slug(without_people(made.slug)) or "story"
    return made
