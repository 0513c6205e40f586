"""Asks in a terminal for what a draft does not have yet; what is piped in answers just as well."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from storyhub.compose.draft import Draft, chosen
from storyhub.compose.questions import BODY, BY_FIELD, IN_SHORT, Question, rules
from storyhub.model.i18n import Catalogue
from storyhub.model.issues import one_line, shown
from storyhub.model.story import Texts, in_language
from storyhub.read.dates import readings

DAY = BY_FIELD["date"]
"""Asked only where nothing names the day."""
END = "."
"""A line with nothing else ends a text of several lines."""


class NoAnswerError(Exception):
    """Something that a story cannot do without has no answer; the message names the field."""


@dataclass
class Dialogue:
    """Questions and answers in one language."""

    words: Catalogue
    departments: Mapping[str, Texts]
    read: Callable[[], str]
    """The next line; raises EOFError when there is none."""
    show: Callable[[str], None]
    answered: bool = False
    """Whether anything has been typed."""

    def complete(self, draft: Draft) -> None:
        """Asks for what is missing.

        Raises:
            NoAnswerError: something needed has no answer.
        """
        for question in (*IN_SHORT[:-1], DAY, IN_SHORT[-1]):
            if question.field not in draft.fields and not (question.field == BODY and draft.body.strip()):
                self._put(question, draft)

    def _put(self, question: Question, draft: Draft) -> None:
        text = self.words.gettext(question.ask)
        if question.field in draft.suggested:
            self._offer(question, text, draft)
        elif question.field == BODY:
            draft.body = self._needed(question, text, self._lines)
        elif question.field == "department":
            self.show(f"\n{text}")
            for number, (key, name) in enumerate(self.departments.items(), 1):
                self.show(f"  {number}. {in_language(name, self.words.language, self.words.language) or key}")
            draft.fields["department"] = self._needed(question, "", self._department)
        elif rules()[question.field].needed:
            draft.fields[question.field] = self._needed(question, text, self._line)
        elif answer := self._optional(f"{text} {self.words.gettext('(or leave it empty)')}"):
            draft.fields[question.field] = answer

    def _offer(self, question: Question, text: str, draft: Draft) -> None:
        """Asks for what may be known already; when nobody answers, that is taken, and said."""
        offered = draft.suggested[question.field]
        while question.field not in draft.fields:
            self.show(f"\n{text} {self.words.gettext('(press Enter for: %(offer)s)') % {'offer': one_line(offered)}}")
            try:
                found = self._line() or offered
            except EOFError:
                found = offered
                _say_taken(question.field, offered, draft)
            if question.field == DAY.field:
                days = readings(found, (self.words.language,))
                if len(days) == 1:
                    draft.fields[question.field] = days[0]
                else:
                    self.show(self.words.gettext("That is not one clear date; write it like 2026-03-31."))
            else:
                draft.fields[question.field] = found

    def _needed(self, question: Question, text: str, answer: Callable[[], str]) -> str:
        """An answer; the question is put again until there is one."""
        while True:
            if text:
                self.show(f"\n{text}")
            try:
                found = answer()
            except EOFError as fault:
                raise NoAnswerError(question.field) from fault
            if found:
                return found

    def _optional(self, text: str) -> str:
        self.show(f"\n{text}")
        try:
            return self._line()
        except EOFError:
            return ""

    def _line(self) -> str:
        line = self.read().strip()
        self.answered = self.answered or bool(line)
        return line

    def _department(self) -> str:
        line = self._line()
        if not self.departments:
            return line
        found = chosen(line, self.departments)
        if line and not found:
            self.show(self.words.gettext("That is not one of these; give its number or its name."))
        return found

    def _lines(self) -> str:
        self.show(self.words.gettext("(a line with nothing but a dot ends it)"))
        lines: list[str] = []
        while True:
            try:
                line = self.read()
            except EOFError:
                if not any(map(str.strip, lines)):
                    raise
                break
            if line.strip() == END:
                break
            lines.append(line)
            self.answered = True
        return "\n".join(lines).strip()


def _say_taken(field: str, offered: str, draft: Draft) -> None:
    if field == DAY.field:
        draft.say("date: the file gives no certain date, so the story has today's, %(day)s; check it", day=offered)
    else:
        draft.say(
            "%(field)s: %(found)s comes from the file's properties, which may be somebody else's; check it",
            field=field,
            found=shown(offered, 120),
        )
