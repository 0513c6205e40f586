"""Twenty short Dutch stories, each with the value that it is about, for a hub with Dutch values."""

from __future__ import annotations

VALUES = """\
- key: open
  name: Openheid
  promise: We vertellen wat we doen, ook als het misgaat.
- key: samen
  name: Samenwerken
  promise: We doen het niet alleen.
- key: klant
  name: Klantgericht
  promise: We kijken door de ogen van wie ons nodig heeft.
- key: veilig
  name: Veiligheid
  promise: Iedereen komt heel thuis.
- key: leren
  name: Leergierig
  promise: We worden elke dag een beetje beter.
"""

STORIES = (
    ("open", "De cijfers op tafel", "We hebben alle gegevens over de vertraging openbaar gemaakt. Eerlijk uitleggen wat er misging bleek minder eng dan ik dacht, en niemand heeft ons erom uitgelachen."),
    ("open", "Het rapport dat bleef liggen", "Het onderzoek lag een jaar in een la. Nu staat het op de site, voor iedereen te lezen. Transparant zijn betekent ook laten zien waar je niet trots op bent."),
    ("open", "Toegeven", "Ik heb in de vergadering toegegeven dat mijn berekening niet klopte. Daarna durfden anderen ook open te zijn over hun twijfels."),
    ("open", "Wat kost een lantaarnpaal", "Een journalist vroeg wat een lantaarnpaal kost. In plaats van een persbericht gaven we hem inzicht in de hele begroting en alle bronnen."),
    ("samen", "Drie afdelingen, één busje", "De monteurs, de planners en de tuinmannen rijden nu in hetzelfde busje. Door samen te werken met collega's van andere afdelingen zijn we om twee uur klaar."),
    ("samen", "De buren van de brandweer", "Bij de grote stroomstoring was het team van de brandweer onze partner. Zonder goed overleg en zonder vrijwilligers hadden we het niet gered."),
    ("samen", "Iemand om te bellen", "Vroeger deed ieder zijn eigen stuk. Nu hebben we een netwerk van collega's in de hele regio: één telefoontje en de ploeg staat er."),
    ("samen", "Koffie met de tegenpartij", "We zaten jaren tegenover elkaar. Met koffie erbij werd het een gezamenlijk plan, en de aannemer sloot aan als partner."),
    ("klant", "Mevrouw De Wit belt terug", "Een klant kreeg drie keer dezelfde brief. Ik ben bij haar langsgegaan, en haar vraag bleek heel eenvoudig. Nu is de brief herschreven in begrijpelijke taal."),
    ("klant", "Aan de balie", "Bij de balie zag ik hoe lang bezoekers moesten wachten. We hebben hun ervaringen gevraagd en de openingstijden aangepast aan hun behoefte."),
    ("klant", "Het formulier van elf bladzijden", "Ik heb ons formulier ingevuld zoals een inwoner dat doet. Na bladzijde vier gaf ik op. Met tien gebruikers hebben we er twee bladzijden van gemaakt."),
    ("klant", "Een tevreden reiziger", "De reiziger op perron drie wilde alleen weten waar de lift was. Sinds die dag staan er borden, en horen we van klanten dat ze de weg weten."),
    ("veilig", "De helm", "Mijn helm lag in de auto toen de balk viel. Er was geen ongeval, dit keer. Sindsdien doen we elke ochtend een controle voordat de kraan aangaat."),
    ("veilig", "Het wachtwoord op het geeltje", "Op een scherm plakte een geeltje met een wachtwoord. Een datalek begint klein, dus we hebben de beveiliging van de werkplekken nagelopen."),
    ("veilig", "Bijna", "Een melding van een bijna-ongeluk kost vijf minuten. Toch deden we het zelden. Nu bespreken we elk risico op maandag, en de weg langs de loods is veiliger."),
    ("veilig", "Gas", "Ik rook gas en zette alles stil. De productie lag een uur plat. Niemand zei er iets van: bescherming van mensen gaat voor."),
    ("leren", "Mijn eerste verkeerde offerte", "Van mijn grootste fout heb ik het meest geleerd. We houden nu elke maand een terugblik, en die les staat bovenaan."),
    ("leren", "Terug naar school", "Op mijn vijftigste begon ik aan een opleiding. De cursus was zwaar, maar oefenen met jonge collega's gaf me nieuwe vaardigheden."),
    ("leren", "De stagiair die vragen stelde", "Onze stagiair vroeg bij alles waarom. Nieuwsgierig zijn is aanstekelijk: nu geeft zij een training over wat ze ontdekte."),
    ("leren", "Mislukt, en opgeschreven", "De proefvlucht mislukte. In de evaluatie schreven we op wat we hadden geleerd, zodat de kennis niet verdwijnt als ik met pensioen ga."),
)  # fmt: skip
"""(value, title, text)."""
