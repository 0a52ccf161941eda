"""From an empty casus to a map of eight, two worries with their goals and the numbers of five people, with the keyboard only.

Every stop of the keyboard is checked on the way (keyboard.py), every page by axe (walking.py). Each test opens a casus of its
own, so that no other journey meets it.
"""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.keyboard import Keyboard
from tests.journeys.walking import Walker

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.only_on("sqlite")]
MARCH = date(2026, 3, 2)
PHONE = 390
PEOPLE = (
    # first name, who this is to the family, in the family or in the network, age
    ("Kim", "ouder", "Hoort bij het gezin", ""),
    ("Bas", "ouder", "Hoort bij het gezin", ""),
    ("Noa", "kind", "Hoort bij het gezin", "9"),
    ("Daan", "kind", "Hoort bij het gezin", "3"),
    ("Truus", "familie", "Hoort bij het netwerk", ""),
)
HARM, HARDER = "Feit toevoegen", "Iets toevoegen dat het moeilijker maakt"
SAFETY, STRENGTH, STEP = "Een keer toevoegen dat het veilig bleef", "Kracht toevoegen", "Stap toevoegen"
COLUMN = {HARM: "Zorgen", HARDER: "Zorgen", SAFETY: "Gaat goed", STRENGTH: "Gaat goed", STEP: "Moet gebeuren"}
ALONE, HUNGRY = "Noa en Daan alleen in de avond", "Noa en Daan zonder eten"


@pytest.fixture
def keyboard(browser, demo, signed_in, width):
    """Sanne at a window of her own, with nothing but a keyboard."""
    context = browser.new_context(
        base_url=demo, viewport={"width": width, "height": 900}, locale="nl-NL", storage_state=signed_in("sanne"),
        has_touch=width <= PHONE, reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(15_000)
    yield Keyboard(Walker(context.new_page(), width))
    context.close()


@pytest.fixture
def home(keyboard, width):
    """The address of a casus she opened, with the people in it and nothing else."""
    keyboard.page.goto("/casus/")
    keyboard.skip().follow("Casus openen")
    keyboard.write("Hoe noemen we dit gezin?", f"Gezin Toets ({width})").pick("Kader", "vrijwillige hulp")
    keyboard.day("Wanneer begon het werk?", MARCH)
    keyboard.pick("Wie werkt eraan?", "Sanne Verbeek").pick("Wie begeleidt?", "Henk Overdijk").send("Casus openen")
    address = keyboard.page.url
    for person in PEOPLE:
        add_person(keyboard, address, person)
    return address


def add_person(keyboard, home, person):
    name, role, belongs, age = person
    keyboard.page.goto(home + "family")
    keyboard.skip().follow("Iemand toevoegen")
    keyboard.write("Voornaam", name).pick("Wie is dit voor het gezin?", role)
    keyboard.tab_to(belongs, role="checkbox")
    keyboard.press("Space")
    if age:
        keyboard.tab_to("Leeftijd")
        keyboard.page.keyboard.type(age)
    keyboard.pick("Gezag", "niet van toepassing").send()


def open_form(keyboard, add):
    """To the column on a phone, then to the link at the foot of the kind. The form opens in its place, at its first field."""
    if keyboard.walker.width <= PHONE:
        to_column(keyboard, COLUMN[add])
    keyboard.tab_to(add, role="link")
    keyboard.press("Enter")
    expect(keyboard.page.locator("#form")).to_be_visible()
    expect(keyboard.page.locator("#form :focus")).to_have_count(1)
    keyboard.walker.look(f"map: {add}")
    return keyboard


def to_column(keyboard, name):
    stop = keyboard.tab_to("", role="radio", group="Welke kolom")
    for _turn in range(3):
        if stop.is_called(name):
            return
        keyboard.press("ArrowRight")
        stop = keyboard.here()
    pytest.fail(f"no column {name}")


def keep(keyboard, text):
    """Save the form that is open in its place: the focus lands on what was saved, and it is said that it was."""
    keyboard.tab_to("Opslaan", role="button")
    keyboard.press("Enter")
    item = keyboard.page.get_by_role("article").filter(has_text=text)
    expect(item).to_be_focused()
    keyboard.here()
    return item


def put_harm(keyboard, text, day, *, disputed=""):
    open_form(keyboard, HARM).day("Op welke dag?", day).write("Wat gebeurde er?", text)
    keyboard.write("Wat merkte het kind ervan?", "Noa was bang.").tick("Over welk kind gaat het?", "Noa")
    keyboard.pick("Van wie komt dit?", "Truus").choose("Hoe weet deze persoon dat?", "Zag het")
    keyboard.choose("Hoe ernstig was het?", "2: ernstig").choose("Hoe vaak?", "soms")
    if disputed:
        keyboard.tick("Wie ziet dit anders?", "Kim").write("Hoe ziet deze persoon het", disputed)
    return keep(keyboard, text)


def put(keyboard, add, label, text):
    open_form(keyboard, add).write(label, text)
    return keep(keyboard, text)


def put_safety(keyboard, text, *, against=""):
    """A time it stayed safe: who did it and when, and perhaps against which worry."""
    open_form(keyboard, SAFETY).day("Op welke dag?", date(2026, 4, 4)).write("Wat deed iemand", text)
    keyboard.pick("Wie deed dit?", "Truus")
    if against:
        keyboard.choose("Tegen welke zorg hielp dit?", against)
    return keep(keyboard, text)


def put_step(keyboard, text):
    open_form(keyboard, STEP).write("Wat is de volgende kleine stap?", text).pick("Wie doet dit?", "Bas")
    return keep(keyboard.day("Vóór welke dag?", date(2026, 7, 1)), text)


def put_five(keyboard, home):
    """Three events, of which one is disputed, something that makes it harder, and a strength."""
    keyboard.page.goto(home + "map/")
    keyboard.walker.look("empty map")
    forget_a_fact(keyboard)
    put_harm(keyboard, "Kim sliep van de drank op de bank. Noa en Daan waren alleen wakker.", date(2026, 3, 7))
    disputed = put_harm(keyboard, "Kim reed met drank op met Noa naar huis.", date(2026, 3, 14), disputed="Ik had niets op.")
    expect(disputed).to_contain_text("Kim ziet dit anders")
    put_harm(keyboard, "Daan had tot 16.00 uur niets gegeten.", date(2026, 3, 21))
    put(keyboard, HARDER, "Wat maakt het moeilijker?", "Bas werkt vier nachten per week.")
    put(keyboard, STRENGTH, "Wat gaat er goed?", "Noa praat makkelijk met haar juf.")


def forget_a_fact(keyboard):
    """Escape goes back to where one came from; an empty form says what is missing, in the order of its fields."""
    open_form(keyboard, HARM).press("Escape")
    expect(keyboard.page.get_by_role("link", name=HARM, exact=True)).to_be_focused()
    open_form(keyboard, HARM).tab_to("Opslaan", role="button")
    keyboard.press("Enter")
    summary = keyboard.page.locator(".error-summary")
    expect(summary).to_be_focused()
    keyboard.here()
    fields = [link.get_attribute("href") for link in summary.get_by_role("link").all()]
    assert fields == ["#happened_on", "#text", "#source_person"]
    keyboard.tab_to("Schrijf op wat er gebeurde", role="link")
    keyboard.press("Enter")
    expect(keyboard.page.get_by_label("Wat gebeurde er?")).to_be_focused()
    keyboard.press("Escape")
    expect(keyboard.page.get_by_role("link", name=HARM, exact=True)).to_be_focused()


def promote(keyboard, item):
    """What was kept as a strength says what it lacks; the link goes to that field."""
    expect(keyboard.page.locator("#said")).to_contain_text("Nu ontbreekt nog: tegen welke zorg het hielp")
    keyboard.tab_to("tegen welke zorg het hielp", role="link")
    keyboard.press("Enter")
    expect(keyboard.page.locator("#danger-0")).to_be_focused()
    keyboard.choose("Tegen welke zorg hielp dit?", f"2. {HUNGRY}").tab_to("Opslaan", role="button")
    keyboard.press("Enter")
    expect(item).to_be_focused()
    expect(item).to_contain_text(f"Hoort bij zorg 2: {HUNGRY}")


def add_worry(keyboard, title, event, about, behaviour, *, coached=False):
    """The form in three steps and a last look."""
    keyboard.write("De zorg in een paar woorden", title).tick("Wie maken zich zorgen?", "Bas", "Truus")
    keyboard.write("Waarover?", about).tick("Welke gebeurtenis laat dit zien?", event).tick("Voor welk kind?", "Noa", "Daan")
    keyboard.write("Wat merkt het kind daar nu van?", "Noa is bang. Daan huilt.")
    keyboard.write("En later, als er niets verandert?", "Noa leert dat zij altijd op Daan moet passen.")
    keyboard.choose("Wat vindt Kim ervan?", "Deels eens").write("In de eigen woorden van Kim", "Het was één keer.")
    assert f"Truus en Bas maken zich zorgen dat {about}." in shown_sentence(keyboard, about)
    keyboard.send("Verder")
    keyboard.tick("Wie laat het zien?", "Kim").write("Wat doet deze persoon dan?", behaviour)
    if coached:
        leave_a_finding(keyboard)
    keyboard.tick("Wie ziet het?", "Truus").write("Wat merkt het kind ervan?", "Noa slaapt. Daan speelt.").send("Verder")
    keyboard.write_number("Hoe lang gaat het achter elkaar goed?", "12").choose("Telt u weken of bezoeken?", "weken")
    keyboard.choose("Welk cijfer is goed genoeg?", "8").send("Verder")
    expect(keyboard.page.get_by_label("Zo staat het doel straks in het plan")).to_contain_text(behaviour)
    keyboard.send()
    expect(keyboard.page.get_by_role("heading", name=title)).to_be_visible()


def shown_sentence(keyboard, part):
    sentence = keyboard.page.get_by_role("region", name="Zo staat het straks in het plan")
    expect(sentence).to_contain_text(part)
    return sentence.inner_text()


def leave_a_finding(keyboard):
    """The coach speaks beside the field, its first point is left with a reason, and the keyboard goes on from there."""
    coach = keyboard.page.locator("#coach-behaviour")
    expect(coach.get_by_role("status")).to_contain_text("De meelezer ziet")
    expect(coach.locator("mark").first).to_be_visible()
    keyboard.tab_to("Laat staan, met een reden", role="DisclosureTriangle")
    keyboard.press("Enter")
    keyboard.write("Waarom laat u dit staan?", "Zo zegt Kim het zelf.").tab_to("Laat staan", role="button")
    keyboard.press("Enter")
    expect(coach.get_by_text("1 punt staat met reden")).to_be_visible()
    expect(keyboard.page.locator("#coach-behaviour:focus, #coach-behaviour :focus")).to_have_count(1)
    assert keyboard.here()
    keyboard.walker.look("a worry with a point that stays")


def give_numbers(keyboard):
    """Three adults in one round, a child with a face, and a young child through somebody else."""
    keyboard.follow("Cijfers van meer mensen opschrijven: zorg 1")
    for name, number, why in (("Kim", "6", "Ik bel nu eerst."), ("Bas", "4", "Ik hoor het laat."), ("Truus", "5", "Soms.")):
        keyboard.write("Cijfer", number, group=name).write("Wat maakt dat het dit cijfer is?", why, group=name)
    keyboard.send()
    keyboard.follow("Eén cijfer opschrijven").follow("Noa kiest een gezicht")
    keyboard.choose("Noa, hoe is het nu voor jou?", "Gaat wel.").write("Waardoor is dat zo?", "Soms is mama lief.").send()
    keyboard.follow("Eén cijfer opschrijven").pick("Van wie is het cijfer?", "Daan").choose("Hoe veilig is het nu?", "3")
    keyboard.write("Wat maakt dat het dit cijfer is?", "Daan huilt als Kim slaapt.")
    keyboard.pick("Gaf iemand anders het", "Truus").send()


@pytest.mark.parametrize("width", [1200])
def test_from_an_empty_casus_to_the_numbers_of_five_people(keyboard, home):
    page = keyboard.page
    put_five(keyboard, home)
    keyboard.follow("Zorg met doel toevoegen")
    add_worry(keyboard, ALONE, "7 maart 2026", "Kim in slaap valt als Noa en Daan thuis zijn",
              "zij regelmatig Truus belt als zij trek heeft", coached=True)  # fmt: skip
    keyboard.follow("Zorg met doel toevoegen")
    add_worry(keyboard, HUNGRY, "21 maart 2026", "er geen eten is als Noa en Daan thuiskomen", "zij elke dag om 18.00 uur kookt")
    keyboard.follow("Kaart")
    put_safety(keyboard, "Kim belde, en Truus haalde Noa en Daan op.", against=f"1. {ALONE}")
    promote(keyboard, put_safety(keyboard, "Truus bracht soep."))
    put_step(keyboard, "Bas vraagt zijn chef om dagdiensten.")

    for column, many in (("Waar maken we ons zorgen over?", 4), ("Wat gaat goed?", 3), ("Wat moet er gebeuren?", 1)):
        items = page.get_by_role("region", name=column).locator("[id^=item-]")
        expect(items).to_have_count(many)
    assert page.locator("[id^=item-]").count() == 8
    assert len(keyboard.round()) > 40, "one can walk around the full map and back"
    page.goto(home + "goals/")
    give_numbers(keyboard)

    page.goto(home + "goals/")
    words = " ".join(page.get_by_role("region", name=ALONE).inner_text().split())
    for said in ("Kim 6", "Bas 4", "Truus 5", "Noa 5", "Daan 3"):
        assert said in words
    assert "tussen 3 en 6" in words


@pytest.mark.parametrize("width", [PHONE])
def test_the_map_again_on_a_phone(keyboard, home):
    put_five(keyboard, home)
    for text in ("Kim belde, en Truus haalde Noa en Daan op.", "Truus bracht soep."):
        item = put_safety(keyboard, text)
        expect(keyboard.page.locator("#said")).to_contain_text("Bewaard als kracht")
        expect(item).to_be_visible()
    put_step(keyboard, "Bas vraagt zijn chef om dagdiensten.")

    counts = [" ".join(tab.inner_text().split()) for tab in keyboard.page.locator(".map__tab").all()]
    assert counts == ["Zorgen 4", "Gaat goed 3", "Moet gebeuren 1"]
    for column in ("Zorgen", "Gaat goed", "Moet gebeuren"):
        to_column(keyboard, column)
        keyboard.press("Tab")
        assert keyboard.here(), f"one gets into {column}"
    assert len(keyboard.round()) > 10
