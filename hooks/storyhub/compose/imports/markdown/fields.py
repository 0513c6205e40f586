"""Puts what the fields of other programs say where it belongs in a story; what belongs nowhere is reported."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storyhub.compose.draft import Draft
from storyhub.compose.imports.markdown import labels, published, summary, when
from storyhub.compose.imports.markdown.beside import Beside
from storyhub.compose.imports.markdown.plain import many, people, words
from storyhub.model.issues import shown
from storyhub.model.messages import say
from storyhub.read.field_words import WORDS
from storyhub.read.language_names import code_of
from storyhub.read.schema import TITLE_LIMIT, field_names

_PEOPLE = (
    "author",
    "authors",
    "author_name",
    "byline",
    "co_authors",
    "coauthors",
    "co-authors",
    "contributors",
    "author2",
    "writers",
)
_LANGUAGE = ("language", "lang", "locale")
_PICTURE = (
    "photo",
    "image",
    "images",
    "cover",
    "coverimage",
    "cover_image",
    "heroimage",
    "hero_image",
    "og_image",
    "featured_image",
    "featuredimage",
    "feature_image",
    "thumbnail",
    "header",
    "banner",
    "hero",
    "teaser",
)
_OF_NO_USE = frozenset(
    {
        "layout",
        "comments",
        "toc",
        "weight",
        "type",
        "mathjax",
        "math",
        "slug",
        "lastmod",
        "updated",
        "modified",
        "template",
    }
    | {
        "guid",
        "id",
        "wordpress_id",
        "wordpress_url",
        "post_id",
        "author_login",
        "author_email",
        "author_url",
        "date_gmt",
    }
    | {
        "modified_gmt",
        "sticky",
        "ping_status",
        "comment_status",
        "parent",
        "menu_order",
        "meta",
    }
    | {
        "date_updated",
        "updated_at",
        "modified_at",
        "eleventyexcludefromcollections",
        "in_search_index",
        "aliases_generated",
        "post_password",
        "output",
    }
)
"""What says how the other program should show or count it; slug is understood in another way."""
_OWN_TEXT = ("why", "could_be_better", "question", "department", "reply_to", "consent", "audience", "with")


_NOT_MEANT = frozenset(
    [
        "name",
        "naam",
        "met",
        "mit",
        "avec",
        "dag",
        "kop",
        "team",
        "service",
        "headline",
        "writer",
        "picture",
        "image",
        "accord",
    ]
)
"""Other words for a field in a story that are something else in other programs."""


def in_words_of_the_hub(found: Mapping[str, Any]) -> dict[str, Any]:
    """Fields under names in small letters, and those in other languages (`titel`, `auteur`) under the hub's own."""
    given: dict[str, Any] = {}
    for written, value in found.items():
        key = written.strip().lower()
        plain = key.replace(" ", "_")
        key = key if plain in _NOT_MEANT else WORDS.get(plain, key)
        given[written if key in given else key] = value
    return given


def put(given: Mapping[str, Any], draft: Draft, file: Path, stories: Path, language: str) -> None:
    """Fills a draft with what the fields say; `given` has its keys in small letters."""
    when.put(given, file, draft, (language,))
    _title(given, draft)
    _people(given, draft)
    published.put(given, draft, file)
    summary.put(given, draft)
    labels.put_addresses(given, draft)
    labels.put_tags(given, draft, stories, language)
    for name in _LANGUAGE:
        written = words(given.get(name, "")).replace("_", "-").partition("-")[0]
        if code := code_of(written) or (written.lower() if re.fullmatch("[A-Za-z]{2,3}", written) else ""):
            draft.fields.setdefault("language", code)
    beside = Beside(file, draft)
    for name in _PICTURE:
        for value in many(given.get(name) or []):
            beside.photo(value)
    for name in _OWN_TEXT:
        if given.get(name):
            draft.fields[name] = given[name] if name == "with" else words(given[name])
    _tell_rest(given, draft)


def _title(given: Mapping[str, Any], draft: Draft) -> None:
    if title := words(given.get("title", "")):
        draft.fields["title"] = title
        if len(title) > TITLE_LIMIT:
            draft.fields["title"] = f"{title[: TITLE_LIMIT - 1].rpartition(' ')[0]}…"
            draft.body = f"**{title}**\n\n{draft.body.lstrip()}"
            draft.notes.append(
                say(
                    "the title has more than %(most)s characters, so it is shortened; the whole of it is at the top of the text",
                    most=TITLE_LIMIT,
                )
            )


def _people(given: Mapping[str, Any], draft: Draft) -> None:
    named = list(dict.fromkeys(name for field in _PEOPLE for name in people(given.get(field, []))))
    if named:
        draft.fields["author"] = named[0]
    if others := named[1:]:
        draft.notes.append(
            say(
                "it was also written by %(others)s; a story has one teller; name the others in the text, or put all names in author",
                others=", ".join(shown(name) for name in others),
            )
        )


def _tell_rest(given: Mapping[str, Any], draft: Draft) -> None:
    understood = {
        "title",
        *when.FIELDS,
        *_PEOPLE,
        *summary.FIELDS,
        *_LANGUAGE,
        *labels.ADDRESSES,
        *_PICTURE,
        *labels.TAGS,
        *_OWN_TEXT,
        *published.DRAFT,
        *published.PUBLISHED,
        *published.STATUS,
    } | _OF_NO_USE
    rest = [
        f"{name}: {words(value)}"[:200]
        for name, value in given.items()
        if name not in understood and value not in (None, "", [], {})
    ]
    known = [name for name in given if name in field_names() and name not in understood]
    for name in known:
        draft.fields.setdefault(name, words(given[name]))
    rest = [one for one in rest if one.partition(":")[0] not in known]
    if rest:
        draft.notes.append(
            say(
                "these fields have no place in a story: %(fields)s; put them in the text if they belong there",
                fields="; ".join(rest),
            )
        )
