"""Disguises and ordinary sentences written by hand, before the scan was tried on them: not what the generator makes.

Two families: the one of domain.md 7.2, and one whose terms are typed as people type them.
"""

from workbench.wording.leaks import ProtectedTerm

SMEETS = tuple(
    ProtectedTerm(kind, text)
    for kind, text in (
        ("street", "Wilgenpad 7"),
        ("postcode", "1999 ZQ"),
        ("place", "Opvang De Luwte"),
        ("school", "basisschool Het Anker"),
        ("phone", "06-00000742"),
        ("place", "Oosterlinge"),
        ("other", "pannenkoek"),
        ("email", "lotte.smeets@example.org"),
    )
)
BRANDSMA = tuple(
    ProtectedTerm(kind, text)
    for kind, text in (
        ("street", "Burgemeester van der Heijdenstraat 12b, 2345 KL Zand"),
        ("place", "Zand"),
        ("school", "obs De Regenboog (groep 4)"),
        ("childcare", "Dikkie Dik - peuterspeelzaal"),
        ("doctor", "huisarts dr. J. Quispel"),
        ("work", "Bakkerij Van Oudenaarde, Sint Jansplein 3"),
        ("phone", "tel. 0572-345678"),
        ("phone", "+31 6 1234 5099"),
        ("other", "zeepaardje"),
        ("address", "De Dijk 4"),
    )
)
SMEETS_DISGUISED = """
Zij slapen aan het wilgenpad.
WILGENPAD ZEVEN
Lotte zit op Wilgen Pad nr. 7
W-i-l-g-e-n-p-a-d, zei hij
w.i.l.g.e.n.p.a.d 7
W I L G E N P A D
W_i_l_g_e_n_p_a_d
Wilgen/pad 7
Wilgen-
pad 7
Wi1genpad 7
W1lg3np4d
Wilgenp@d
W!lgenpad
WiIgenpad met een grote i
Wіlgenpаd met cyrillische letters
Ｗｉｌｇｅｎｐａｄ ７
𝓦𝓲𝓵𝓰𝓮𝓷𝓹𝓪𝓭
ⓌⒾⓁⒼⒺⓃⓅⒶⒹ
Wil\u00adgen\u00adpad
Wil\u200dgen\u2060pad
Wílgènpäd
Wilgenpadje, dat leuke straatje
het Wilgenpat
Wilgepad 7
Wilgenppad
Wigenpad 7
Wiglenpad
Wilchenpad
Wilgenpaaaad 7
Wilgenpad%207
Wilgenpad&nbsp;7
W&#105;lgenpad
Wilgen🌳pad
Wilgen(pad)
Wilgen... pad
vvilgenpad 7
dapnegliw achterstevoren
Willem Isaak Lodewijk Gerard Eduard Nico Pieter Anna Dirk
Whiskey India Lima Golf Echo November Papa Alfa Delta
wee ie el gee ee en pee aa dee
W van Willem, I van Isaak, L van Lodewijk, G van Gerard, E van Eduard, N van Nico, P van Pieter, A van Anna, D van Dirk
Wilgenp. 7
Wilgenpadnummer zeven
#wilgenpad7
https://kaart.example/wilgenpad-7
Wilgenpad7,1999ZQ
wilgen  -  pad
WILGENPAD's hoek
Het adres begint met Wilgen en eindigt op pad: Wilgenpad
1999zq
1999 z q
19 99 Z Q
1 9 9 9 Z Q
1999-ZQ
1999.ZQ
1999/zq
1999_ZQ
ZQ 1999
zq1999
negentien negenennegentig ZQ
negentienhonderdnegenennegentig zq
negentienhonderd negenennegentig Z Q
een negen negen negen zet ku
één, negen, negen, negen, Zulu Quebec
1999 Zaandam Quotiënt
1999 Z van Zacharias Q van Quinten
duizend negenhonderd negenennegentig ZQ
①⑨⑨⑨ ZQ
1999\u200bZQ
l999 ZQ
postcode 1999
de postcode is negentien negenennegentig
１９９９ ＺＱ
1999\\nZQ
19-99 zq
drie keer negen met een 1 ervoor, 1 9 9 9, ZQ
bij De Luwte
De Luwte belt terug
Luwte weet ervan
zij zijn in Luwte
opvang luwte
Opvang de Lüwte
op\u00advang De Lu\u00adwte
D e L u w t e
L.u.w.t.e
DELUWTE
deluwte
de-luwte
bij de luwte op dinsdag
Mila gaat naar de luwte.
de Luwte-opvang
Luwte's groepsleiding
1uwte
Luw-te
De Lụwte
het team van De Luwte
De Ankerschool
school Anker
op school het anker
Het Anker
bij juf Els van Het Anker
Anker, groep 4
'T ANKER
't Anker
HetAnker
Het A.n.k.e.r
H e t A n k e r
bs Het Anker
Het 4nker
het @nker
Het Аnker
06 00000742
0600000742
06.00.00.07.42
06/00000742
+31 6 00 00 07 42
+31(0)600000742
00316 0000 0742
(06) 0000 0742
0 6 0 0 0 0 0 7 4 2
nul zes nul nul nul nul nul zeven vier twee
nul-zes, dubbel nul, dubbel nul, nul zeven, tweeënveertig
06 en dan vijf nullen en dan 742
nul zes vijf keer nul zevenhonderd tweeënveertig
nul zes 0000 nul zeven twee en veertig
O6-OOOOO742
zes nul nul nul nul nul zeven vier twee
06_0000_0742
06 – 0000 – 0742
０６ ００００ ０７４２
0️⃣6️⃣0️⃣0️⃣0️⃣0️⃣0️⃣7️⃣4️⃣2️⃣
bel nul zes streepje nul nul nul nul nul zeven vier twee
driemaal nul? nee: 06-000 00 742
het nummer zonder nul zes: 00000742
OOSTERLINGE
oosterlinge
de Oosterlingse markt
Oosterlinges kerk
Oosterlingestraat
Ooster-linge
O o s t e r l i n g e
0osterl1nge
Osterlinge
Oosterlinghe
Oosterlingen, die plaats
Oosterlihge
in Oosterlinge-Noord
ooster\u200blinge
pannenkoeken
pannekoek
pannenkoekje
P A N N E N K O E K
pan-nen-koek
pannenk0ek
panenkoek
pånnenkøek
lotte punt smeets apenstaartje example punt org
lotte.smeets[at]example.org
lotte.smeets (at) example (dot) org
lottesmeets@example.org
LOTTE.SMEETS@EXAMPLE.ORG
lotte . smeets @ example . org
lotte.smeets at example dot org
mail naar lotte.smeets@ en dan example
lotte punt smeets apestaartje example
"""
BRANDSMA_DISGUISED = """
Burg. van der Heijdenstraat
burgemeester v.d. Heijdenstraat 12b
Burg. v/d Heydenstr. 12
de Heijdenstraat
Van der Heydenstraat
bgm van der heijdenstr 12
Burgemeester vander Heijden straat
Burgemeester van der Heidenstraat
2345kl
2345 K L
drieëntwintig vijfenveertig KL
twee drie vier vijf Karel Lodewijk
zij wonen in Zand
zij verhuisden naar Zand.
gemeente zand
woonplaats Zand
Z-a-n-d
De Regenboog
obs regenboog
de Regenboogschool
Regenboog heet de school
op school de regenboog
D3 R3g3nb00g
R.e.g.e.n.b.o.o.g
Regenbog, die school
Dikkie Dik
dikkiedik
Dikkie-Dik
peuterspeelzaal Dikkie
D i k k i e D i k
dokter Quispel
Quispel
dr Quispel
dokter quispel
de huisarts, Kwispel of Quispel
Qu1spel
bakkerij Oudenaarde
Van Oudenaarde
v. Oudenaarde
oudenaarde
Oudenaerde
St. Jansplein
sint jansplein 3
St Janspln 3
Jansplein
0572 345678
0572/34 56 78
+31 572 345 678
nul vijf zeven twee, vierendertig, zesenvijftig, achtenzeventig
345678
06-12345099
0612 345 099
nul zes twaalf vierendertig vijftig negenennegentig
06 1234 vijf nul negen negen
zeepaardjes
zeepaard-je
zee paardje
zee-paardje
De Dijk 4
dijk nummer vier
dijk, nr. 4
Dijk op nummer 4
aan De Dijk
"""
SMEETS_ORDINARY = """
Noa ziet een anker op de boot.
Het anker van de boot is roestig.
Zij lieten het anker zakken in de haven.
Finn tekent een anker op zijn arm.
Rick zit graag in de luwte van de schuur.
In de luwte is het warmer dan aan zee.
Het huis staat in de luwte.
Uit de luwte waait het hard.
De wilgen langs het pad zijn oud.
Een wilg op het pad viel om.
Langs de wilgen loopt een pad.
Wim snoeit de wilgen op zaterdag, het pad erna.
In het oosten van het land woont een tante.
Zij komen uit een oosters land.
In 1999 zijn zij getrouwd.
Bo weegt 1999 gram te weinig, zegt de arts.
De rekening was 1999 euro.
Sinds 1999 is hij aan het werk.
In 1999 zocht hij werk.
Wim belt om 19.99 uur, een tikfout.
Rick bakt op zondag een eitje in de pan.
De pan en de koekenpan staan in de kast.
Mila eet een koek bij opa.
Finn wil pannen kopen.
Zij drinken koffie met een koekje.
Lotte mailt Mehmet op maandag.
Lotte Smeets tekent het plan.
Lotte is om 7 uur thuis.
Zij wacht zeven minuten.
Rick belt nul keer op vrijdag.
Wim gaf een nul op de schaal en later een zes.
De schaal gaat van nul tot tien.
Van nul naar zes is een grote stap.
Rick geeft een zes, Lotte een twee, Wim een vier en Mila een zeven.
De cijfers zijn 0, 6, 0, 4, 2 en 7.
Zij geven 6/6/7 en 2/4/6.
Op 06-02-2026 is het eerste bezoek.
Op 7 april en 42 dagen later bellen zij.
Om 06.00 uur gaat de wekker.
Hij kwam om 6 uur en ging om 7 uur.
De school begint om half negen.
De opvang sluit om 18.30 uur.
Mila gaat naar school en Bo naar de opvang.
De basisschool heeft een gesprek gevraagd.
De juf van groep 4 belt op dinsdag.
In groep 7 leert Finn rekenen.
Artikel 7 van de wet geldt hier.
Kamer 7 is vrij op donderdag.
Bladzijde 7 gaat over vertrouwen.
Wim loopt het pad af naar de weg.
Op het pad ligt een boomstam.
Wij volgen het juiste pad.
Finn is op het rechte pad.
Rick kiest een ander pad.
Finn ankert zijn bootje in de sloot.
Het vertrouwen is verankerd in de afspraken.
De bankier belde over de hypotheek.
Een kankerpatiënt woont naast opa.
Rick huilt wanneer hij daaraan denkt.
Bo hoest en heeft koorts.
Ans brengt soep en brood.
Mehmet schrijft het verslag.
Yvonne belt Veilig Thuis.
Bel bij gevaar 112.
Bel 0800-2000 als je twijfelt.
Petra werkt op dinsdag en woensdag.
De buurvrouw past op als Lotte moet werken.
Zij vieren de verjaardag van Mila met ballonnen.
Voor de kinderen is het belangrijk dat ze hun vader zien.
Het gaat elke week wat beter.
Rust en regelmaat helpen Finn.
De oosterburen komen op de koffie.
Oosterse muziek vindt Daphne mooi.
Een oosterling zit naast hem in de bus.
Zij eten een pannetje soep.
De kookles gaat over pasta.
Het lotje van Lotte won niets.
Lottes smeekbede hielp niet.
Finn at een zak chips.
Examens zijn in mei.
Rick zag een kink in de kabel.
Op een ankerplaats stopten zij even.
De luchtwegen van Bo zijn vrij.
Luister naar elkaar en praat rustig.
De lucht is blauw.
Zij willen luwte en stilte na alle drukte.
Wilgentakken maken een mooie mand.
De wilgenkatjes bloeien in maart.
Onder een wilg zaten zij te eten.
Wilgen groeien snel.
Het wandelpad is 7 kilometer lang.
Neem het fietspad en dan 7 minuten lopen.
Een padvinder helpt opa.
Hij zat op een zijpad vast.
"""
BRANDSMA_ORDINARY = """
De kinderen spelen in het zand.
Zand en water, daar houdt Bo van.
Er ligt zand in de gang.
Een handje zand is geen ramp.
Mila zag een regenboog na de bui.
De regenboog was prachtig.
Een regenboog heeft zeven kleuren.
Finn tekent een regenboog en een huis.
Zij lopen over de dijk.
De dijk is hoog en de zee is woest.
Op de dijk stonden 4 schapen.
Aan de dijk wonen veel mensen.
De burgemeester opende de kermis.
De burgemeester van de stad liep door de straat.
Heiden is een oud woord.
Zij lopen door de hei, de straat is ver.
Op zaterdag is er markt op het plein.
Het schoolplein is om 3 uur leeg.
Jan speelt op het plein met 3 vrienden.
Sint Nicolaas komt op 5 december.
De sint gaf Jan een pleister.
De bakkerij op de hoek is dicht.
De bakker bakt brood.
Oude aarde is goed voor planten.
De huisarts verwijst naar de kinderarts.
De dokter luistert goed.
De hond kwispelt met zijn staart.
Een kwispelende hond maakt Bo blij.
De peuterspeelzaal is tot 12 uur open.
Dik en dun, zij blijven bij elkaar.
Opa leest voor uit een dik boek.
De zee is koud, het paard is warm.
Een paardje op het strand.
Mila telt een twee drie vier vijf zes zeven acht.
Op 12 maart om 12 uur is het gesprek.
Rick heeft 2345 euro schuld.
Zij zijn 12,5 jaar getrouwd.
De schoolarts ziet Mila in juni.
Jans jas hangt in de gang.
Jan spleet een blok hout.
De zandbak staat in de tuin.
Zandkoekjes bakken is leuk.
De regen boog af naar zee.
Zij bogen zich over het plan.
De straat is rustig op zondag.
Er is plek op de school van groep 4.
In artikel 12 staat meer.
Tussen 12 en 14 uur is hij thuis.
De kade en de dijk zijn afgesloten.
Er zijn 4 dijken in dit gebied.
Kinderen van groep 4 gaan naar het zwembad.
Om kwart voor drie haalt Ans hen op.
Er is een kleine kans dat het misgaat.
De kleur van de jas is blauw.
Hij werkt in de bouw en verdient 2400 euro.
De winkel is dicht op maandag.
Jan is ziek, dus gaat Piet.
Een peuter valt vaak.
Zij zaten in het zand bij de zee.
De Dijk speelde op de radio.
"""


def lines(block: str, apart: str = "\n") -> tuple[str, ...]:
    """The samples of a block, one a line; `\\n` inside a sample is written as an escape or after a hyphen."""
    text = block.strip().replace("Wilgen-\npad", "Wilgen-\\npad")
    return tuple(line.replace("\\n", "\n") for line in text.split(apart) if line)


DISGUISES = [(line, SMEETS) for line in lines(SMEETS_DISGUISED)] + [
    (line, BRANDSMA) for line in lines(BRANDSMA_DISGUISED)
]
ORDINARY = [(line, SMEETS) for line in lines(SMEETS_ORDINARY)] + [(line, BRANDSMA) for line in lines(BRANDSMA_ORDINARY)]
