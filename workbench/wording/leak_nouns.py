"""Ordinary words that schools, shelters, practices and towns are often named after: such a name needs a capital or a cue."""

NOUNS = """
    aanloop aardbei aardbeien abrikoos accolade achtbaan afrit akkerland akkoord albatros amandel ambacht amfoor ammoniet
    anemoon antenne appelbloesem appelboom appelgaard appeltje appeltjes arena ark atlas atoom avondlicht avondrood
    avondster avondzon avonturier avonturiers avontuur azalea babbel baken bakermat bakhuis balkon ballonnetje bamboe banaan
    banier barometer bazuin beekdal beekje beestenboel beginpunt berenklauw bergtop bessenstruik bever bevers biezen
    biggetje bij bijenhotel bijenkast bijenvolk bijtje bijtjes biotoop bizon blaasbalg bladzijde blauwborst blikopener
    bloembol bloemenkrans bloementuin bloemenveld bloemknop bloempje bloesemboom boekanier boekenwurm boekweit boemerang
    boerderij boerenzwaluw bokje bolderkar bolderwagen bonbon bongerd boog boomhut boomkruin boomstam boomvalk boottocht
    borg bosbes boshut bosje bosland bospad bosrand bosuil bosvogel boterbloem boterbloemen bouwhoek bouwland bouwsteen
    bouwstenen braam bramen bramenstruik brandnetel brandpunt brem bries brievenbus brigantijn brilduiker broedplaats
    bruggetje brugwachter buffel buitenbeentje buitenkans buitenspel buizerd bultrug bunder cactus camelia caravaan carillon
    carrousel cavia ceder ceders cello chrysant cipres circus cirkel citroen cocon colibrie cycloon cyclus dageraad daglicht
    dagpauwoog dahlia das dassen dauw dauwdruppel delta denneboom dennen dennenappel dierenpark dierentuin distel distelvink
    dobber doolhof doorbraak doorzicht draaideur draaikolk draaimolen draak draakje draf draken drakenei dribbel driehoekje
    drieluik driemaster driesprong droomboom droomland duif duifje duikboot duikelaar duiker duingras duinland duinpad
    duinroos duizendblad duizendpoten dukdalf dwaallicht dwaallichtje dwarsligger echo eekhoorntje eendenkooi eenhoorn
    eglantier eiber eidereend eikeltje eikenboom eilandje ekster eksters eland elastiek elfje elzen engel engeltje ereprijs
    es essen etalage ezel ezeltje fakkel fakkeldrager familiekring fazant feestdag feniks flamingo flierefluiter fluisterbos
    fluitketel formule fort fregat fuchsia fundament futen fuut galjoen galop gazelle geiser geitje geluksvogel gems gemzen
    gentiaan getij getijden gieter glimworm globe gloed gloeilamp gloeiworm golfslag goudhaan goudmijn goudsbloem goudvink
    goudvis graankorrel graanschuur grashalm grasland grasmus graspieper grasspriet grenspaal griffel griffioen
    groeibriljant grondslag grutto haag haai haard haardvuur haas haasje hagedis halm halte hamster handreiking hartslag
    haven havenhoofd havik hazelnoot hazenlip heggenmus heideland heideroosje heksenketel helikopter hemelboog hengel
    herberg herfstdraad hermelijn hert hertenkamp hertje heuveltop hinde hinkstapsprong hobbelpaard hoefijzer hoefslag
    hoeksteen hofje hommel hommels hond hondje honing honingbij honingpot honingraat hoogvlieger hooiland hooimijt
    hooischuur hooiwagen hooizolder horizon houtduif houtsnip houtvuur houtworm huifkar huismus huppel huppelkont hyacint
    iglo ijsbeer ijsberg ijsvogel ijsvogels insectenhotel inzicht iris jachthaven jasmijn jojo jutter juweel juweeltje
    kaarsje kabel kabelbaan kade kajak kakelbont kaleidoscoop kalkoen kameel kampvuur kangoeroe kano kantel kantelaar
    karavaan karekiet karper karveel kastanjeboom kasteelheer kat katapult katje kauw keerkring keerpunt kei kelk kerkuil
    kermis kersenboom kersentuin ketel kiekendief kiemkracht kier kievit kieviten kiezelpad kikkerbad kikkerdril kikkerland
    kikkertje kikkervis kim kinderdroom kindertuin klank klankbord klankkleur klapekster klaproos klaprozen klaver
    klaverblad klavers klaverweide kleurendoos kleurenwaaier kleurpotlood klimboom klimmuur klimrek klimroos klimtoren
    klimtouw klimwand klipper klokhuis klokje klokkentoren klomp kluit kluizenaar knipoog knoop knooppunt knot knotwilg
    knotwilgen koekoek koekoeksklok koetjes kogge kolibrie komeet kompasnaald kompasroos konijntje koningsvaren kookpunt
    koolmees koolmeesjes kooltje koolwitje koraal koraalrif korenaar korenbloem korenbloemen korenmolen korenschoof
    korenschuur korenveld korenwolf korf korhoen kornoelje korrel kraai kraaienest kraaiennest kraal kraanvogel kralen krans
    kreeft kreek krekeltje krent kringgesprek kringloop krokus krokussen kroontje kroost kruidentuin kruimels kruin kruisbes
    kruisboog kruispunt kruistocht kuif kuifeend kuikentje kuil kuip kwal kwartel kwikstaart labyrint ladder lammetjes
    lampion landing lantaarnpaal laurier leerling leeshoek leeuwenbek leeuwentand leeuwerikje leidraad leliebloem lente
    lentebloem lentebode lentedag lepelaar lichtbaken lichtbron lichtkring lichtpunt lichtpuntje lichtschip lichtstraal lier
    linde lindeboom linden lis lisdodde lotus lotusbloem luchtballon luchtbel luchtkasteel luchtschip luchtsprong lynx
    maalderij maalstroom maanlicht maansteen madeliefje madeliefjes magneet magnolia mammoet maneschijn mangrove margriet
    margrieten marmer marmot mast meent meerkoet meermin meerpaal meerval mees meesje meeuw meeuwen meiboom meikever melkweg
    melkwegstelsel merelnest merels middelpunt mierenhoop mijlpaal mikado mikpunt mimosa mirakel modderpoel moerasland mol
    mollen molshoop morgenrood morgenster morgenstond morgenzon mosterdzaad mosterdzaadje mozaïek muizenhol muizenval munt
    museum muts muzikant nachtegaal nachtegalen narcis narcissen narwal nautilus neptunus nevel nieuwsgierigheid nijlpaard
    nimf noorderlicht noorderster noorderzon notenbalk notenboom notendop notenkraker ochtendlicht ochtendrood oehoe oerwoud
    oester olifantje olijf olijftak olm ontdekkingsreis ontmoeting oogappel oogst ooievaarsnest opaal opgang oprit optocht
    orchidee orka orkaan orkest otter otters overzicht paal paalwerk paardebloem paardenbloem paardenbloemen paddenpoel
    paddenstoel paddenstoelen paddestoel paddestoelen pakjesboot palet palm palmboom panter papaver parachute parade
    paradijs paradijsvogel paraplu parasol parelduiker parkiet passage passer passie patrijs pauw pauwoog peddel pegasus
    pelikaan penseel perron perzik peul peulschil pijl pijler pijlstaart pijnboom pimpelmees pinksterbloem pioenroos pion
    pionier pioniers piramide plevier ploeg plons poes poesje poesjes poolster poolvos poort poortje poppenhoek poppenhuis
    poppenkast populier potlood pottenbakker prairie prisma proeftuin propeller puppy putter puzzelstuk puzzelstukje quilt
    raaf raket rank ratel reddingsboei reddingsboot reebok reekalf reetje regenbogen regenboogje regenjas regenlaars
    regenpijp regenplas regenton regenwoud reiger reigers reling renbode rendier reuzenrad riet rietkraag rietpluim rietveld
    rietzanger ringmus ringslang robbedoes roeiboot roek roerdomp rolschaats roltrap rondeel roodborst roodborstje roos
    rotonde rozenboom rozengaarde rozenstruik rozentuin rugzak rugzakje ruiter rups rupsje rustpunt saffier salamander
    samenspel satelliet saturnus schaapje schaapskooi schaar schaats schakel schakels schalmei schans scharnier schateiland
    scheepswerf schelf schelvis schildpad schildpadden schip schoener schommelstoel schoof schorpioen schouwspel schrijn
    schuit schuitje seizoen seizoenen sering seringen sextant sijs sijsje sikkel slak slakje slakkenhuis sleepboot
    sleutelbloem sleutelbos slinger slingerboom smaragd sneeuwbal sneeuwklok sneeuwklokje sneeuwpop sneeuwster sneeuwuil
    sneeuwvlok snip snoek snoekbaars spar sparren specht speedboot speelboot speeldag speeldoos speelgoed speelhuis
    speelhuisje speelkameraad speelkwartier speelveld speelvogel speurtocht spiering spil spinnenweb spinneweb spinnewiel
    spoor sporen spreeuw spreeuwen spriet springbal springbok springplank springveer sprinkhaan sprong sprongetje
    sprookjesboom sprookjesbos stamppot stappen stapsteen stapstenen startpunt steeltje steenarend steenbok steenuil steiger
    steigerhout steigers stekelbaars stekelvarken sterappel stern sternen sterrenbeeld sterrenbos sterrenhemel sterrenkijker
    sterrenkind sterrenlicht sterrenpracht sterrenregen sterrenstof sterrenwacht stoomboot stormvogel stormvogels strandhuis
    strandjutter strandloper stroming stroom struik struikrover stuifduin stuiter stuiterbal suikerbiet suikerspin symfonie
    tamboerijn tarwe tarwekorrel teddybeer telescoop terp terpen teunisbloem theehuis tijdgeest tijdpoort tijdreis tinteling
    toermalijn tolhuis tolk toneelspel toverbal toverboom tovercirkel toverdoos toverfluit toverhoed toverlantaarn
    toverlantaren toverstaf toverwoord trampoline trapgevel trapveld treeplank treffer trekvogel trekvogels treurwilg
    triangel troubadour tuimelaar tuindeur tulpenboom tulpenveld tureluur turf turkoois tweede tweeling tweemaster
    tweesprong twijg twinkeling uilenboom uilennest uilskuiken uitdaging uitkijk uitkijktoren uitvinder uitzicht vaandel
    vaargeul valkuil varen varkentje vechter vedel veer veerboot veerkracht veerman veermanshuis veerpont veldbloem
    veldbloemen veldhoen veldleeuwerik veldmuis veldspaat venkel vergezicht verkenner verkenners vestingwal veulentje
    viaduct vijver vingerhoed vink vinken viool viooltje viooltjes visarend vissersboot vlaggenschip vlasbloem vlecht
    vleermuis vleermuizen vleugel vleugels vleugelslag vliegenier vliegenzwam vliegeraar vliegwiel vlier vlierboom
    vlierstruik vlinderboom vlinderpracht vlinderslag vlinderstruik vlindertje vlindertjes vlindertuin vlotter voetpad
    voetspoor voetstappen vogelhuis vogelhuisje vogelnest vogelpark vogeltje vogeltjes vogelvlucht vogelvoer vogelvrij
    vogelzang vonken voordeur voorhof vosje vosjes vossenhol vreugdevuur vulkaan vuurbaken vuurdoorn vuursteen vuurvlieg
    vuurvliegje vuurvliegjes vuurvogel waaier waakvlam walnoot wandelaar waterdrager waterdruppel waterhoen waterjuffer
    waterlelie waterlelies watermolen waterpomp waterrad waterspin watertafel watertoren waterval watervogel weegschaal
    weerhaak weerhaan weerspiegeling wegwijs weiland wentelteefje wenteltrap wereldbol wereldreis wervelwind wesp westenwind
    wezel wichelroede wiek wieken wiekslag wiel wielewaal wigwam wijngaard wijnstok wildzang wilgenroosje windhond windhoos
    windmolen windvaan windveer windvlaag windwijzer wingerd winterkoninkje wisent wissel wolkje wolkjes wulp wurm wurmpje
    zaadkorrel zaagbek zaaier zandbank zandberg zandhaas zandheuvel zandkorrel zandloper zandoog zandtaart zanglijster
    zeearend zeebries zeehond zeehondje zeekraal zeemeermin zeemeeuw zeepaard zeepaardje zeepbel zeepkist zeerover zeeschelp
    zeester zeevonk zeewier zeezicht zefier zegel zeilschip zenit zeppelin zevensprong zevenster zigzag zilverberk
    zilvermeeuw zilverreiger zilverschoon zilverster zithoek zoektocht zoethout zomerdag zomerklokje zondagskind zonlicht
    zonnebloemen zonneboom zonnedauw zonnehoed zonnekind zonneklep zonneroos zonneschijn zonnestralen zonneveld zuidenwind
    zuiderzon zuil zwaardvis zwaluwen zwaluwnest zwaluwstaart zwanen zwanenbloem zwanendrift zwemband zwerfkei zwerfsteen
    zwerver zwervers
"""
