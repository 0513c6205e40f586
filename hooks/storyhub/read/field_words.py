"""What writers call the fields of a story: the one table of other words for them."""

from __future__ import annotations

from storyhub.read.field_spelling import Spoken
from storyhub.read.schema import Photo, field_names

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
    # And in English, German and French.
    **dict.fromkeys(["headline", "titre", "überschrift"], "title"),
    **dict.fromkeys(
        [
            "writer",
            "teller",
            "autor",
            "autorin",
            "verfasser",
            "verfasserin",
            "erzähler",
            "erzählerin",
            "auteure",
            "autrice",
        ],
        "author",
    ),
    **dict.fromkeys(["dept", "abteilung", "service", "département", "departement"], "department"),
    **dict.fromkeys(["sprache", "langue"], "language"),
    **dict.fromkeys(["warum", "pourquoi"], "why"),
    **dict.fromkeys(["werte", "wert", "valeurs", "valeur"], "values"),
    **dict.fromkeys(["zusammenfassung", "résumé", "resume"], "summary"),
    **dict.fromkeys(
        ["könnte_besser_sein", "was_könnte_besser_sein", "peut_mieux_faire", "à_améliorer"], "could_be_better"
    ),
    **dict.fromkeys(["frage"], "question"),
    **dict.fromkeys(["antwort_auf", "réponse_à", "en_réponse_à"], "reply_to"),
    **dict.fromkeys(["übersetzung_von", "traduction_de"], "translation_of"),
    **dict.fromkeys(["übersetzt_von", "traduit_par"], "translated_by"),
    **dict.fromkeys(["mit", "zusammen_mit", "avec"], "with"),
    **dict.fromkeys(["picture", "image", "bild"], "photo"),
    **dict.fromkeys(["einwilligung", "einverständnis", "consentement", "accord"], "consent"),
    **dict.fromkeys(["pseudonyme"], "pseudonym"),
    **dict.fromkeys(["schwer", "lourd"], "heavy"),
    **dict.fromkeys(["zurückgezogen", "retiré"], "withdrawn"),
    **dict.fromkeys(["alte_adressen", "anciennes_adresses"], "aliases"),
}
"""What writers call a field → its name; a name counts in capitals and with spaces or hyphens too."""
PART_WORDS = {
    **{name: name for name in Photo.model_fields},
    "bestand": "file",
    **dict.fromkeys(["datei", "fichier"], "file"),
    **dict.fromkeys(["bijschrift", "beschrijving", "beschreibung", "description"], "alt"),
    **dict.fromkeys(["maker", "fotograaf", "fotograf", "photographe"], "credit"),
}
"""The same for what a photo has."""
_TRUTHS = {
    **dict.fromkeys(("true", "yes", "ja", "waar", "wahr", "oui", "vrai"), "true"),
    **dict.fromkeys(("false", "no", "nee", "onwaar", "nein", "falsch", "non", "faux"), "false"),
}
SPOKEN = Spoken(
    names=frozenset(field_names()),
    words=WORDS,
    parts=PART_WORDS,
    days=frozenset({"date", "public_until", "withdrawn"}),
    lists=frozenset({"values", "with", "aliases"}),
    choices={
        "status": dict.fromkeys(("draft", "concept", "klad", "entwurf", "brouillon"), "draft"),
        "pseudonym": _TRUTHS,
        "heavy": _TRUTHS,
        "values": {
            **dict.fromkeys(("lived", "geleefd", "gelebt", "vécu", "vécue"), "lived"),
            **dict.fromkeys(("in tension", "onder spanning", "in spanning", "in spannung", "en tension"), "in tension"),
        },
    },
    pictures=frozenset({"photo"}),
    texts=frozenset({"title", "why", "summary", "could_be_better", "question"}),
)
"""How the fields of a story may be written."""
