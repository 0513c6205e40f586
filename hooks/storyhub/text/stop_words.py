"""Words that say nothing about the subject of a story."""

from __future__ import annotations

_DUTCH = """
aan af al alle alleen allemaal alles als altijd ander andere anders beide ben bent bij bijna binnen boven buiten
daar daarbij daardoor daarin daarmee daarna daarom daarop daarvan daarvoor dag dagen dan dat de deden deed den
der des deze die ding dingen dit doch doe doen doet door drie dus echt echter een eens eerst eerste eigen
eigenlijk elk elke en enige enkele er erg ergens ervan ervoor even ga gaan gaat gedaan geen gegaan gehad gekomen
geleden gemaakt geweest gewoon geworden gezegd gezien ging gingen goed had hadden heb hebben hebt heeft heel
hele hem hen het hier hierbij hierdoor hiermee hij hoe hoeft hoeven hoor hun hè ieder iedere iedereen iemand
iets ik in inmiddels is ja jaar jaren je jij jou jouw juist jullie kan keer kom komen komt kon konden kreeg
kregen krijg krijgen krijgt kun kunnen kunt kwam kwamen laat laten later liet maak maakt maakte maand maar mag
maken manier mee meer meest met mij mijn mijzelf minder misschien mocht moest moesten moet moeten mogelijk mogen
na naar naast nee net niemand niet niets nodig nog nooit nou nu of om omdat onder ongeveer ons onszelf onze ook
op opnieuw over paar per precies sinds slechts soms staan staat steeds stond straks te tegen tegenover ten ter
terug terwijl tijd tijdens toch toen tot tussen twee uit uur uw vaak vaker van vanaf vandaag vanuit vanwege veel
vele verder via vind vinden vindt vond voor vooral voordat waar waarbij waardoor waarin waarmee waarna waarom
waarop waarvan waarvoor wanneer want waren was wat we week weer weet weg weinig weken wel welk welke werd werden
weten wie wij wil wilde wilden willen word worden wordt zag zagen zal ze zeer zeg zeggen zegt zei zeiden zelf
zelfs zich zie zien ziet zij zijn zo zo'n zoals zodat zonder zou zouden zoveel zulke zullen zult één
"""

_ENGLISH = """
a about above across after again against ago all almost along already also although always am among an and
another any anyone anything are aren't around as at away back be became because become becomes been before being
below between both but by came can can't cannot come comes coming could couldn't day days did didn't do does
doesn't doing don't done down during each either else enough even ever every everyone everything few first for
found from further get gets getting give given gives go goes going gone got had hadn't has hasn't have haven't
having he he'd he's her here hers herself him himself his how however i i'd i'll i'm i've if in instead into is
isn't it it's its itself just keep kept know known last later least less let let's like likely lot made make
makes making many may maybe me might mine month more most much must my myself near neither never next no nobody
none nor not nothing now of off often on once one ones only onto or other others our ours ourselves out over own
per perhaps put quite rather really said same saw say says see seen several shall she she's should shouldn't
since so some someone something sometimes soon still such take taken takes taking tell than that that's the
their theirs them themselves then there there's these they they'd they'll they're they've thing things think
this those though three through thus time times to today too took toward towards two under until up upon us very
via want wants was wasn't way ways we we'd we'll we're we've week weeks well went were weren't what what's when
where whether which while who whole whom whose why will with within without won't would wouldn't year years yet
you you'd you'll you're you've your yours yourself
"""

STOP_WORDS = {"nl": frozenset(_DUTCH.split()), "en": frozenset(_ENGLISH.split())}
"""Articles, pronouns, prepositions, conjunctions, auxiliaries, quantities, and the filler of everyday speech, per language.

Words that a value may be named after ("samen", "together", "mensen") are not among them. Other languages rely on the weight
that a common word loses by being common.
"""
