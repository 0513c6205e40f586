"""Whether the teller of a story that is there asks for its change: proved by the code of their receipt, or not."""

from __future__ import annotations

from storyhub.read.field_words import SPOKEN
from storyhub.read.front_matter import parse
from storyhub.review.pull_request import TakenIn
from storyhub.text.receipt import verify

PROVED, NOT_PROVED = "from its teller", "not proved"


def receipt_of(raw: bytes, path: str) -> str:
    """The hash of a story's receipt; empty when it has none."""
    return str(parse(raw, path, SPOKEN).data.get("receipt") or "")


def proofs(found: TakenIn, code: str) -> dict[str, str]:
    """Each story that is there and that a pull request changes, takes away or says more answers of → PROVED or NOT_PROVED.

    `code` is what was typed; it is compared and forgotten.
    """
    before = {entry.below(found.folder): entry.blob for entry in found.repository.files(found.base, found.folder)}
    touched = {path: path for path in (*found.taken, *found.removed) if path[:4].isdigit() and path.endswith(".md")}
    touched |= {path: f"{path[10:14]}/{path[15:-4]}.md" for path in found.taken if path.startswith("listening/")}
    there = {path: story for path, story in touched.items() if story in before}
    texts = found.repository.contents(before[story] for story in there.values())
    return {
        path: PROVED if code and verify(code, receipt_of(raw, story)) else NOT_PROVED
        for (path, story), raw in zip(there.items(), texts, strict=True)
    }
