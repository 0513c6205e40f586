"""What writers call the fields of a story: the one table of other words for them."""

from __future__ import annotations

from collections.abc import Mapping

from storyhub.read.field_spelling import Spoken
from storyhub.read.schema import Photo, field_names


def _by_word(called: Mapping[str, str]) -> dict[str, str]:
    """What is meant by each word, from the words for each thing, with commas between."""
    return {word: name for name, words in called.items() for word in words.split(", ")}


WORDS = _by_word(
    {
        "title": "titel, kop, headline, titre, überschrift",
        "author": "auteur, schrijver, verteller, naam, name, writer, teller, autor, autorin, verfasser, verfasserin, "
        "erzähler, erzählerin, auteure, autrice",
        "department": "afdeling, team, dept, abteilung, service, département, departement",
        "date": "datum, dag",
        "language": "taal, lang, sprache, langue",
        "why": "waarom, warum, pourquoi",
        "values": "waarden, waarde, value, kernwaarden, werte, wert, valeurs, valeur",
        "summary": "samenvatting, zusammenfassung, résumé, resume",
        "could_be_better": "kan_beter, wat_kan_beter, wat_beter_kan, könnte_besser_sein, was_könnte_besser_sein, "
        "was_besser_sein_könnte, pourrait_aller_mieux, ce_qui_pourrait_aller_mieux, peut_mieux_faire, à_améliorer",
        "question": "vraag, frage",
        "reply_to": "antwoord_op, reactie_op, antwort_auf, réponse_à, en_réponse_à",
        "answers_question": "antwoord_op_vraag, antwort_auf_frage, répond_à_la_question",
        "translation_of": "vertaling_van, übersetzung_von, traduction_de",
        "translated_by": "vertaald_door, übersetzt_von, traduit_par, traduite_par",
        "another_view": "andere_kijk, andere_sicht, autre_regard",
        "with": "samen_met, met, mit, zusammen_mit, avec",
        "photo": "foto, picture, image, bild",
        "consent": "toestemming, einwilligung, einverständnis, consentement, accord",
        "audience": "publiek",
        "pseudonym": "pseudoniem, schuilnaam, pseudonyme",
        "heavy": "zwaar, schwer, lourd, éprouvant",
        "withdrawn": "ingetrokken, zurückgezogen, retiré, retirée",
        "receipt": "ontvangstbewijs, quittung, reçu",
        "heard_first": "eerst_gehoord",
        "aliases": "oude_adressen, alias, alte_adressen, anciennes_adresses",
    }
)
"""What writers call a field, in Dutch, English, German and French → its name; a name counts in capitals and with spaces or hyphens too."""
PART_WORDS = {name: name for name in Photo.model_fields} | _by_word(
    {
        "file": "bestand, datei, fichier",
        "alt": "bijschrift, beschrijving, beschreibung, bildbeschreibung, description, texte_alternatif",
        "credit": "maker, fotograaf, fotograf, fotografin, photographe, crédit",
    }
)
"""The same for what a photo has."""
_TRUTHS = _by_word(
    {"true": "true, yes, ja, waar, wahr, oui, vrai", "false": "false, no, nee, onwaar, nein, falsch, non, faux"}
)
SPOKEN = Spoken(
    names=frozenset(field_names()),
    words=WORDS,
    parts=PART_WORDS,
    days=frozenset({"date", "public_until", "withdrawn"}),
    lists=frozenset({"values", "with", "aliases"}),
    choices={
        "status": _by_word({"draft": "draft, concept, klad, entwurf, brouillon"}),
        "pseudonym": _TRUTHS,
        "heavy": _TRUTHS,
        "values": _by_word(
            {
                "lived": "lived, geleefd, gelebt, vécu, vécue",
                "in tension": "in tension, onder spanning, in spanning, in spannung, en tension",
            }
        ),
    },
    pictures=frozenset({"photo"}),
    texts=frozenset({"title", "why", "summary", "could_be_better", "question"}),
)
"""How the fields of a story may be written."""
