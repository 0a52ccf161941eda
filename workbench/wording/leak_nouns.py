"""Ordinary words that schools, shelters, practices and towns are often named after: such a name needs a capital or a cue."""

NOUNS = """
    aanloop aardbei aardbeien abrikoos accolade achtbaan afrit akkoord albatros amandel ambacht amfoor ammoniet anemoon
    antenne appelbloesem appelboom appelgaard appeltje appeltjes arena ark atlas atoom avondrood avondster avondzon
    avonturier avonturiers avontuur azalea babbel baken bakermat balkon ballonnetje bamboe banaan banier barometer bazuin
    beekdal beekje berenklauw bergtop bever bevers biezen bij bijenkast bijtje bijtjes biotoop bizon blaasbalg bladzijde
    blauwborst blikopener bloembol bloementuin bloemknop bloempje bloesemboom boekanier boekenwurm boekweit boemerang
    boerderij boerenzwaluw bolderkar bolderwagen bonbon bongerd boog boomhut boomkruin boomstam boomvalk borg bosbes boshut
    bosje bosrand bosuil bosvogel boterbloem boterbloemen bouwsteen bouwstenen braam bramen brandnetel brandpunt brem bries
    brigantijn brilduiker broedplaats bruggetje brugwachter buffel buitenbeentje buitenkans buizerd bultrug bunder cactus
    camelia caravaan carillon carrousel ceder ceders cello chrysant cipres circus cirkel citroen cocon colibrie cycloon
    cyclus dageraad dagpauwoog dahlia das dassen dauw dauwdruppel delta denneboom dennen dennenappel distel distelvink
    dobber doolhof doorbraak draaikolk draaimolen draak draakje draken drakenei dribbel driehoekje drieluik driemaster
    driesprong droomboom droomland duif duifje duikboot duikelaar duiker duingras duinroos duizendblad duizendpoten dukdalf
    dwaallicht dwaallichtje dwarsligger echo eekhoorntje eendenkooi eenhoorn eglantier eiber eidereend eikeltje eikenboom
    eilandje ekster eksters eland elastiek elfje elzen engel engeltje ereprijs es essen etalage ezel ezeltje fakkel
    fakkeldrager familiekring fazant feniks flamingo flierefluiter fluisterbos fluitketel formule fort fregat fuchsia
    fundament futen fuut galjoen gazelle geiser geluksvogel gems gemzen gentiaan getij getijden gieter glimworm globe gloed
    gloeilamp gloeiworm goudhaan goudmijn goudsbloem goudvink goudvis graankorrel graanschuur grashalm grasmus graspieper
    grasspriet grenspaal griffel griffioen groeibriljant grondslag grutto haag haai haard haas haasje hagedis halm halte
    handreiking havenhoofd havik hazelnoot hazenlip heggenmus heideroosje heksenketel helikopter hemelboog hengel herberg
    herfstdraad hermelijn hert hertenkamp hertje heuveltop hinde hobbelpaard hoefijzer hoeksteen hofje hommel hommels honing
    honingbij honingpot honingraat hoogvlieger hooimijt hooiwagen horizon houtduif houtsnip houtworm huifkar huismus huppel
    huppelkont hyacint iglo ijsbeer ijsberg ijsvogel ijsvogels iris jachthaven jasmijn jojo jutter juweel juweeltje kaarsje
    kabel kabelbaan kade kajak kakelbont kaleidoscoop kalkoen kameel kampvuur kangoeroe kano kantel kantelaar karavaan
    karekiet karper karveel kastanjeboom kasteelheer katapult kauw keerkring keerpunt kei kelk kerkuil kermis kersenboom
    kersentuin ketel kiekendief kiemkracht kier kievit kieviten kikkerbad kikkerdril kikkerland kikkertje kikkervis kim
    kinderdroom kindertuin klank klankbord klankkleur klapekster klaproos klaprozen klaver klaverblad klavers klaverweide
    kleurendoos kleurenwaaier kleurpotlood klimboom klimrek klimroos klimtoren klipper klokhuis klokje klokkentoren klomp
    kluit kluizenaar knipoog knoop knooppunt knot knotwilg knotwilgen koekoek koekoeksklok koetjes kogge kolibrie komeet
    kompasroos konijntje koningsvaren koolmees koolmeesjes kooltje koolwitje koraal koraalrif korenaar korenbloem
    korenbloemen korenmolen korenschoof korenwolf korf korhoen kornoelje korrel kraai kraaienest kraaiennest kraal
    kraanvogel kralen krans kreeft kreek krekeltje krent kringloop krokus krokussen kroontje kroost kruidentuin kruin
    kruisbes kruisboog kruispunt kruistocht kuif kuifeend kuil kuip kwal kwartel kwikstaart labyrint ladder lampion landing
    lantaarnpaal laurier leerling leeuwenbek leeuwentand leeuwerikje leidraad leliebloem lente lentebloem lentebode lepelaar
    lichtbaken lichtbron lichtkring lichtpunt lichtpuntje lichtschip lichtstraal lier linde lindeboom linden lis lisdodde
    lotus lotusbloem luchtballon luchtbel luchtkasteel luchtschip lynx maalderij maalstroom maanlicht maansteen madeliefje
    madeliefjes magneet magnolia mammoet mangrove margriet margrieten marmer marmot mast meent meerkoet meermin meerpaal
    meerval mees meesje meeuw meeuwen meiboom meikever melkweg melkwegstelsel merelnest merels mijlpaal mikado mikpunt
    mimosa mirakel morgenrood morgenster morgenstond morgenzon mosterdzaad mosterdzaadje mozaïek muizenhol muizenval munt
    museum muts muzikant nachtegaal nachtegalen narcis narcissen narwal nautilus neptunus nevel nieuwsgierigheid nijlpaard
    nimf noorderlicht noorderster noorderzon notenbalk notenboom notendop notenkraker ochtendrood oehoe oerwoud oester
    olifantje olijf olijftak olm ontmoeting oogappel oogst ooievaarsnest opaal opgang oprit optocht orchidee orka orkaan
    orkest otter otters paal paalwerk paardebloem paardenbloem paardenbloemen paddenpoel paddenstoel paddenstoelen
    paddestoel paddestoelen palet palm palmboom panter papaver parachute parade paradijs paradijsvogel paraplu parasol
    parelduiker parkiet passage passer passie patrijs pauw pauwoog peddel pegasus pelikaan penseel perron perzik peul
    peulschil pijl pijler pijlstaart pijnboom pimpelmees pinksterbloem pioenroos pion pionier pioniers piramide plevier
    ploeg plons poes poesje poolster poolvos poort poortje poppenhuis poppenkast populier potlood pottenbakker prairie
    prisma proeftuin propeller putter puzzelstuk puzzelstukje quilt raaf raket rank ratel reebok reekalf reetje regenbogen
    regenboogje regenjas regenlaars regenton regenwoud reiger reigers reling renbode rendier reuzenrad riet rietkraag
    rietpluim rietzanger ringmus ringslang robbedoes roek roerdomp rolschaats roltrap rondeel roodborst roodborstje roos
    rotonde rozenboom rozengaarde rozentuin rugzak ruiter rups rupsje saffier salamander satelliet saturnus schaapje
    schaapskooi schaar schaats schakel schakels schalmei schans scharnier schateiland scheepswerf schelf schelvis schildpad
    schildpadden schip schoener schommelstoel schoof schorpioen schrijn schuit schuitje seizoen seizoenen sering seringen
    sextant sijs sijsje sikkel slak slakje slakkenhuis sleepboot sleutelbloem sleutelbos slinger slingerboom smaragd
    sneeuwbal sneeuwklok sneeuwklokje sneeuwpop sneeuwuil sneeuwvlok snip snoek snoekbaars spar sparren specht speelboot
    speeldoos speelgoed speelkameraad speelkwartier speelvogel spiering spil spinnenweb spinneweb spinnewiel spoor sporen
    spreeuw spreeuwen spriet springbal springbok springplank springveer sprinkhaan sprong sprookjesboom sprookjesbos
    stamppot stappen stapsteen stapstenen steeltje steenarend steenbok steenuil steiger steigerhout steigers stekelbaars
    stekelvarken sterappel stern sternen sterrenbeeld sterrenbos sterrenhemel sterrenkijker sterrenlicht sterrenregen
    sterrenstof sterrenwacht stormvogel stormvogels strandhuis strandjutter strandloper stroming stroom struik struikrover
    stuifduin stuiter stuiterbal suikerbiet suikerspin symfonie tamboerijn tarwe tarwekorrel teddybeer telescoop terp terpen
    teunisbloem tijdgeest tijdpoort tinteling toermalijn tolhuis tolk toverbal toverboom tovercirkel toverdoos toverfluit
    toverhoed toverlantaarn toverlantaren toverstaf toverwoord trampoline trapgevel trapveld treeplank treffer trekvogel
    trekvogels treurwilg triangel troubadour tuimelaar tulpenboom tureluur turf turkoois tweeling tweemaster tweesprong
    twijg twinkeling uilenboom uilennest uilskuiken uitdaging uitkijk uitkijktoren uitvinder vaandel vaargeul valkuil varen
    vechter vedel veer veerboot veerkracht veerman veermanshuis veerpont veldbloem veldbloemen veldhoen veldleeuwerik
    veldmuis veldspaat venkel verkenner verkenners vestingwal veulentje viaduct vijver vingerhoed vink vinken viool viooltje
    viooltjes visarend vlaggenschip vlasbloem vlecht vleermuis vleermuizen vleugel vleugels vliegenier vliegenzwam
    vliegeraar vliegwiel vlier vlierboom vlierstruik vlinderboom vlinderslag vlinderstruik vlindertje vlindertjes vlotter
    voetspoor voetstappen vogelhuis vogelhuisje vogelnest vogeltje vogeltjes vogelvlucht vogelvrij voorhof vosje vosjes
    vossenhol vulkaan vuurbaken vuurdoorn vuursteen vuurvlieg vuurvliegje vuurvliegjes vuurvogel waaier waakvlam walnoot
    wandelaar waterdrager waterdruppel waterhoen waterjuffer waterlelie waterlelies watermolen waterrad waterspin watertoren
    waterval watervogel weegschaal weerhaak weerhaan weerspiegeling wentelteefje wenteltrap wereldbol wervelwind wesp
    westenwind wezel wichelroede wiek wieken wiekslag wiel wielewaal wigwam wijngaard wijnstok wildzang wilgenroosje
    windhond windhoos windmolen windvaan windveer windvlaag windwijzer wingerd winterkoninkje wisent wissel wolkje wolkjes
    wulp wurm wurmpje zaadkorrel zaagbek zaaier zandbank zandhaas zandheuvel zandkorrel zandloper zandoog zanglijster
    zeearend zeebries zeehond zeehondje zeekraal zeemeermin zeemeeuw zeepaard zeepaardje zeepbel zeepkist zeerover zeeschelp
    zeester zeevonk zeewier zeezicht zefier zegel zenit zeppelin zevensprong zevenster zigzag zilverberk zilvermeeuw
    zilverreiger zilverschoon zilverster zoethout zomerklokje zonnebloemen zonneboom zonnedauw zonnekind zonneroos
    zonnestralen zuidenwind zuiderzon zuil zwaardvis zwaluwen zwaluwnest zwaluwstaart zwanen zwanenbloem zwanendrift
    zwerfkei zwerfsteen zwerver zwervers
"""
