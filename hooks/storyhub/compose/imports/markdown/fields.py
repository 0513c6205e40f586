"""Puts what the fields of other programs say where it belongs in a story; what belongs nowhere is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from storyhub.compose.draft import Draft, chosen
from storyhub.compose.imports.markdown import when
from storyhub.compose.imports.markdown.beside import Beside
from storyhub.compose.imports.markdown.plain import many, people, says_no, says_yes, words
from storyhub.model.issues import shown
from storyhub.model.messages import say
from storyhub.read.organisation import read_values
from storyhub.read.schema import MOST, SUMMARY_LIMIT, TITLE_LIMIT, field_names

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
_SUMMARY = ("summary", "description", "excerpt", "subtitle")
_LANGUAGE = ("language", "lang", "locale")
_ADDRESS = ("aliases", "redirect_from", "permalink", "url", "path", "old_url")
_PICTURE = (
    "photo",
    "image",
    "images",
    "cover",
    "featured_image",
    "featuredimage",
    "feature_image",
    "thumbnail",
    "header",
    "banner",
    "hero",
    "teaser",
)
_TAGS = ("values", "tags", "tag", "categories", "category", "keywords")
_UNPUBLISHED = frozenset({"draft", "private", "pending", "future", "concept", "trash", "password"})
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
        "published",
        "draft",
        "status",
    }
    | {"private", "eleventyexcludefromcollections", "in_search_index", "aliases_generated", "post_password", "output"}
)
"""What says how the other program should show or count it; draft, published, status and slug are understood in another way."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*(?=\s|$)")
_OWN_TEXT = ("why", "could_be_better", "question", "department", "reply_to", "consent", "audience", "with")


def put(given: Mapping[str, Any], draft: Draft, file: Path, stories: Path, language: str) -> None:
    """Fills a draft with what the fields say; `given` has its keys in small letters."""
    when.put(given, file, draft, (language,))
    _title(given, draft)
    _people(given, draft)
    _status(given, draft, file)
    _summary(given, draft)
    _addresses(given, draft)
    _tags(given, draft, stories, language)
    for name in _LANGUAGE:
        code = words(given.get(name, "")).replace("_", "-").partition("-")[0].lower()
        if re.fullmatch("[a-z]{2,3}", code):
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
                    "the title has more than %(most)s characters; it is shortened, and stands whole above the text",
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
                "it was also written by %(others)s; a story has one teller; name the others in the text, or write both names in author",
                others=", ".join(shown(name) for name in others),
            )
        )


def _status(given: Mapping[str, Any], draft: Draft, file: Path) -> None:
    status = words(given.get("status", "")).lower()
    if (
        status in _UNPUBLISHED
        or says_yes(given.get("draft", ""))
        or says_yes(given.get("private", ""))
        or says_no(given.get("published", "yes"))
        or given.get("post_password")
        or file.absolute().parent.name == "_drafts"
    ):
        draft.fields["status"] = "draft"
        draft.notes.append(
            say("it was no published post, and is a draft here; take the line status: draft out when it may be read")
        )


def _summary(given: Mapping[str, Any], draft: Draft) -> None:
    for name in _SUMMARY:
        text = words(given.get(name, ""))
        if not text or _letters(text) == _letters(str(draft.fields.get("summary", ""))):
            continue
        if "summary" in draft.fields:
            draft.notes.append(
                say(
                    "has no place in a story: %(fields)s; put it in the text if it belongs there",
                    fields=f"{name}: {text}",
                )
            )
        elif len(text) <= SUMMARY_LIMIT:
            draft.fields["summary"] = text
        else:
            _long_summary(text, draft)


def _long_summary(text: str, draft: Draft) -> None:
    """Shortens at the end of a sentence what is also in the text; what is not there goes into it."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() <= SUMMARY_LIMIT]
    if ends:
        draft.fields["summary"] = text[: ends[-1]]
    if _letters(text) in _letters(draft.body):
        told = say(
            "the summary has more than %(most)s characters, and ends at a sentence; all of it is in the text",
            most=SUMMARY_LIMIT,
        )
    else:
        draft.body = f"{text}\n\n{draft.body.lstrip()}"
        told = say("the summary has more than %(most)s characters; all of it stands above the text", most=SUMMARY_LIMIT)
    draft.notes.append(told)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _addresses(given: Mapping[str, Any], draft: Draft) -> None:
    found = [address for name in _ADDRESS for address in _paths(given.get(name))]
    if found := list(dict.fromkeys(found)):
        draft.fields["aliases"] = found[:MOST]
    if len(found) > MOST:
        draft.notes.append(
            say(
                "has more than %(most)s old addresses; these are left out: %(others)s",
                most=MOST,
                others=", ".join(found[MOST:]),
            )
        )


def _paths(value: Any) -> Iterator[str]:
    for one in many(value or []):
        path = (
            re.sub(r"^(?:https?:)?//[^/]+", "", words(one))
            .split("?")[0]
            .split("#")[0]
            .removesuffix("index.html")
            .strip("/")
        )
        if path and ":" not in path and path not in ("pretty", "none", "false", "true"):  # ":" fills in a pattern
            yield path


def _tags(given: Mapping[str, Any], draft: Draft, stories: Path, language: str) -> None:
    names = {one.key: one.name for one in read_values(stories, language, [])}
    lost = []
    for field in _TAGS:
        value = given.get(field) or []
        if field == "values" and isinstance(value, dict):
            draft.fields["values"] = value
            continue
        listed = (
            value if isinstance(value, list) else re.split(r"\s*,\s*" if "," in str(value) else r"\s+", words(value))
        )
        for word in dict.fromkeys(filter(None, map(words, listed))):
            key = "" if word.isdigit() else chosen(word, names)
            if not key:
                lost.append(word)
            elif key not in draft.fields.setdefault("values", []):
                draft.fields["values"].append(key)
    if lost:
        told = say(
            "these are none of the values, and have no place in a story: %(tags)s", tags=", ".join(dict.fromkeys(lost))
        )
        draft.notes.append(told)


def _tell_rest(given: Mapping[str, Any], draft: Draft) -> None:
    understood = {
        "title",
        *when.FIELDS,
        *_PEOPLE,
        *_SUMMARY,
        *_LANGUAGE,
        *_ADDRESS,
        *_PICTURE,
        *_TAGS,
        *_OWN_TEXT,
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
            say("has no place in a story: %(fields)s; put it in the text if it belongs there", fields="; ".join(rest))
        )
