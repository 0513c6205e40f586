"""What writers call the fields of a story: the one table of other words for them."""

from __future__ import annotations

from storyhub.read.schema import Photo, field_names
from storyhub.read.spoken import Spoken

WORDS = {
    "titel": "title",
    "kop": "title",
    "auteur": "author",
    "schrijver": "author",
    "verteller": "author",
    "naam": "author",
    "name": "author",
    "afdeling": "department",
    "team": "department",
    "datum": "date",
    "dag": "date",
    "taal": "language",
    "lang": "language",
    "waarom": "why",
    "waarden": "values",
    "waarde": "values",
    "value": "values",
    "kernwaarden": "values",
    "samenvatting": "summary",
    "kan_beter": "could_be_better",
    "wat_kan_beter": "could_be_better",
    "wat_beter_kan": "could_be_better",
    "vraag": "question",
    "antwoord_op": "reply_to",
    "reactie_op": "reply_to",
    "antwoord_op_vraag": "answers_question",
    "vertaling_van": "translation_of",
    "vertaald_door": "translated_by",
    "andere_kijk": "another_view",
    "samen_met": "with",
    "met": "with",
    "foto": "photo",
    "toestemming": "consent",
    "publiek": "audience",
    "pseudoniem": "pseudonym",
    "schuilnaam": "pseudonym",
    "zwaar": "heavy",
    "ingetrokken": "withdrawn",
    "ontvangstbewijs": "receipt",
    "eerst_gehoord": "heard_first",
    "oude_adressen": "aliases",
    "alias": "aliases",
}
"""What writers call a field → its name; a name counts in capitals and with spaces or hyphens too."""
PART_WORDS = {
    **{name: name for name in Photo.model_fields},
    "bestand": "file",
    "bijschrift": "alt",
    "beschrijving": "alt",
    "maker": "credit",
    "fotograaf": "credit",
}
"""The same for what a photo has."""
SPOKEN = Spoken(
    names=frozenset(field_names()),
    words=WORDS,
    parts=PART_WORDS,
    days=frozenset({"date", "public_until", "withdrawn"}),
    lists=frozenset({"values", "with", "aliases"}),
    choices={
        "status": {"draft": "draft", "concept": "draft", "klad": "draft"},
        "pseudonym": {
            **dict.fromkeys(("true", "yes", "ja", "waar"), "true"),
            **dict.fromkeys(("false", "no", "nee", "onwaar"), "false"),
        },
    },
    texts=frozenset({"title", "why", "summary", "could_be_better", "question"}),
)
"""How the fields of a story may be written."""
