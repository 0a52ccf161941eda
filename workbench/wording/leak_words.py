"""The Dutch words the leak scan knows: what says nothing, what is also an ordinary word, how people shorten and spell."""

from workbench.wording.leak_nouns import NOUNS


def listed(words: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(words.split())


# What a place or person is, not which one: people leave it out ("bij De Luwte"), and it is never protected by itself.
KINDS_OF_PLACE = listed(
    """opvang noodopvang vrouwenopvang crisisopvang maatschappelijke opvanghuis opvanglocatie blijfhuis blijf lijf lijfhuis
    school basisschool openbare bijzondere christelijke katholieke protestantse islamitische montessori montessorischool
    daltonschool dalton jenaplan jenaplanschool jenaplanbasisschool vrijeschool vrije kindcentrum ikc kc obs cbs rkbs pcb
    pcbs sbo so vso vo mavo havo vwo vmbo mbo roc lyceum college gymnasium scholengemeenschap brede middelbare speciaal
    onderwijs basisonderwijs kinderdagverblijf kinderopvang dagopvang kdv bso voorschool naschoolse buitenschoolse
    peuterspeelzaal psz peutergroep peuteropvang crèche creche gastouder gastouderbureau kinderboerderij speelzaal huisarts
    huisartsen huisartsenpraktijk huisartsenpost praktijk dokter dokterspost arts kinderarts tandarts tandartspraktijk
    apotheek fysiotherapeut fysiotherapie verloskundige verloskundigenpraktijk psycholoog psychologenpraktijk therapeut
    ziekenhuis medisch centrum gezondheidscentrum consultatiebureau kliniek gemeente woonplaats dorp stad plaats plaatsje
    wijk buurt stichting vereniging bedrijf bv nv vof firma winkel supermarkt bakkerij bakker slagerij kapper kapsalon café
    cafe restaurant hotel garage kantoor fabriek werk werkgever werkplek werkplaats werkadres baan club sportclub
    voetbalclub voetbalvereniging zwembad manege buurthuis wijkcentrum dorpshuis clubhuis hospice verpleeghuis
    verzorgingshuis woonzorgcentrum zorgcentrum zorgboerderij camping vakantiepark park flat appartement huis woning
    pleeggezin gezinshuis kerk moskee parochie bibliotheek schooltje adres straat postcode telefoon telefoonnummer nummer
    mobiel mobiele tel gsm mail email locatie sporthal sportzaal sportschool sportpark gymzaal turnhal ijsbaan bioscoop theater
    speeltuin bs ghc hap bloemist bloemisterij garagebedrijf autobedrijf drogist slijterij pizzeria eetcafé eetcafe lunchroom
    kringloopwinkel peuterschool logopedist logopedie opvangcentrum azc"""
)
NOTHING = listed(
    """de het een t n te in op bij aan van voor en of is nr no groep klas lokaal juf meester mevrouw meneer mw mevr dhr mijn
    ons onze haar hun thuis den der ten ter locatie gebouw afdeling vestiging ingang kamer"""
)
ARTICLES = frozenset({"de", "het", "t", "den"})
TUSSENVOEGSELS = frozenset(
    {"van", "der", "de", "den", "ten", "ter", "te", "het", "t", "vd", "v", "d", "op", "in", "aan"}
)
TITLES = listed(
    """dr drs dokter doctor huisarts arts tandarts kinderarts psycholoog therapeut mevrouw meneer mw mevr dhr heer familie fam
    juf meester prof professor"""
)
# Ordinary words that are also the name of a town, school, group or family: in lower case they are that ordinary word.
COMMON = listed(
    """anker luwte rust zand brug regenboog vlinder vlinders zon zonnebloem zonnestraal speeltuin boomgaard duizendpoot
    kameleon lantaarn lantaren molen haven horizon kompas vuurtoren burcht eik linde wilg wilgen berk berken beuk eiken
    beuken kastanje es iep els esdoorn plataan roos rozen tulp lelie madelief klaver klavertje egel egeltje uil uiltje
    zwaluw zwaan mus merel specht valk adelaar arend leeuwerik ooievaar kikker kikkers bij bijen bijenkorf mier mieren spin
    krekel libel dolfijn walvis schelp schelpen zeester ster sterren maan komeet planeet aarde hemel wolk wind storm regen
    sneeuw vuur water zee meer plas rivier beek bron duin duinen strand heide veld velden akker weide wei bos bosrand park
    tuin hof plein markt straat weg pad laan dijk kade gracht singel haag poort toren kerk kapel klooster kasteel burcht
    slot huis huisje hut tent dak raam deur sleutel bel klok boek letter pen kleur palet kwast puzzel bouwsteen springplank
    springtouw wip schommel glijbaan tol tolletje vlieger ballon boot schip zeil roer kajuit vlot trein wagen fiets wiel
    spaak ketting schatkist schat kroon prins prinses koning ridder reus dwerg elf kabouter kabouters tovenaar beer beertje
    vos haas konijn muis olifant giraf tijger leeuw zebra panda aap papegaai pinguin paard veulen pony lam lammetje schaap
    koe kip kuiken haan eend eendje gans boom boompje tak blad zaad zaadje kiem bloem bloesem knop oogst appel peer kers
    pruim noot eikel aarde akkers horst hoek hoeve hoorn best goor laren sloten eten weert kampen zwaag bergen broek heel
    horn haren hoek vorst ring balk loon wijk woude wouden zeist zijl oever oevers vaart vrede hoop geluk harmonie vrijheid
    ruimte toekomst droom dromen wereld kring cirkel basis start stap stapjes voetstap opstap opmaat samen sprong wegwijzer
    wijzer spiegel venster mozaiek parel parels diamant kristal robijn bakker visser smit smid boer jong jonge groot klein
    kleine wit zwart bruin rood groen blauw geel oranje paars roze mulder kuiper schipper jager herder meester koopman kok
    slager timmerman snijder schouten dekker brouwer post winter zomer lente herfst herfstblad dag nacht morgen avond middag
    ochtend week maandag zondag feest lied zang melodie fluit trommel orgel viool muziek dans spel spelen speelhoek nest
    nestje kooi stal schuur hooiberg molenwiek windwijzer bakboord stuurboord loods baken vesting wal muur toevlucht
    schuilplaats oase fontein put bergen berg heuvel dal vallei steen keien kei rots klif grot eiland haven baai golf golven
    eb vloed tij lengte lucht vogel vogels vis vissen goud zilver brons koraal vonk vlam kaars lamp licht schaduw
    zonnewijzer zonnehoek kans kansen talent wijsheid vriend vrienden vriendschap familie thuis hart hand handen voet hoofd
    oog mond neus vlindertuin bloementuin oosterling westerling tuinhuis zandbak zandkasteel kasteeltje brugje opvang school
    groep klas plek stek stekje hoeksteen mast
    zonneschijn zonnetje sterretje regendruppel druppel druppels schatkamer schatgraver ontdekker ontdekkers windroos zeilboot
    stuurman kapitein piraat ark bolster noteboom hazelaar meidoorn wijngaard olijfboom lichtboei boei driehoek trampoline
    tandem balans triangel toonladder klimop klimboom sprookje verhaal rakker rakkers boefje boefjes dreumes kleuter ukkie
    ukkies kruimel kruimeltje hummel pareltje speelboom knuffel lieveheersbeestje pinkster hinkelpad krokodil eekhoorn
    receptie gilde centrum"""
) | listed(NOUNS)
# Words so common that a term which two words happen to spell is chance when one of them is among these.
FUNCTION_WORDS = listed(
    """de het een en of is in op te ten ter van voor met aan bij naar uit om over onder tegen tot door als dan dat die dit deze
    er ze zij hij we wij je jij u ik me mij hem haar hun ons zich wie wat waar hoe niet geen wel ook nog al maar want dus
    toch meer meest veel weer zo te was zijn had heb heeft kan kon wil mag moet zal gaat ga gaan doe doet komt kom was men
    elk elke iets niemand na nu toen der des den mijn jouw zonder binnen buiten samen heel zeer"""
)
# Before a name of its own kind none of these is said: "het gilde" is any guild.
INDEFINITE = listed("een geen elk elke iedere welke")
DETERMINERS = listed("de het een geen deze die dit dat elke iedere haar zijn hun mijn ons onze jouw")
ADJECTIVES = listed(
    """oude oud nieuwe nieuw lange lang korte kort grote groot kleine klein hoge hoog lage laag brede smalle witte wit zwarte
    rode rood groene groen blauwe blauw gele geel gouden zilveren houten stenen mooie vrolijke blije bonte zonnige warme
    stille rustige veilige open vrije eerste tweede derde jonge ronde halve hele lieve sterke dappere wilde"""
)
# Words that stand without an article ("Rust en regelmaat"): at the start of a sentence they prove nothing.
MASS = listed(
    """rust zand water vrede hoop geluk harmonie vrijheid ruimte best goor laren sloten eten kampen bergen haren loon toekomst
    samen meer heel regen sneeuw wind storm vuur winter zomer lente herfst dag nacht morgen avond jong groot klein wit zwart
    bruin rood groen blauw geel oranje paars roze muziek dans spel spelen licht goud zilver vriendschap thuis wijsheid
    vlinders kabouters vrienden dromen kansen bloemen sterren zon zee lucht feest hout heide"""
)
# As these, but of nobody heard in lower case beside "school" or "opvang" unless the place is meant.
BARE = MASS | listed(
    """noorderlicht honing linden wilgen eiken beuken elzen berken boter speelgoed ochtendrood avondrood morgenrood maanlicht
    graan tarwe riet klaver"""
)
# Parts of a town that may be left out: "Zwaanveld" for Oud-Zwaanveld.
POINTS = listed(
    "oud oude nieuw nieuwe noord zuid oost west groot grote klein kleine sint st hoog laag over neder opper"
)
# What is said of a group's children and rooms, written as one word with its name.
OF_THE_GROUP = (
    "school", "schooltje", "opvang", "groep", "huis", "bso", "kdv", "kinderen", "kind", "kindje", "kindjes", "leerling",
    "leerlingen", "ouders", "team", "juf", "meester", "klas", "feest", "plein", "praktijk",
)  # fmt: skip
# The first half of an address that is the same everywhere.
GENERIC_MAIL = listed(
    """info contact post mail email admin receptie school bureau kantoor secretariaat directie welkom hallo team opvang groep
    helpdesk administratie balie vragen afspraak afspraken aanmelden aanmelding service noreply planning praktijk webmaster"""
)
# The second half of an address that is everybody's; example.org and its like are nobody's (RFC 2606).
PUBLIC_MAIL = listed(
    """gmail googlemail hotmail outlook live msn ziggo kpnmail kpnplanet planet xs4all icloud me mac yahoo ymail proton
    protonmail pm home casema chello upcmail upc quicknet hetnet telfort tele2 solcon caiway zeelandnet freedom aol gmx
    zonnet wxs tiscali onsbrabantnet example mail email tutanota tuta fastmail hccnet versatel"""
)
# Words that count or describe the next one: together they say something by themselves ("acht sprongen", "tweede kans").
COUNTING = ADJECTIVES | listed(
    "twee drie vier vijf zes zeven acht negen tien elf twaalf honderd duizend half dubbel enkele alle"
)
DIGIT_OF = {
    "een": "1",
    "twee": "2",
    "drie": "3",
    "vier": "4",
    "vijf": "5",
    "zes": "6",
    "zeven": "7",
    "acht": "8",
    "negen": "9",
}
FIRST_NAMES = listed(
    """anna jan piet kees henk wim willem karel maria johan johanna peter paul kim bas sanne lotte finn mila bo noa tim tom eva
    lisa emma sophie julia daan sem lucas levi milan bram thijs lars ruben jesse max sam mohammed fatima fatiha ahmed ali
    yusuf prins prinses koning koningin alexander beatrix juliana wilhelmina bernhard maxima amalia albert hendrik simon
    petra ans rick remco daphne yvonne mehmet henk gerard marloes ineke truus"""
)
# Suffix of a street and how people write it.
STREET_ENDS = {
    "straat": ("straat", "str", "straatje", "strt"),
    "laan": ("laan", "ln", "laantje"),
    "weg": ("weg", "wg", "weggetje"),
    "plein": ("plein", "pln", "pl", "pleintje"),
    "pad": ("pad", "paadje", "padje", "paden"),
    "kade": ("kade", "kd", "kaai"),
    "dijk": ("dijk", "dyk", "dk", "dijkje"),
    "gracht": ("gracht", "gr", "grachtje"),
    "singel": ("singel", "sngl"),
    "hof": ("hof", "hofje"),
    "steeg": ("steeg", "stg", "steegje"),
    "dreef": ("dreef", "dr"),
    "park": ("park",),
    "markt": ("markt",),
    "ring": ("ring",),
    "poort": ("poort",),
    "burg": ("burg",),
    "horst": ("horst",),
    "akker": ("akker", "akkers"),
    "veld": ("veld",),
    "brink": ("brink",),
    "wal": ("wal",),
    "boulevard": ("boulevard", "blvd"),
    "allee": ("allee",),
    "oord": ("oord",),
    "kamp": ("kamp",),
}  # fmt: skip
# Words in names that are often shortened, both ways.
SHORT = {
    "sint": ("st", "sint", "sinte"),
    "dokter": ("dr", "dokter", "doctor"),
    "burgemeester": ("burg", "bgm", "burgemeester"),
    "professor": ("prof", "professor"),
    "meester": ("mr", "meester"),
    "dominee": ("ds", "dominee"),
    "pastoor": ("past", "pastoor"),
    "generaal": ("gen", "generaal"),
    "koningin": ("kon", "koningin"),
    "koning": ("kon", "koning"),
    "prins": ("pr", "prins"),
    "prinses": ("pr", "prinses"),
    "van": ("van", "v"),
    "der": ("der", "d"),
    "den": ("den", "d"),
    "de": ("de", "d"),
    "nieuwe": ("nwe", "nieuwe", "nieuw"),
    "oude": ("oude", "oud"),
    "grote": ("gr", "grote"),
    "lange": ("lange", "l"),
    "eerste": ("1e", "eerste", "1ste"),
    "tweede": ("2e", "tweede", "2de"),
    "derde": ("3e", "derde", "3de"),
    "noord": ("n", "noord"),
    "zuid": ("z", "zuid"),
    "basisschool": ("bs", "basisschool"),
}
FULL = {
    "st": "sint", "dr": "dokter", "doctor": "dokter", "burg": "burgemeester", "prof": "professor", "mr": "meester",
    "ds": "dominee", "past": "pastoor", "gen": "generaal", "kon": "koningin", "nwe": "nieuwe", "1e": "eerste", "2e": "tweede",
    "3e": "derde", "vd": "van der", "str": "straat", "ln": "laan", "bs": "basisschool",
}  # fmt: skip
SOUNDS = tuple(
    tuple(pair.split("-"))
    for pair in sorted(
        listed(
            """ei-ij ij-ei ij-y y-ij y-i ij-i ou-au au-ou ch-g g-ch ks-x x-ks qu-kw kw-qu th-t ph-f cht-gt sch-sg w-vv m-rn
            aa-ae oe-u uu-u ie-i i-ie v-f f-v z-s s-z k-c c-k oo-o ee-e aa-a d-t t-d"""
        )
    )
)
# Telephone alphabets, and the names of the letters.
SPELLED = {
    word: letter
    for letter, words in {
        "a": "anna anton alfa alpha amsterdam aa", "b": "bernard bernhard bravo bee", "c": "cornelis charlie cee",
        "d": "dirk delta dee", "e": "eduard edward echo ee", "f": "ferdinand foxtrot ef", "g": "gerard golf gee",
        "h": "hendrik hotel haa", "i": "isaac isaak izaak india ie", "j": "jan johan juliett juliet jee",
        "k": "karel kilo kaa", "l": "lodewijk lima el", "m": "maria mike em", "n": "nico november en", "o": "otto oscar oo",
        "p": "pieter papa pee", "q": "quotient quinten quirinius quebec kuu ku quu", "r": "richard rudolf romeo er",
        "s": "simon sierra es", "t": "theodoor teunis tango tee", "u": "utrecht uniform uu", "v": "victor viktor vee",
        "w": "willem whiskey whisky wee", "x": "xantippe xanthippe xray ix", "y": "ypsilon ijsbrand yankee",
        "z": "zacharias zaandam zulu zet zed",
    }.items()
    for word in words.split()
}  # fmt: skip
