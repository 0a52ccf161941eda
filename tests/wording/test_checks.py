"""Each check on the finest points: the words it shows, what it asks, and what it leaves alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.wording import (
    CHECKS,
    KINDS,
    Context,
    Settings,
    check,
    checker_is_doer,
    checks_for,
    only_professionals,
    reading_level,
)

PEOPLE = [
    "Kim",
    "Bas",
    "Noa",
    "Daan",
    "Truus",
    "Marloes",
    "Rick",
    "Lotte",
    "Wil",
    "Roos",
    "Mark",
    "oma Gerda",
    "Wim",
    "Bo",
]
AGES = {"Kim": 33, "Noa": 9, "Daan": 4, "Bo": 1}
HOUSE = Context(PEOPLE, ages=AGES)


def shown(id, text, kind="agreement", context=HOUSE, **options):
    """The words that a check shows."""
    return [text[found.start : found.end] for found in check(text, kind, context, **options) if found.id == id]


def asked(id, text, kind="agreement", context=HOUSE):
    """What a check asks or suggests, in the language of the source."""
    return [str(found.suggestion) for found in check(text, kind, context) if found.id == id]


@pytest.mark.parametrize(
    ("id", "kind", "text", "words"),
    [
        ("T4", "agreement", "Kim belt zo snel mogelijk met Bas en eet regelmatig.", ["zo snel mogelijk", "regelmatig"]),
        ("T4", "agreement", "Kim drinkt niet meer en belt meer.", ["meer"]),
        ("T5", "goal", "Kim drinkt niet meer en houdt op met roken.", ["niet meer", "houdt op met"]),
        ("T7", "map", "De Brusjes kennen het hulpverleningstraject.", ["Brusjes", "hulpverleningstraject"]),
        ("T17", "agreement", "Kim doet elke dag haar best.", ["doet elke dag haar best"]),
        ("T20", "map", "Volgens moeder belt haar vader nooit.", ["moeder"]),
        ("T21", "goal", "Noa wordt elke dag opgehaald.", ["wordt elke dag opgehaald"]),
        ("T22", "agreement", "Wij eten om zes uur.", ["Wij"]),
        ("T23", "map", "Rick is Agressief en “labiel”.", ["Agressief"]),
        ("T6", "goal", "Kim volgt na de zomer een oudertraining.", ["volgt na de zomer een oudertraining"]),
    ],
)
def test_the_words_are_shown_where_they_stand(id, kind, text, words):
    assert shown(id, text, kind) == words


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("T1", "Kims telefoon ligt bij de buren."),
        ("T1", "Truus' fiets staat in de gang."),
        ("T1", "Wil belt Roos."),
        ("T1", "Gerda belt."),
        ("T3", "Kim belt om half acht."),
        ("T3", "Kim belt om kwart over zes."),
        ("T3", "Kim belt 's avonds."),
        ("T3", "Kim belt na school."),
        ("T3", "Kim belt voor het eten."),
        ("T3", "Kim belt over twee weken."),
        ("T3", "Kim belt eind mei."),
        ("T3", "Kim belt uiterlijk vrijdag."),
        ("T3", "Kim belt de eerste zondag van de maand."),
        ("T3", "Kim belt twee keer per week."),
        ("T3", "Kim belt zolang Bas weg is."),
        ("T3", "Kim belt na tien minuten."),
        ("T3", "Komt Bas te laat, dan belt Kim."),
        ("T3", "Kim belt om de dag."),
        ("T3", "Kim belt op 3 mei."),
        ("T4", "Bas vraagt hoe vaak Kim belde."),
        ("T4", "Duurt het meer dan tien minuten, dan belt Kim."),
        ("T4", "Kim belt Veilig Thuis."),
        ("T4", "Noa zegt: “het gaat beter”."),
        ("T4", "Noa geeft Daan iets te eten."),
        ("T4", "Noa belt haar veilige persoon."),
        ("T5", "Neemt Kim niet op, dan belt Bas Truus."),
        ("T5", "Bas belt Truus als Kim niet opneemt."),
        ("T5", "Bas bespreekt of Noa wel of niet meegaat."),
        ("T6", "Truus helpt Kim met de was."),
        ("T6", "Kim vertelt Marloes wat Tom zei."),
        ("T8", "Kim belt o.a. Bas. Bas komt om 18.30 uur."),
        ("T17", "Als Kim moet werken, belt zij Truus."),
        ("T17", "Moet Kim weg, dan belt zij Truus."),
        ("T20", "Kim belt haar moeder."),
        ("T20", "Noa zegt “moeder slaapt”."),
        ("T21", "Als Daan zes wordt, krijgt hij een fiets."),
        ("T21", "Kim wordt boos of moe."),
        ("T22", "Kim en Bas eten samen."),
        ("T22", "Noa zegt: “we gaan naar huis”."),
    ],
)
def test_what_is_fine_is_left_alone(id, text):
    assert shown(id, text) == []


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("T1", "Wil je bellen?"),
        ("T1", "De buren kopen een roos."),
        ("T3", "Kim zit in dezelfde kamer als Bas."),
        ("T3", "Kim komt op tijd."),
        ("T3", "Kim brengt Daan tot rust."),
        ("T2", "Kim geeft Daan aandacht."),
        ("T2", "Tijdens het eten is Kim rustig."),
        ("T2", "Dit gaat 12 bezoeken goed."),
        ("T5", "Kim laat Daan geen minuut alleen."),
        ("T5", "Rick blijft van de drank af."),
        ("T6", "Kim gaat in therapie."),
        ("T6", "Kim meldt zich morgen aan voor EMDR."),
        ("T6", "Kim wordt doorverwezen naar de GGZ."),
        ("T21", "Bo werd daarna vastgehouden."),
        ("T21", "Dat Bo gebracht wordt, weet Kim."),
        ("T17", "Bas neemt zich voor te bellen."),
        ("T22", "Iemand belt de huisarts."),
        ("T20", "De stiefvader belt Kim."),
    ],
)
def test_what_a_colleague_would_point_at_is_pointed_at(id, text):
    assert shown(id, text)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Dit gaat een half jaar lang goed.", True),
        ("Dit gaat drie maanden achter elkaar goed.", True),
        ("Dit gaat goed tot de zomervakantie.", True),
        ("Twaalf bezoeken op rij gaan goed.", True),
        ("Binnen drie maanden belt Kim.", False),
        ("Kim belt twee keer per week.", False),
        ("Kim belt na tien minuten.", False),
    ],
)
def test_a_goal_says_how_long_it_holds(text, holds):
    assert (shown("T11", text, "goal") == []) is holds


def test_a_goal_names_a_child_when_there_are_children():
    assert shown("T10", "Kim belt Bas.", "goal") == ["Kim belt Bas."]
    assert shown("T10", "Kim belt Noa.", "goal") == []
    assert shown("T10", "Kim belt Bas.", "goal", Context(PEOPLE)) == []


@pytest.mark.parametrize(
    ("text", "doers", "burden"),
    [
        ("Lotte houdt Rick op afstand.", ["Lotte"], True),
        ("Lotte zorgt dat Rick kalm blijft.", ["Lotte"], True),
        ("Lotte doet niet open als Rick belt.", ["Lotte"], True),
        ("Lotte maakt Rick niet boos.", [], True),
        ("Bo waarschuwt Kim als Rick drinkt.", ["Bo"], True),
        ("Noa let op of Kim drinkt.", ["Noa"], True),
        ("Rick zorgt dat hij niet in de straat komt.", ["Rick"], False),
        ("Rick komt niet in de straat van Lotte.", [], False),
        ("Lotte belt Wim als Rick voor de deur staat.", ["Lotte"], False),
        ("Noa belt Marloes als Kim drinkt.", ["Noa"], False),
        ("Als Rick zich niet aan de tijd houdt, belt Wim Kim.", ["Wim"], False),
        ("Truus past op Noa.", ["Truus"], False),
    ],
)
def test_nobody_is_made_answerable_for_the_danger(text, doers, burden):
    assert bool(shown("T18", text, context=Context(PEOPLE, doers, "Rick", AGES))) is burden


@pytest.mark.parametrize("name", ["Rick", "Bas"])
def test_the_burden_of_each_of_several_dangerous_people_is_asked_about_once_a_sentence(name):
    context = Context(PEOPLE, ["Lotte"], "Rick", AGES, also_dangerous=("Bas",))

    assert len(shown("T18", f"Lotte zorgt dat {name} niet binnenkomt.", context=context)) == 1


def test_who_is_at_risk_is_named_in_the_question():
    context = Context(PEOPLE, ["Lotte"], "Rick", AGES, at_risk=frozenset({"Lotte"}))
    [found] = [one for one in check("Lotte zorgt dat Rick niet binnenkomt.", "agreement", context) if one.id == "T18"]

    assert str(found.message).startswith("Lotte")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Kim drinkt.", 2),
        ("Bas en Truus maken zich zorgen dat Kim drinkt als Noa thuis is.", 1),
        ("Bas maakt zich zorgen over Noa.", 2),
        ("Bas en Truus maken zich zorgen dat Kim drinkt als Noa thuis is. Noa is dan bang en slaapt slecht.", 0),
        ("Truus is bang dat Kim met drank op rijdt. Noa kan gewond raken.", 0),
    ],
)
def test_each_missing_part_of_a_danger_statement_is_named(text, missing):
    assert len(shown("T13", text, "danger")) == missing


def test_a_long_sentence_is_shown_and_the_limits_are_settings():
    text = "Kim belt. " + "Kim loopt " * 11 + "weg."

    assert shown("T8", text) == ["Kim loopt " * 11 + "weg."]
    assert shown("T8", text, settings=Settings(longest=30)) == []


def test_reading_level_needs_three_sentences_and_a_target():
    easy = "Kim kookt. Bas dekt de tafel. Daan eet een appel."
    hard = "Multidisciplinaire samenwerkingsverbanden. Ontwikkelingspsychologische evaluaties. Verantwoordelijkheidsoverdracht."

    assert reading_level("Kim kookt. Bas eet.") is None
    assert reading_level(easy).band == 7
    assert reading_level(hard).band == 1
    assert shown("T9", hard, "family") == [hard]
    assert shown("T9", easy, "family", settings=Settings(target=80)) == []


def test_suggestions_are_made_from_the_sentence():
    assert asked("T21", "Bo wordt getroost.", "goal", Context(PEOPLE, ["Wim"])) == [
        "Who troost Bo? Write the name: “Wim troost Bo.”"
    ]
    assert asked("T21", "Noa wordt door Bas opgehaald.") == ["Who haalt Noa op? Write the name: “Bas haalt Noa op.”"]
    assert "thuis" in asked("T7", "De thuissituatie.", "map")[0]


def test_a_goal_for_which_only_professionals_work():
    network = ["Kim", "Truus"]

    assert only_professionals([["Sanne"], ["Tom", "Sanne"]], network).id == "T14"
    assert only_professionals([["Sanne"], ["Truus", "Tom"]], network) is None
    assert only_professionals([], network) is None


def test_whoever_does_it_does_not_check_it():
    assert checker_is_doer(["Kim", "Bas"], "Bas").id == "T16"
    assert checker_is_doer(["Kim"], "Bas") is None
    assert checker_is_doer(["Kim"], None) is None


def test_the_checks_of_a_kind_are_known():
    assert {kind: len(checks_for(kind)) for kind in KINDS} == {
        "goal": 12,
        "agreement": 14,
        "danger": 6,
        "map": 5,
        "family": 5,
    }
    assert {row.severity for row in CHECKS} == {"let_op", "vraag"}


def test_open_contact_details_are_shown():
    assert shown("T19", "Kim belt 06-12345678.", "family") == ["06-12345678"]


PIECES = st.sampled_from(
    [
        "Kim",
        "Rick",
        "niet",
        "wordt",
        "gebracht",
        "als",
        "dan",
        "“",
        '"',
        "'",
        "z.s.m.",
        "18.30",
        ".",
        ",",
        "\n",
        "moeder",
        "zorgt",
        "dat",
        "1",
        "haalt",
        "op",
        "İ",
        "\u200b",
        "ß",
    ]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join)),
    st.sampled_from(KINDS),
    st.lists(st.text(max_size=6), max_size=3),
)
def test_no_text_makes_the_coach_stumble(text, kind, people):
    found = check(text, kind, Context([*people, "Kim", "Rick"], ["Kim"], "Rick", {"Kim": 8}))

    assert all(0 <= finding.start <= finding.end <= len(text) for finding in found)
    assert {finding.id for finding in found} <= set(checks_for(kind))
