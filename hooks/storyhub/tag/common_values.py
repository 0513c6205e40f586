"""Words that people use around the values that organisations commonly choose, in Dutch and in English.

A value called "Klantgericht" says little by itself about which stories are about it. What is listed here lets a hub that
has tagged nothing yet suggest values all the same; the more stories are tagged, the less it counts. Which organisation
it is makes no difference: a value is recognised by its name, its signal words or its promise.

Each entry: what such a value is called, and after the colon what its stories speak of. Two lines each: Dutch, English.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

LANGUAGES = ("nl", "en")

_COMMON = """
open openheid openhartig transparant transparantie eerlijk eerlijkheid oprecht: openbaar publiceren bekendmaken delen toegeven uitleggen inzicht inzage zichtbaar gegevens data bron broncode publiek verslag waarheid
open openness transparency transparent honest honesty candour: public publish publishing share shared explain admit insight visible data source code report release truth

samen samenwerken samenwerking verbinden verbinding verbondenheid gezamenlijk saamhorigheid teamgeest: team ploeg partner partners collega afdelingen netwerk gemeenschap ketenpartners overleg meedenken meedoen vrijwilligers aansluiten
together collaboration collaborate collaborative teamwork connection connected partnership cooperation: team crew partner partners colleague colleagues departments network community communities joint consult join volunteers participate

klant klantgericht mens mensen mensgericht burger inwoner bewoner patiënt cliënt gast reiziger leerling dienstbaar dienstverlening gastvrij bereikbaar nabij: gebruiker gebruikers klanten bezoeker bezoekers loket balie vraag behoefte ervaring beleving tevreden tevredenheid brief begrijpelijk taal website formulier gesprek interview enquête wachten helpen gebruiksvriendelijk ontwerp ontwerper
customer client user people citizen patient guest resident human service serve hospitality: users customers visitor visitors desk question need needs experience satisfied satisfaction feedback letter plain language website form conversation interview survey waiting help usability usable design designer

innovatie innovatief vernieuwing vernieuwen vernieuwend creatief creativiteit ondernemend ondernemerschap vooruitstrevend verbeteren pionieren: experiment experimenteren proberen proef proefopstelling pilot prototype idee ideeën uitvinden uitvinding technologie techniek digitaal robot sensor slim nieuwste lab sprint agile lean ontwikkelen automatiseren
innovation innovative innovate creative creativity entrepreneurial pioneering improve progress inventive: experiment try trial pilot prototype idea ideas invent invention technology digital robot sensor smart latest lab sprint agile lean startup iterate develop automation

leren lerend leergierig groei groeien ontwikkeling ontplooiing nieuwsgierig nieuwsgierigheid: les lessen fout fouten mislukt cursus opleiding training workshop conferentie stage mentor inwerken kennis oefenen terugblik evaluatie vaardigheden uitleg tips vragen school leerling
learn learning growth grow development curiosity curious: lesson lessons mistake mistakes failed course education training workshop conference internship mentor onboarding knowledge practice retrospective evaluation skills guide tips teach school pupil

inclusie inclusief diversiteit iedereen gelijkheid gelijkwaardig gelijkwaardigheid respect respectvol toegankelijk rechtvaardig verscheidenheid: beperking rolstoel blind doof slechthorend drempel taal vertaling meertalig laaggeletterd gebarentaal ondertiteling vrouwen gender achtergrond afkomst discriminatie toegankelijkheid voorleessoftware minderheid lhbti erbij meedoen
inclusion inclusive diversity equality equity everyone respect accessible fairness belonging: disability disabilities wheelchair blind deaf hearing barrier barriers language translation multilingual literacy captions women gender background race origin discrimination accessibility screen reader minority lgbtq belong

veilig veiligheid vertrouwen betrouwbaar betrouwbaarheid integer integriteit zorgvuldig zorgvuldigheid privacy: beveiliging wachtwoord gegevenslek datalek identiteit inloggen risico fraude vertrouwelijk geheim wet regels toezicht beschermen bescherming ongeval helm melding controle avg
safe safety security secure trust trusted reliable reliability integrity privacy careful: protection password leak breach identity login risk fraud confidential secret law legal rules compliance supervision protect accident helmet hazard incident encryption gdpr

verantwoordelijk verantwoordelijkheid eigenaarschap aanspreekbaar initiatief: besluit beslissen keuze aanspreken afspraak nakomen oppakken rekenschap gevolgen toezegging schuld
responsible responsibility ownership accountable accountability initiative: decide decision choice promise commitment owner consequences deliver blame

duurzaam duurzaamheid groen milieu toekomstbestendig toekomstgericht klimaat natuur: energie afval hergebruik zonnepanelen uitstoot stroom besparen fiets biodiversiteit bomen circulair grondstoffen kleinkinderen generatie
sustainable sustainability green environment climate future nature: energy waste reuse recycle solar emissions carbon saving bicycle biodiversity trees circular materials grandchildren generation

moed moedig lef durf durven gedurfd dapper ambitie ambitieus: eng spannend sprong risico tegenspraak weerstand twijfel opstaan uitdaging angst doorzetten
courage courageous bold brave daring dare ambition ambitious: afraid scared leap risk dissent resistance doubt speak challenge fear persevere

kwaliteit vakmanschap vakwerk vakkundig deskundig professioneel professionaliteit degelijk excellent: precies nauwkeurig gereedschap ambacht vakman controle meten onderhoud ervaring norm secuur repareren
quality craft craftsmanship excellence excellent expert expertise professional: precise accurate tools skill check measure maintenance experience standard repair thorough

zorg zorgzaam aandacht betrokken betrokkenheid warm hartelijk menselijk compassie liefdevol medeleven: ziek verdriet troost hand familie rouw luisteren mantelzorg helpen bed rustig steun nabijheid
care caring attention engaged involvement warm compassion compassionate kind kindness empathy: ill sick grief comfort hand family listening carer help bedside calm support

plezier vreugde trots werkgeluk enthousiasme bevlogen passie energiek: lachen feest grap vieren taart muziek blij leuk jubileum
joy fun pride proud happiness enthusiasm passion energetic: laugh party joke celebrate cake music happy glad anniversary

resultaat resultaatgericht doelgericht daadkracht daadkrachtig slagvaardig doelmatig efficiënt prestatie: doel cijfers planning deadline opleveren sneller besparing doorlooptijd afgerond gehaald
result results effective effectiveness efficient efficiency performance decisive impact: goal goals figures plan deadline deliver faster savings metrics completed measured

vrijheid ruimte autonomie zelfstandig zelfstandigheid eigenheid flexibel flexibiliteit: thuiswerken zelf kiezen rooster regels loslaten eigen vertrouwen
freedom autonomy independent independence flexible flexibility: choose choice home schedule rules trust own

eenvoud eenvoudig simpel helder helderheid duidelijk duidelijkheid begrijpelijk: kort schrappen formulier stappen knop uitleg jargon makkelijk
simple simplicity clear clarity plain: short remove form steps button explanation jargon easy

luisteren luisterend dialoog gesprek gehoor: vraag antwoord horen gehoord stil stilte doorvragen verhaal tafel mening
listen listening dialogue conversation heard: question answer hear quiet silence ask story table opinion

gezond gezondheid vitaal vitaliteit fit welzijn balans: bewegen wandelen slaap stress pauze sport lunch fietsen rust herstel
health healthy vitality fit wellbeing balance: walk walking sleep stress break sport lunch cycling rest recovery

buur buren nabuurschap buurt lokaal regio maatschappelijk betekenisvol samenleving: straat wijk dorp gezin vereniging kerk school bewoners vrijwilliger voedselbank
neighbour neighbor local region society social community meaningful: street village family association church school residents volunteer charity
"""


@cache
def common_values() -> tuple[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]], ...]:
    """Of each common value, per language: what it is called, and the words around it."""
    return tuple(
        {
            language: (tuple(names.split()), tuple(around.split()))
            for language, (names, _, around) in zip(
                LANGUAGES, (line.partition(":") for line in entry.splitlines()), strict=True
            )
        }
        for entry in _COMMON.strip().split("\n\n")
    )
