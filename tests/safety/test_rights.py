"""Who is refused learns nothing, changes nothing and stands in the log; an id of another family is an id of nobody.

Security.md C.3 and threats 9 to 11. The usual run takes a part of the routes for each person, always the same;
`WORKBENCH_RIGHTS=all` takes them all.
"""

import itertools
import os
import random
from typing import Any

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.safety import attack, census
from tests.safety.attack import ABSENT, both_families, plain, token_of
from tests.safety.eleven import people
from tests.safety.figures import figure
from tests.safety.test_hostile_input import all_forms
from workbench.access import POLICY, Permission, allows, leads_a_team
from workbench.accounts.models import Role, User, UserSession
from workbench.agreements.models import Agreement
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.extensions import db

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

EVERYTHING = os.environ.get("WORKBENCH_RIGHTS") == "all"
EVERY = 1 if EVERYTHING else 6  # of each person one in so many routes
SOME_IDS = None if EVERYTHING else 90
SOME_CHOICES = None if EVERYTHING else 40
OF_THE_OTHERS = [word for word in census.ALL if word != "pannenkoek"]  # a word of an example in a form, for everybody


@pytest.fixture
def families(app):
    return both_families(app)


def ought(user: User | None, casus: Casus, permission: Permission) -> int | None:
    """How somebody is refused here; None where nothing is said about that."""
    if user is None:
        return 302
    if allows(user, permission, casus):
        return None
    return 403 if allows(user, Permission.SEE_CASUS, casus) else 404


class Walk:
    """Somebody asks for all that he or she may not have."""

    def __init__(self, demo: census.Demo, who: str, browser: Any, user: User | None) -> None:
        self.demo, self.who, self.browser, self.user = demo, who, browser, user
        self.faults: list[str] = []
        self.codes: list[int] = []
        self.refused, self.nowhere = 0, {}
        self.token = token_of(browser, "/sign-in" if who == "AN" else "/o/overzicht" if who[0] == "P" else "/help")
        with demo.app.app_context():
            casus, views = db.session.get_one(Casus, demo.casus_id), demo.app.view_functions
            asked = attack.rules(demo.app, "<ref:ref>")
            self.asked = [(rule, way, ought(user, casus, views[rule.endpoint].access)) for rule, way in asked]

    def walk(self, every: int, offset: int) -> None:
        ids = self.demo.ids()
        for rule, method, code in itertools.islice(self.asked, offset % every, None, every):
            if code is not None:
                self.refused += 1
                self.codes.append(code)
                self.ask(rule, method, ids, code)

    def ask(self, rule: Any, method: str, ids: dict[str, list[int]], code: int) -> None:
        where = next(census.filled(rule, self.demo.ref, ids))
        page = self.send(method, where)
        said = f"{self.who} {method} {rule.rule}"
        if page.status != code and not (code == 302 and page.status == 303):
            self.faults.append(f"{said}: {page.status}, not {code}")
        self.faults += [f"{said}: {seen.what}" for seen in census.look(self.who, page, where)]
        if code == 404:
            page_of_nobody = self.nowhere.setdefault(method, self.send(method, where.replace(self.demo.ref, "zzzzzzzz")))
            if plain(page)[:2] != plain(page_of_nobody)[:2]:
                self.faults.append(f"{said}: not the page of a casus that does not exist")

    def send(self, method: str, where: str) -> Any:
        data = {"csrf_token": self.token} if method == "POST" else None
        return self.browser.request(method, where, data=data, follow=False)


def denied(app: Any, casus_id: int) -> int:
    with app.app_context():
        asked = select(func.count()).where(AuditEntry.chain == casus_id, AuditEntry.outcome == "denied")
        return db.session.scalar(asked) or 0


def test_eleven_people_ask_for_all_they_may_not_have(families, browse, app):
    """Status as the table says, the page of nobody's casus, no planted word, nothing written but the refusal."""
    _own, demo = families
    everybody = people(demo, browse)
    walks = [Walk(demo, who, browser, user) for who, (browser, user) in everybody.items()]
    for offset, walk in enumerate(walks):
        before = denied(app, demo.casus_id)
        with attack.what_was_written() as written:
            walk.walk(EVERY, offset)
        if walk.user is not None:
            added = denied(app, demo.casus_id) - before
            walk.faults += [] if added == walk.refused else [f"{walk.who}: {walk.refused} refused, {added} in the log"]
        walk.faults += [f"{walk.who} wrote to {table}" for table in written - attack.TRACES]

    assert [fault for walk in walks for fault in walk.faults] == []
    asked = sum(walk.refused for walk in walks)
    assert asked > 200
    assert {walk.who for walk in walks if walk.refused} >= set(everybody) - {"W"}, "each of them was refused something"
    alike = sum(code == 404 for walk in walks for code in walk.codes)
    figure("C.3 person × permission", goal="0 faults", reached=f"0 of {asked} refusals, {alike} × nobody's page",
           control="all found without the table")  # fmt: skip


def test_with_the_table_taken_away_the_walk_says_so(families, browse, monkeypatch):
    _own, demo = families
    user = factories.supervisor(team_id=demo.staff["rachida"].team_id)
    walk = Walk(demo, "Sx", browse(user), user)
    monkeypatch.setitem(POLICY, Permission.SEE_CASUS, [[leads_a_team]])  # of whatever team
    walk.walk(40, 0)

    assert any("not 404" in fault for fault in walk.faults)


def test_who_no_longer_works_on_a_casus_is_refused_at_the_next_request(families, browse, app):
    """With the session open, a form on the screen, and whatever is asked for next (V8.3.2)."""
    _own, demo = families
    browser = browse(demo.staff["mehmet"])
    form = browser.open(f"/casus/{demo.ref}/signals/new")
    with app.app_context():
        gone = {"worker_id": factories.worker(team_id=2).id, "deputy_id": None}
        db.session.execute(Casus.__table__.update().where(Casus.id == demo.casus_id).values(**gone))
        db.session.commit()
    with attack.what_was_written() as written:
        saved = browser.send(form, {"content": "Kim belt.", "received_on": "2026-06-01"})
        looked = [browser.open(one, follow=False).status for one in (f"/casus/{demo.ref}/", f"/casus/{demo.ref}/map/")]

    assert (saved.status, looked) == (404, [404, 404])
    assert written <= attack.TRACES
    assert demo.ref not in browser.open("/casus/").text_source
    figure("C.3 off the casus, session open", goal="refused at the next request", reached="3 of 3 refused, nothing kept",
           control="the form was on the screen")  # fmt: skip


# --- ids


def swaps(own: census.Demo, other: census.Demo) -> list[tuple[str, str, str, int]]:
    """(way, address with an id of the other family in one place, the same with nobody's id, the id)."""
    mine, theirs = own.ids(), other.ids()
    found = []
    for rule, method in attack.rules(own.app, "<ref:ref>"):
        for name in sorted(rule.arguments - {"ref"}):
            stem = name.removesuffix("_id")
            near = {table for table in mine if stem in table.split("_")}
            of_both = {one for table in near for one in mine[table]}  # the number of a row of the own family in a table beside it
            strange = sorted({one for table in near for one in theirs[table]} - of_both)
            if not name.endswith("_id") or not strange:
                continue
            for strange_id in strange[:4] if EVERYTHING else [strange[-1]]:
                address = next(census.filled(rule, own.ref, mine | {table: [strange_id] for table in near}), None)
                nobody = next(census.filled(rule, own.ref, mine | {table: [ABSENT] for table in near}), None)
                if address and nobody:
                    found.append((method, address, nobody, strange_id))
    return found


def test_an_id_of_another_family_in_an_address_is_an_id_of_nobody(families, browse):
    own, other = families
    browser = browse(own.staff["sanne"])
    token, faults = token_of(browser), []
    tried = swaps(own, other)
    some = random.Random(7).sample(tried, min(SOME_IDS or len(tried), len(tried)))  # noqa: S311
    with attack.what_was_written() as written:
        for method, address, nobody, number in some:
            data = {"csrf_token": token} if method == "POST" else None
            theirs, none = (browser.request(method, one, data=data, follow=False) for one in (address, nobody))
            if none.status in (302, 303):
                browser.open("/help")  # what is told once is read here, and not on the next page
            if plain(theirs, number, ABSENT) != plain(none, number, ABSENT):
                faults.append(f"{method} {address}: {theirs.status}, nobody's {none.status}")
            faults += [f"{address}: {seen.what}" for seen in census.look("sanne", theirs, address, OF_THE_OTHERS)]

    assert faults == []
    assert written <= attack.TRACES
    assert len(tried) > 150
    figure("threat 10: ids in addresses", goal="equal to nobody's id", reached=f"{len(some)} of {len(some)} equal")


def choices(form: Any, browser: Any) -> list[str]:
    """The fields of a form in which a browser lets one choose, or that it sends along unseen."""
    page = browser.open(form.page, follow=False)
    found = set()
    for one in page.tree.iter("form"):
        if (one.get("action") or page.address) == form.action:
            found |= {two.get("name") for two in one.iter("select")}
            kinds = ("radio", "checkbox", "hidden")
            found |= {two.get("name") for two in one.iter("input") if two.get("type") in kinds}
    return sorted(name for name in found - {None, "csrf_token", "version", "count"} if not name.startswith("_"))


class Chooser:
    """Sends a form with a choice nobody offered: an id of the other family, and an id of nobody."""

    def __init__(self, own: census.Demo, other: census.Demo, browser: Any, image: Any) -> None:
        self.own, self.browser, self.image = own, browser, image
        offered = {one for ids in own.ids().values() for one in ids}
        theirs = {table: [one for one in ids if one > 20 or one not in offered] for table, ids in other.ids().items()}
        wanted = ("person", "agreement", "safety_goal", "meeting", "danger_statement", "map_item", "bottom_line")
        self.strange = sorted({theirs[table][-1] for table in wanted if theirs.get(table)})
        self.start = image.connection.serialize() if image else None
        self.tried, self.faults = 0, []

    def one(self, form: Any, name: str, number: int) -> None:
        self.tried += 1
        theirs, none = (plain(self.send(form, name, one), number, ABSENT) for one in (number, ABSENT))
        if theirs != none:
            self.faults.append(f"{form.action} {name}={number}: {theirs[0]} {theirs[2]}, nobody's {none[0]} {none[2]}")

    def send(self, form: Any, name: str, number: int) -> Any:
        pairs = [pair for pair in form.fields if pair[0] != name] + [(name, str(number))]
        page = attack.sent(self.browser, form, pairs)
        if page.status in (302, 303):
            self.browser.open("/help")  # what is told once is read here, and not on the next page
        for seen in census.look("sanne", page, form.action, OF_THE_OTHERS):
            self.faults.append(f"{form.action} {name}={number}: {seen.what}")
        if self.start is not None:
            self.image.connection.deserialize(self.start)
        return page


def chosen(chooser: Chooser) -> list[tuple[Any, str, int]]:
    forms = all_forms(chooser.browser, census.addresses(chooser.own, most=1)[:: 1 if EVERYTHING else 5])
    return [
        (form, name, number)
        for _endpoint, form in sorted(forms.items())
        if form.action.startswith(f"/casus/{chooser.own.ref}/")
        for name in choices(form, chooser.browser)
        for number in chooser.strange
    ]


@pytest.mark.only_on("sqlite")  # where the database is put back after each form
def test_an_id_of_another_family_in_a_form_is_an_id_of_nobody(families, browse, image):
    chooser = Chooser(*families, browse(families[0].staff["sanne"]), image)
    tried = chosen(chooser)
    for form, name, number in random.Random(11).sample(tried, min(SOME_CHOICES or len(tried), len(tried))):  # noqa: S311
        chooser.one(form, name, number)

    assert chooser.faults == []
    assert len(tried) > 60
    figure("threat 10: ids in forms", goal="equal to nobody's id", reached=f"{chooser.tried} of {chooser.tried} equal")


def test_a_look_up_outside_the_casus_is_noticed(families, browse, monkeypatch):
    """The control: with the casus left out of one look-up another family's agreement is found."""
    own, other = families
    browser = browse(own.staff["sanne"])
    strange = other.ids()["agreement"][-1]
    where = f"/casus/{own.ref}/agreements/%d/end"
    equal = [plain(browser.open(where % one, follow=False), strange, ABSENT) for one in (strange, ABSENT)]
    monkeypatch.setattr("workbench.agreements.queries.agreement_of", lambda _casus, one: db.get_or_404(Agreement, one))
    open_now = [browser.open(where % one, follow=False).status for one in (strange, ABSENT)]

    assert equal[0] == equal[1]
    assert open_now[0] != open_now[1]


OWN = {"session_id": "user_session", "reflection_id": "reflection", "action_id": "learning_action",
       "learning_id": "learning_meeting"}  # fmt: skip


def test_what_is_of_one_colleague_is_of_nobody_for_another(families, browse, app):
    """Sessions, reflections and what a team does together: for who just came they do not exist."""
    stranger = factories.user(Role.WORKER, "Ilse Nieuw", 2)
    browser = browse(stranger)
    browse(families[0].staff["sanne"])
    token, faults, tried = token_of(browser), [], 0
    with app.app_context():
        near = {name: list(db.session.scalars(select(db.metadata.tables[table].c.id))) for name, table in OWN.items()}
        own = set(db.session.scalars(select(UserSession.id).filter_by(user_id=stranger.id)))
    near["session_id"] = [one for one in near["session_id"] if one not in own]
    for rule, method in attack.rules(app):
        [name] = list(rule.arguments) if len(rule.arguments) == 1 else [""]
        for number in near.get(name, [])[:2]:
            tried += 1
            data = {"csrf_token": token} if method == "POST" else None
            pages = [browser.request(method, rule.rule.replace(f"<id:{name}>", str(one)), data=data, follow=False)
                     for one in (number, ABSENT)]  # fmt: skip
            browser.open("/help")  # a message about it is read here
            if plain(pages[0], number, ABSENT) != plain(pages[1], number, ABSENT):
                faults.append(f"{method} {rule.rule} {number}: {pages[0].status}, nobody's {pages[1].status}")

    assert faults == []
    assert tried >= 2
