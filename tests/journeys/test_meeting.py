"""An evaluation with the family of demo A, from the agenda to the minutes, with the browser closed in the middle.

The demo's third meeting was held on 15 June; this is the same agenda on the demo's day, so that nothing of the demo changes
under other journeys. On a laptop the script saves and keys do what hands do; on a tablet everything is touched; and once more
without script.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import Walker, no_connection

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.only_on("sqlite")]
DAY = "2026-06-18"
HEIGHT = {1366: 768, 820: 1180}
THERE = ("Kim", "Bas", "Truus", "Fatiha", "Sanne")
NUMBERS = {"Kim": "8", "Bas": "7", "Truus": "7", "Fatiha": "10", "Sanne": "7"}


class Room(Walker):
    """The worker at the screen of a meeting."""

    @property
    def kind(self):
        return self.page.locator("#meet").get_attribute("data-kind")

    def on(self, kind):
        """To the next item, which is of this kind."""
        self.page.locator("[data-step=on], .alone__done").first.click()
        return self.at(kind)

    def at(self, kind):
        expect(self.page.locator(f"#meet[data-kind={kind}][data-look=item]")).to_be_attached()
        return self.look(f"meeting: {kind}")

    def write(self, words, who, key):
        """A line, who says it, and what it is, with the keyboard."""
        self.page.get_by_label("Wat wordt er gezegd?").fill(words)
        self.page.locator("#note-who").select_option(label=who)
        self.page.get_by_label("Wat wordt er gezegd?").focus()
        self.page.keyboard.press(f"Alt+{key}")
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#note-text")).to_have_value("")
        return self


@pytest.fixture
def sit(demo, browser, signed_in):
    """sit(width) is a new browser window in which Sanne is signed in."""
    opened = []

    def open_window(width, javascript=True):
        context = browser.new_context(
            base_url=demo, viewport={"width": width, "height": HEIGHT[width]}, locale="nl-NL", reduced_motion="reduce",
            storage_state=signed_in("sanne"), has_touch=width < 1000, java_script_enabled=javascript,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        opened.append(context)
        return Room(context.new_page(), width, javascript)

    yield open_window
    for context in opened:
        context.close()


def planned(room):
    """A meeting on the demo's day; the address of its screen."""
    room.page.goto("/casus/")
    with room.page.expect_navigation():
        room.page.get_by_role("main").get_by_role("link", name="Gezin Jansma-de Wit").first.click()
    home = room.page.url
    room.page.goto(f"{home}meetings/new")
    room.fill({"Wat voor bijeenkomst is het?": ("evaluatie",), "Op welke dag?": DAY})
    with room.page.expect_navigation():
        room.page.get_by_role("button", name="Opslaan", exact=True).first.click()
    with room.page.expect_navigation():
        room.page.get_by_role("link", name="Op het scherm houden").click()
    return room.page.url


def begun(room):
    address = planned(room)
    room.look("meeting: before the beginning")
    room.page.get_by_role("button", name="Bijeenkomst beginnen").click()
    room.at("welcome")
    return address


def by_key(room, name):
    """One key for one name."""
    key = room.page.get_by_role("button", name=re.compile(f"^{name} ")).locator("kbd").inner_text()
    room.page.locator("main").focus()
    room.page.keyboard.press(key.lower())
    expect(room.page.get_by_role("button", name=re.compile(f"^{name} is er"))).to_have_attribute("aria-pressed", "true")


def test_a_meeting_from_agenda_to_minutes_with_the_browser_closed_in_the_middle(sit):
    room = sit(1366)
    address = begun(room)
    for name in THERE:
        by_key(room, name)
    room.on("why").write("Ik ben geen alcoholist.", "Kim", 2)
    room.on("well").write("Fatiha en Truus bellen elkaar elke zondag.", "Truus", 3)
    decided = room.page.get_by_role("region", name="Besloten vandaag")
    expect(decided).to_contain_text("Fatiha en Truus bellen elkaar elke zondag.")
    room.page.locator("#win").fill("Noa las de hele klas voor.")
    room.page.locator("#win-who").select_option(label="Truus")
    room.page.get_by_role("button", name="Erbij zetten").click()
    expect(room.page.get_by_role("main")).to_contain_text("Noa las de hele klas voor.")
    room.on("child_voice")
    expect(room.page.get_by_role("main").get_by_role("figure").first).to_be_visible()
    room.on("scale")
    for name in ("Kim", "Bas"):
        gives(room, name)
    expect(room.page.get_by_text("Nu Truus:")).to_be_visible()
    typed = "Bas belt nu elke dag, en"
    room.page.get_by_label("Waarom dit cijfer?").fill(typed)
    expect(room.page.locator("[data-kept]")).to_contain_text(re.compile(r"bewaard \d\d\.\d\d"))
    room.page.context.close()  # the lid goes down

    room = sit(1366)
    room.page.goto(address)
    room.at("scale")
    expect(room.page.get_by_text("Nu Truus:")).to_be_visible()
    expect(room.page.get_by_label("Waarom dit cijfer?")).to_have_value(typed)
    assert "Kim geeft" not in room.words, "nobody’s number is shown before everybody gave one"
    for name in ("Truus", "Fatiha", "Sanne"):
        gives(room, name)
    room.page.get_by_role("button", name="Toon de cijfers").click()
    ladder = room.page.get_by_role("img", name=re.compile("De cijfers"))
    expect(ladder).to_have_accessible_name(re.compile("Fatiha 10.*Kim 8.*Bas, Truus en Sanne 7"))
    room.look("meeting: ladder")
    finish(room, "Fatiha en Truus bellen elkaar elke zondag.", "Noa las de hele klas voor.", "Ik ben geen alcoholist.")


def gives(room, name):
    """One person's number by key, with why."""
    expect(room.page.get_by_text(f"Nu {name}:")).to_be_visible()
    room.page.locator(".ten input").first.focus()
    room.page.keyboard.type(NUMBERS[name])
    if not room.page.get_by_label("Waarom dit cijfer?").input_value():
        room.page.get_by_label("Waarom dit cijfer?").fill(f"Dat zegt {name}.")
    room.page.get_by_label("Waarom dit cijfer?").press("Enter")
    expect(room.page.get_by_text(f"Nu {name}:")).to_have_count(0)


def finish(room, *typed):
    """From the numbers to the minutes, in which what was typed stands."""
    room.on("bottom_lines").on("family_time")
    expect(room.page.get_by_role("navigation")).to_have_count(0)
    assert "Fatiha en Truus" not in room.page.locator("body").inner_text(), "the screen is empty"
    room.on("agreements")
    room.page.get_by_role("link", name="Nieuwe afspraak").first.click()
    expect(room.page.locator("#meet[data-look=agreement]")).to_be_attached()
    room.look("meeting: agreement")
    what = f"Bas belt Kim elke maandag ({room.width})."
    room.fill({
        "Wie doet het?": ["Bas"], "Wat doet deze persoon?": what, "Wanneer?": "elke maandag om 19.00 uur",
        "Wie let op of het gebeurt?": ("Fatiha",), "Wat als het niet lukt?": "Dan belt Bas Truus.",
    })  # fmt: skip
    room.page.get_by_role("button", name="Zo spreken we het af").click()
    room.at("agreements")
    expect(room.page.get_by_role("region", name="Besloten vandaag")).to_contain_text(what)
    room.on("bad_day").on("watch").on("read_back")
    room.page.get_by_role("button", name="Leg vast hoe het nu is").click()
    expect(room.page.get_by_text(re.compile(r"Afspraak 1 van \d+"))).to_be_visible()
    while room.page.get_by_role("heading", name=what).count() == 0:
        seen = room.page.locator(".readback").first.inner_text()
        room.page.get_by_role("button", name="Volgende afspraak").click()
        expect(room.page.locator("h2.readback")).not_to_have_text(seen)
    confirm(room, "Bas", "Ja", None)
    room.look("meeting: reading back")
    confirm(room, "Fatiha", "Ja, maar…", "Liever op dinsdag.")
    expect(room.page.get_by_role("list", name="Wie het bevestigde")).to_contain_text("Liever op dinsdag.")
    room.page.locator("[data-step=on]").click()
    room.at("next_date")
    room.page.get_by_label("Op welke dag?").fill("2026-07-30")
    expect(room.page.locator("[data-kept]")).to_contain_text("bewaard")
    room.on("closing")
    room.page.get_by_label("Kim", exact=True).fill("Dat ik er niet alleen voor sta.")
    expect(room.page.locator("[data-kept]")).to_contain_text("bewaard")
    room.page.get_by_role("button", name="Klaar: bijeenkomst afsluiten").click()
    expect(room.page.get_by_role("heading", level=1)).to_have_text("De bijeenkomst is afgelopen")
    room.look("meeting: over")
    room.page.get_by_role("link", name="Het verslag").click()
    minutes = room.page.get_by_role("main")
    for words in (*typed, what, "Dat ik er niet alleen voor sta."):
        expect(minutes).to_contain_text(words)


def confirm(room, name, answer, words):
    """What somebody at the table says of the agreement that is read back."""
    asked = room.page.get_by_role("group").filter(has_text=f"{name} zegt…")
    room.page.get_by_text(f"{name} zegt…").click()
    if words:
        asked.get_by_role("textbox").fill(words)
    asked.get_by_role("button", name=answer, exact=True).click()
    expect(room.page.get_by_role("list", name="Wie het bevestigde")).not_to_contain_text(f"{name} nog niet")


def test_on_a_tablet_everything_is_touched(sit):
    room = sit(820)
    begun(room)
    for name in THERE:
        room.page.get_by_role("button", name=re.compile(f"^{name} ")).tap()
        expect(room.page.get_by_role("button", name=re.compile(f"^{name} is er"))).to_be_visible()
    for kind in ("why", "well", "child_voice", "scale"):
        room.on(kind)
    for name in THERE:
        expect(room.page.get_by_text(f"Nu {name}:")).to_be_visible()
        room.page.locator(".ten label").nth(int(NUMBERS[name])).tap()
        room.page.get_by_role("button", name=re.compile("^(Volgende:|Cijfer bewaren)")).tap()
        expect(room.page.get_by_text(f"Nu {name}:")).to_have_count(0)
    room.page.get_by_role("button", name="Toon de cijfers").tap()
    expect(room.page.get_by_role("img", name=re.compile("De cijfers"))).to_be_visible()
    room.look("meeting: ladder")
    finish(room)


def test_a_connection_that_drops_loses_nothing(sit):
    room = sit(1366)
    begun(room)
    with no_connection(room.page):
        room.page.get_by_label("Wat wordt er gezegd?").fill("Dit zegt Kim terwijl het netwerk weg is.")
        expect(room.page.locator("[data-kept]")).to_have_text("niet bewaard, ik probeer het opnieuw")
        room.page.locator("#note-who").select_option(label="Kim")
        room.page.get_by_label("Wat wordt er gezegd?").press("Enter")
        expect(room.page.locator("#note-text")).to_have_value("Dit zegt Kim terwijl het netwerk weg is.")

    expect(room.page.get_by_role("list", name="Opgeschreven bij dit punt")).to_contain_text(
        "Dit zegt Kim terwijl het netwerk weg is."
    )
    expect(room.page.locator(".said li")).to_have_count(1)
    expect(room.page.locator("#note-text")).to_have_value("")


def test_nothing_is_kept_in_the_browser_and_the_policy_stops_nothing(sit):
    room, said = sit(1366), []
    room.page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    begun(room)
    room.write("Kim is er.", "Kim", 1).on("why")

    kept = room.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "Kim" not in kept
    assert said == []


def test_without_script_the_screen_works_as_forms(sit):
    room = sit(1366, javascript=False)
    planned(room)
    room.page.get_by_role("button", name="Bijeenkomst beginnen").click()
    room.page.get_by_role("button", name=re.compile("^Kim ")).click()
    room.page.get_by_label("Wat wordt er gezegd?").fill("Bas vraagt dagdienst aan.")
    room.page.get_by_role("radio", name=re.compile("Besluit")).check()
    room.page.get_by_role("button", name="Opschrijven").click()
    expect(room.page.get_by_role("region", name="Besloten vandaag")).to_contain_text("Bas vraagt dagdienst aan.")
    room.page.get_by_role("button", name=re.compile("^Verder")).click()

    expect(room.page.get_by_role("heading", name="Waarom zijn we hier?")).to_be_visible()


@pytest.mark.parametrize("theme", ["larger", "contrast"])
def test_large_letters_and_strong_contrast_stay_fit_for_everybody(sit, theme):
    room = sit(1366)
    begun(room)
    room.page.get_by_role("button", name={"larger": "Groter", "contrast": "Contrast"}[theme]).click()
    if theme == "contrast":
        expect(room.page.locator("html")).to_have_attribute("data-theme", "contrast")
    else:
        expect(room.page.locator(".meet--large")).to_be_attached()
    room.look(f"meeting: {theme}")
