"""The main job, by the three people whose work it is, in a real browser against a real server with both demo families.

At 1200 and at 390 px. Every page on the way is looked at by axe, in light and dark; nothing may stick out sideways.
"""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.journeys.walking import Walker

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.only_on("sqlite")]
DAY = date(2026, 6, 18)  # the day on which the demo begins
FAMILY_A, FAMILY_B = "Gezin Jansma-de Wit", "Gezin Smeets-Verhoeven"
WORRY_1 = "Noa en Daan zijn alleen als Kim drinkt"


@pytest.fixture
def case_a(sanne):
    """The address of demo A, found as Sanne finds it."""
    return _home_of(sanne, FAMILY_A)


def _home_of(walker, family):
    walker.go("/casus/")
    walker.follow(family, exact=False)
    expect(walker.page.get_by_role("heading", level=1)).to_have_text(family)
    return walker.page.url


def test_the_worker_sees_the_whole_chain_and_what_is_missing(sanne, case_a):
    words = sanne.page.locator("#room").inner_text()

    steps = ["Wat er lukt", "Wat ontbreekt nog", WORRY_1, "De zorg", "Het doel", "Hoe veilig nu", "Afspraken", "Gelukt"]
    assert [words.find(step) for step in steps] == sorted(words.find(step) for step in steps)
    assert -1 not in [words.find(step) for step in steps]
    first = sanne.page.get_by_role("listitem").filter(has_text="Als Kim trek in drank heeft, belt zij Marloes.").first
    assert re.search("Kim en Marloes doen dit.*Bas let op.*als Kim trek heeft.*Gelukt.*13 juni, Bas", _line(first))
    assert sanne.page.get_by_role("img", name=re.compile("Kim")).count() >= 2
    missing = sanne.page.get_by_role("region", name="Wat ontbreekt nog").get_by_role("link")
    assert missing.count() >= 7
    sanne.through(missing.first)
    assert sanne.heading == "Wat gebeurt er nu met afspraak A9?"


def _line(locator):
    return " ".join(locator.inner_text().split())


def test_every_room_of_the_casus_is_fit_for_everybody(sanne, case_a):
    rooms = sanne.page.get_by_role("navigation", name="Kamers").get_by_role("link", include_hidden=True)
    found = [(one.text_content(), one.get_attribute("href")) for one in rooms.all()]

    assert [name for name, _address in found][:6] == ["Overzicht", "Gezin", "Netwerk", "Signalen", "Ketenpartners", "Kaart"]
    assert len(found) >= 15
    for name, address in found:
        sanne.go(address, name=f"room {name}")


def test_the_worker_adds_an_agreement(sanne, case_a, width):
    what = f"Joris belt Kim elke zondag na het eten en vraagt hoe het gaat ({width})."
    sanne.go(case_a + "agreements/new")
    sanne.fill({
        "Voor welk doel?": [f"1. {WORRY_1}"], "Wie doet het?": ["Joris"], "Wat doet deze persoon?": what,
        "Wanneer?": "elke zondag om 19.00 uur", "Wie let op of het gebeurt?": ("Truus",),
        "Hoe ziet deze persoon dat?": "Truus vraagt het maandag aan Kim.",
        "Wat als het niet lukt?": "Neemt Kim niet op, dan belt Joris Marloes.", "Wie is de achterwacht?": ("Marloes",),
    }).press("Opslaan")  # fmt: skip

    assert what in sanne.words
    assert "Truus" in sanne.words
    sanne.page.goto(case_a)
    assert what in sanne.words


def test_what_is_missing_in_an_agreement_is_said_beside_the_field_and_nothing_typed_is_lost(sanne, case_a):
    sanne.go(case_a + "agreements/new")
    sanne.fill({"Wat doet deze persoon?": "Kim belt & appt Bas. 😀 مرحبا <script>"})
    sanne.press("Opslaan", name="agreement with mistakes")

    expect(sanne.page.get_by_role("alert")).to_contain_text("Wat u schreef is bewaard")
    expect(sanne.page.get_by_label("Wat doet deze persoon?")).to_have_value("Kim belt & appt Bas. 😀 مرحبا <script>")


def test_the_worker_adds_a_worry_with_its_goal_in_three_steps(sanne, case_a, width):
    title = f"Ruzie bij het overdragen ({width})"
    sanne.go(case_a + "goals/new")
    sanne.fill({
        "De zorg in een paar woorden": title, "Wie maken zich zorgen?": ["Sanne", "Truus"],
        "Waarover?": "Kim en Bas op zaterdag bij de deur tegen elkaar schreeuwen als Noa en Daan erbij staan",
        "Is er nog niets gebeurd?": "Noa vertelde het twee keer aan Ineke.", "Voor welk kind?": ["Noa", "Daan"],
        "Wat merkt het kind daar nu van?": "Noa krijgt buikpijn op vrijdag.",
        "En later, als er niets verandert?": "Noa wil straks niet meer naar Bas.",
    }).press("Verder")  # fmt: skip
    sanne.fill({
        "Wie laat het zien?": ["Kim", "Bas"], "Wie ziet het?": ["Truus"],
        "Wat doet deze persoon dan?": "Kim en Bas groeten elkaar en praten over iets anders als Noa en Daan erbij zijn",
        "Wat merkt het kind ervan?": "Noa gaat op zaterdag zonder buikpijn mee.",
    }).press("Verder")  # fmt: skip
    sanne.fill({"Hoe lang gaat het achter elkaar goed?": "8"}).press("Verder")
    sanne.press("Opslaan")

    assert title in sanne.words
    sanne.page.goto(case_a)
    assert title in sanne.words


def test_the_worker_records_a_network_meeting_with_attendance_and_numbers(sanne, case_a):
    sanne.go(case_a + "meetings/new")
    sanne.fill({
        "Wat voor bijeenkomst is het?": ("vervolg",), "Op welke dag?": DAY.isoformat(), "Vanaf": "19:00",
        "Waar?": "bij Truus thuis", "Wie zit voor?": ("Marloes",), "Wie schrijft mee?": ("Sanne",),
    }).press("Opslaan")  # fmt: skip
    assert "donderdag 18 juni" in sanne.words
    sanne.follow("Noteer wie er was")
    for name in ("Kim", "Truus", "Fatiha"):
        sanne.page.get_by_role("combobox", name=name).select_option(label="was er")
    sanne.fill({"Verder nog, als één tekst": "Kim vertelt dat drie weken goed ging."}).press("Opslaan")
    sanne.follow("Cijfers bij dit doel vastleggen")
    sanne.page.get_by_role("group", name="Cijfer van Kim").get_by_label("7", exact=True).check()
    sanne.page.get_by_role("group", name="Cijfer van Fatiha").get_by_label("5", exact=True).check()
    sanne.press("Opslaan")

    words = _line(sanne.page.get_by_role("main"))
    assert "was er Kim, Truus, Fatiha" in words
    assert "Kim vertelt dat drie weken goed ging." in words
    assert re.search("Kim 7 .*Fatiha 5", words)
    assert "6" not in [_line(one) for one in sanne.page.get_by_role("cell").all()], "nothing is averaged"


def test_a_version_is_frozen_and_truus_gets_it_in_word(sanne, case_a):
    sanne.go(case_a + "plan/freeze")
    sanne.fill({"Wanneer": (DAY + timedelta(days=42)).isoformat()}).press("Deze versie maken")
    number = int(re.search(r"[Vv]ersie (\d+)", sanne.words).group(1))
    assert number >= 4

    sanne.go(case_a + "documents/")
    sanne.fill({"Voor wie?": ("Truus Jansma",)})
    sanne.page.get_by_label("Van welke versie").select_option(index=1)
    sanne.press("Laat zien wat erin komt")
    assert "Dit gaat eruit, voor Truus" in sanne.words
    with sanne.page.expect_download() as waiting:
        sanne.page.get_by_role("button", name="Word-bestand").click()
    document = Document(BytesIO(waiting.value.path().read_bytes()))

    assert waiting.value.suggested_filename.endswith(".docx")
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:3] == ["Wat is er veranderd sinds de vorige keer?", "Wie bel ik?", "Waarom dit plan"]
    assert "Truus" in "\n".join(p.text for p in document.paragraphs)


ANSWERS = (
    ("Ja, maar…", "Liever om 21.00 uur"), ("Nee", "Ik werk dan"), ("Ik snap het niet", None),
    ("Ik praat hier liever eerst over", None), ("Ja", None),
)  # fmt: skip


@pytest.mark.parametrize(("width", "name"), [(1200, "Marloes"), (390, "Ineke")])
def test_a_neighbour_answers_on_her_phone_and_the_worker_sees_it(sanne, case_a, browser, demo, name):
    address, code = _link_for(sanne, case_a, name)
    context = browser.new_context(base_url=demo, viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce")
    phone = Walker(context.new_page(), 390)
    phone.go(address, name="participant: code")
    phone.page.get_by_label("code").fill("aaaa-aaaa")
    phone.press("Verder", name="participant: wrong code")
    phone.page.get_by_label("code").fill(code)
    phone.press("Verder", name="participant: first agreement")
    for turn, (answer, words) in enumerate(ANSWERS):  # whoever has two agreements answers them again: the last answer counts
        phone.page.goto(f"/o/afspraken?nr={turn % 2 + 1}")
        assert phone.page.title() == "Afspraken"
        phone.page.get_by_role("radio", name=re.compile("^" + re.escape(answer) + r"(?!,)")).check()
        if words:
            phone.page.get_by_role("textbox").locator("visible=true").fill(f"{words}, zegt {name}.")
        phone.look(f"participant: {answer}").press("Bewaar en verder", name=f"participant: after {answer}")
    phone.page.goto("/o/klaar")
    phone.look("participant: all answered")
    context.close()

    sanne.go(case_a + "links", name="links with answers")
    sanne.follow("Bekijk de antwoorden")
    answers = _line(sanne.page.get_by_role("main"))
    assert f"{name} Praat er liever eerst over" in answers  # of each agreement the last word counts


def _link_for(walker, case, name):
    """The address and the code on the two cards."""
    walker.go(case + "links")
    row = walker.page.get_by_role("row").filter(has=walker.page.get_by_role("rowheader", name=name))
    walker.through(row.get_by_role("button", name=re.compile("link maken")), "a new link")
    code = walker.page.get_by_role("region", name="Kaart 2: de code").locator("b").inner_text()
    return walker.page.get_by_label("Adres", exact=True).input_value(), code


def test_the_supervisor_sees_where_evidence_is_missing_and_opens_it(walkers, width):
    henk = walkers("henk", width)
    henk.go("/team/")
    henk.page.get_by_label("Toon ook wat op orde is").check(force=True) if width < 600 else None
    table = henk.page.get_by_role("table", name="Dekking van de tien standaarden")
    assert FAMILY_A in table.inner_text()
    assert FAMILY_B in table.inner_text()
    row = table.get_by_role("row").filter(has_text=FAMILY_A)
    henk.through(row.locator("a[href*='-7#cell']"), "team with an opened cell")
    opened = henk.page.locator("#cell")
    expect(opened.get_by_role("heading", level=3)).to_contain_text(f"{FAMILY_A}: 7")
    record = opened.get_by_role("link").first
    about = record.inner_text()
    henk.through(record)

    assert "/casus/" in henk.page.url, about
    expect(henk.page.get_by_role("navigation", name="Kamers")).to_be_visible()


def test_the_supervisor_asks_a_question_and_the_worker_finds_it(walkers, width):
    henk, sanne = walkers("henk", width), walkers("sanne", width)
    home = _home_of(henk, FAMILY_A)
    question = f"Wie heeft Bas gesproken over school? ({width})"
    henk.go(home + "standards/4/ask")
    henk.page.get_by_role("main").get_by_role("textbox").first.fill(question)
    henk.through(henk.page.get_by_role("main").get_by_role("button").first)
    sanne.go(home + "standards/")

    assert question in sanne.words


def test_the_other_family_is_there_with_its_networks_apart_and_its_address_hidden(walkers, width):
    mehmet = walkers("mehmet", width)
    home = _home_of(mehmet, FAMILY_B)
    mehmet.go(home + "family", name="family with a secret address")
    assert "Geheim adres" in mehmet.words
    before = mehmet.words
    asked = mehmet.page.get_by_role("main").get_by_role("link", name="Afgeschermde gegevens tonen").first
    mehmet.through(asked, "why protected data")
    mehmet.page.get_by_label("Om deze persoon te bellen of te schrijven").check()
    mehmet.page.get_by_label("Waarom nu?").fill("Lotte vroeg of ik vanavond terugbel.")
    mehmet.press("Toon het één keer", name="protected data")
    shown = mehmet.page.get_by_role("definition").first.inner_text()

    assert len(shown) > 5
    assert shown not in before
    mehmet.go(home + "network", name="network in two parts")
    assert "Blauw" in mehmet.words
    assert "Groen" in mehmet.words


def test_two_browsers_change_one_agreement_and_the_second_sees_both_texts(walkers, width):
    sanne = walkers("sanne", width)
    home = _home_of(sanne, FAMILY_A)
    other = walkers("sanne", 1201 if width == 1200 else 391)
    mine, theirs = f"Bas appt Marloes elke avond ({width}).", f"Bas belt Marloes elke ochtend ({width})."
    form = home + "agreements/6/edit"
    sanne.page.goto(form)
    other.page.goto(form)
    other.fill({"Wat doet deze persoon?": theirs})
    other.press("Opslaan")
    sanne.fill({"Wat doet deze persoon?": mine, "Wanneer?": f"elke avond ({width})"})
    sanne.press("Opslaan", name="two texts")

    words = sanne.words
    assert mine in words
    assert theirs in words
    assert sanne.page.get_by_label("Wat wordt het?").first.input_value() == mine
    sanne.press("Deze tekst opslaan")
    assert mine in sanne.words
    assert f"elke avond ({width})" in sanne.words


def test_a_draft_is_kept_when_the_tab_closes_and_is_offered_back(walkers, width):
    sanne = walkers("sanne", width)
    home = _home_of(sanne, FAMILY_A)
    words = f"Truus leest elke zondag voor aan Daan ({width})."
    tab = sanne.page.context.new_page()
    tab.goto(home + "agreements/new")
    tab.get_by_label("Wat doet deze persoon?").fill(words)
    tab.close(run_before_unload=True)
    for _again in range(50):  # the draft is sent while the tab closes
        sanne.page.goto(home + "agreements/new")
        if "concept van u" in sanne.words:
            break
    sanne.look("form with a draft")
    sanne.follow("Verder met het concept")

    assert sanne.page.get_by_label("Wat doet deze persoon?").input_value() == words


def test_without_javascript_an_agreement_is_made_and_a_neighbour_answers(walkers, browser, demo):
    sanne = walkers("sanne", 390, javascript=False)
    home = _home_of(sanne, FAMILY_A)
    sanne.page.goto(home + "agreements/new")
    sanne.fill({
        "Voor welk doel?": [f"1. {WORRY_1}"], "Wie doet het?": ["Marloes"],
        "Wat doet deze persoon?": "Marloes eet elke dinsdag mee.",
        "Wanneer?": "elke dinsdag om 18.00 uur", "Wie let op of het gebeurt?": ("Truus",),
        "Hoe ziet deze persoon dat?": "Truus vraagt het aan Noa.", "Wat als het niet lukt?": "Dan komt Truus.",
        "Wie is de achterwacht?": ("Truus",),
    })  # fmt: skip
    sanne.press("Opslaan")
    assert "Marloes eet elke dinsdag mee." in sanne.words

    address, code = _link_for(sanne, home, "Joris")
    context = browser.new_context(base_url=demo, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    phone = Walker(context.new_page(), 390, scripted=False)
    phone.go(address)
    phone.page.get_by_label("code").fill(code)
    phone.press("Verder")
    phone.go("/o/afspraken?nr=1")
    phone.page.get_by_role("radio", name="Ja", exact=True).check()
    phone.press("Bewaar en verder")
    assert phone.heading.startswith(("Bedankt", "Dank"))
    context.close()


@pytest.mark.parametrize("address", ["/accessibility", "/privacy", "/help", "/sign-in"])
def test_pages_for_everybody_are_fit_for_everybody(walkers, width, address):
    walkers("nobody", width).go(address)
