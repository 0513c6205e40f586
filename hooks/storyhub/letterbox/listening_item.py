"""What a teller says about the answers to what could be better: it is settled, or it is open again."""

from __future__ import annotations

from datetime import date

from storyhub.letterbox.change import Asked, proof_of
from storyhub.letterbox.letter import NotTakenError
from storyhub.letterbox.request_lines import SETTLED, Request, without_request
from storyhub.letterbox.story import without_people
from storyhub.model.listening import CLOSED, answers_path
from storyhub.model.messages import say
from storyhub.read.field_words import SPOKEN
from storyhub.read.front_matter import parse
from storyhub.read.listening import read_listening
from storyhub.review.answer_files import answer_file, answer_lines, with_confirmed


def asked_of_item(request: Request, base: str, answers: bytes | None, today: date, settled: str) -> Asked:
    """The file of the answers to a story as its teller asks it to be; `base` is the story, `answers` that file as it is.

    What the teller settles before it is closed gets an answer of theirs, whose note is their words, or else `settled`.
    Once it is closed, only their words are one more answer, with the status that it has.

    Raises:
        NotTakenError: the story does not say what could be better.
    """
    fields = parse(base.encode(), f"{request.story}.md", SPOKEN).data
    if not fields.get("could_be_better"):
        told = say(
            "the message is about answers to %(story)s, which does not say what could be better; ask its sender",
            story=request.story,
        )
        raise NotTakenError(told)
    found = read_listening(answers, answers_path(request.story), []) if answers is not None else None
    words = " ".join(without_people(without_request(request.words)).split())
    teller = str(fields.get("author") or "")
    last = found.answers[-1].status if found and found.answers else ""
    file = answer_file(request.story, found, answers)
    text = f"{file.before}{file.after}"
    if status := _status(request.asks, last, words):
        note = words or (settled if request.asks == SETTLED else "")
        lines = answer_lines(file.indent, today.isoformat(), teller, status, note)
        text = f"{file.before}{chr(10).join(lines)}\n{file.after}"
    return Asked(with_confirmed(text, today if request.asks == SETTLED else None), proof_of(request, base))


def _status(asks: str, last: str, words: str) -> str:
    """The status of the answer that a teller adds; empty when they only agree with the last one."""
    if asks != SETTLED:
        return "heard"
    if last not in CLOSED:
        return "changed"
    return last if words else ""
