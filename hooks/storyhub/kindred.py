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
open openheid openhartig transparant transparantie eerlijk eerlijkheid oprecht: openbaar publiceren bekendmaken delen toegeven uitleggen inzicht inzage zichtbaar gegevens data bron broncode publiek verslag woo waarheid
open openness transparency transparent honest honesty candour: public publish publishing data source code share shared release explain admit dashboard report government visible truth repository licence license

samen samenwerken samenwerking verbinden verbinding verbondenheid gezamenlijk saamhorigheid teamgeest: team ploeg partner partners collega afdelingen netwerk gemeenschap ketenpartners overleg meedenken vrijwilligers aansluiten buurt
together collaboration collaborate collaborative teamwork connection connected partnership cooperation: team partner partners community communities network join joint crowdsourcing participants volunteers contest challenge prize colleagues groups interagency

klant klantgericht mens mensen mensgericht burger inwoner bewoner patiënt cliënt gast reiziger leerling dienstbaar dienstverlening gastvrij bereikbaar nabij: gebruiker klanten bezoeker loket balie vraag behoefte ervaring tevreden tevredenheid brief begrijpelijk taal website formulier gesprek wachten helpen gebruiksvriendelijk ontwerp
customer client user people citizen patient guest resident human service serve hospitality: users customers usability experience ux design designers designer feedback satisfaction survey interview content plain language website page navigation form needs persona visitors testing

innovatie innovatief vernieuwing vernieuwen vernieuwend creatief creativiteit ondernemend ondernemerschap vooruitstrevend verbeteren pionieren: experiment proberen proef proefopstelling pilot prototype idee ideeën uitvinden technologie techniek digitaal robot sensor slim nieuwste lab ontwikkelen
innovation innovative innovate creative creativity entrepreneurial pioneering improve progress inventive: experiment prototype pilot agile iterate iterative iteration technology emerging lean sprint idea ideas lab startup procurement software modern mobile app apps automation intelligence

leren lerend leergierig groei groeien ontwikkeling ontplooiing nieuwsgierig nieuwsgierigheid: les lessen fout fouten mislukt cursus opleiding training workshop stage mentor inwerken kennis oefenen terugblik evaluatie vaardigheden vragen school leerling
learn learning growth grow development curiosity curious: lesson lessons mistake mistakes failed training course workshop conference webinar webinars education university mentor teach guide tips skills practice practices retrospective session sessions speakers knowledge

inclusie inclusief diversiteit iedereen gelijkheid gelijkwaardig gelijkwaardigheid respect respectvol toegankelijk rechtvaardig verscheidenheid: beperking rolstoel blind doof slechthorend drempel taal laaggeletterd gebarentaal vrouwen gender achtergrond afkomst discriminatie toegankelijkheid voorleessoftware minderheid lhbti erbij meedoen
inclusion inclusive diversity equality equity everyone respect accessible fairness belonging: accessibility disability disabilities wheelchair blind deaf captions screen reader barrier barriers bilingual multilingual spanish translation women gender minority race background underserved remote discrimination lgbtq

veilig veiligheid vertrouwen betrouwbaar betrouwbaarheid integer integriteit zorgvuldig zorgvuldigheid privacy: beveiliging wachtwoord gegevenslek datalek identiteit inloggen risico fraude vertrouwelijk geheim wet regels toezicht beschermen bescherming ongeval helm melding controle avg
safe safety security secure trust trusted reliable reliability integrity privacy careful: password login identity authentication encryption vulnerability breach risk fraud confidential policy policies law legal compliance compliant protect protection accident hazard terms rules cybersecurity records

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
