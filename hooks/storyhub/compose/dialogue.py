"""Asks in a terminal for what a draft does not have yet; what is piped in answers just as well."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from storyhub.compose.draft import Draft, chosen
from storyhub.compose.questions import BODY, IN_SHORT, Question, rules
from storyhub.model.i18n import Catalogue
from storyhub.model.story import Texts, in_language

END = "."
"""A line with nothing else ends a text of several lines."""


class NoAnswerError(Exception):
    """Something that a story cannot do without was not told; the message names the field."""


@dataclass
class Dialogue:
    """Questions and answers in one language."""

    words: Catalogue
    departments: Mapping[str, Texts]
    read: Callable[[], str]
    """The next line; raises EOFError when there is none."""
    show: Callable[[str], None]

    def complete(self, draft: Draft) -> None:
        """Asks for what is missing.

        Raises:
            NoAnswerError: something needed was not told.
        """
        for question in IN_SHORT:
            if question.field not in draft.fields and not (question.field == BODY and draft.body.strip()):
                self._put(question, draft)

    def _put(self, question: Question, draft: Draft) -> None:
        text = self.words.gettext(question.ask)
        if question.field == BODY:
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
        return self.read().strip()

    def _department(self) -> str:
        line = self._line()
        if not self.departments:
            return line
        found = chosen(line, self.departments)
        if line and not found:
            self.show(self.words.gettext("That is none of these; give its number or its name."))
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
        return "\n".join(lines).strip()
