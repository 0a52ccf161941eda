"""Every page costs the same number of statements whatever the size of the family (design.md 7).

The family is the demo's; ten times as large it has each of its records ten times, whatever tables there are. Pages are
found from the map of routes. A page that needs more than its list stands in a table with the reason.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.pages import Browser
from tests.safety import census
from tests.safety.census import Demo
from workbench.accounts import sessions
from workbench.agreements.models import Agreement
from workbench.extensions import db
from workbench.reviews import rules as link_rules
from workbench.standards.operations import recompute

STEP = 1_000_000  # above every id: on PostgreSQL the counters go on from test to test
ONCE = {  # of these there is one, or a fixed number, in a family of any size
    "audit_entry", "audit_checkpoint", "daily_seal", "casus", "sub_group", "coverage", "trajectory_step", "plan",
    "aftercare_plan", "draft", "rights_answer", "invitation", "participant_session",
}  # fmt: skip


def tenfold(app: Flask) -> None:
    """Make every record of every family ten times, each copy pointing at the copies of its own round."""
    with app.app_context():
        tables = [table for table in db.metadata.sorted_tables if _grows(table)]
        grown = {table.name for table in tables}
        for turn in range(1, 10):
            for table in tables:
                db.session.execute(_copy(table, grown, turn * STEP))
        db.session.commit()


def _grows(table: sa.Table) -> bool:
    owners = {key.column.table for column in table.columns for key in column.foreign_keys}
    part = any("casus_id" in one.c and one.name not in ONCE for one in owners)
    return table.name not in ONCE and ("casus_id" in table.c or part)


def _copy(table: sa.Table, grown: set[str], by: int) -> sa.Insert:
    """INSERT … SELECT of the first round's rows: keys moved by so many, and what must be unique made so."""
    moved = {column.name for column in table.columns if _moves(column, grown)}
    unique = [{column.name} for column in table.columns if column.unique]
    unique += [{column.name for column in one.columns} for one in table.constraints if isinstance(one, sa.UniqueConstraint)]
    apart = {sorted(names - {"casus_id"})[0] for names in unique if not names & moved}
    shown = []
    for column in table.columns:
        raw = sa.literal_column(f'"{table.name}"."{column.name}"')
        if column.name in moved or (column.name in apart and isinstance(column.type, sa.Integer)):
            shown.append(raw + by)
        else:
            shown.append(raw.op("||")(_tail(column, by)) if column.name in apart else raw)
    of_first = [sa.column(c.name) < STEP for c in table.columns if c.name in moved and not c.nullable]
    chosen = sa.select(*shown).select_from(sa.table(table.name)).where(*of_first)
    names = [column.name for column in table.columns]
    return sa.insert(sa.table(table.name, *map(sa.column, names))).from_select(names, chosen)


def _tail(column: sa.Column, by: int) -> Any:
    """What makes a copied value its own; PostgreSQL does not put text behind bytes."""
    binary = isinstance(column.type, sa.LargeBinary) and db.engine.dialect.name != "sqlite"
    return sa.literal(str(by).encode(), sa.LargeBinary()) if binary else str(by)


def _moves(column: sa.Column, grown: set[str]) -> bool:
    if (column.table.name, column.name) == ("agreement", "based_on_success_id"):
        return False  # agreements and successes point at each other
    owner = next((key.column.table.name for key in column.foreign_keys), None)
    return owner in grown or column.name == "record_id" or (column.primary_key and column.name == "id")


GUARD = 3  # who am I, may I see this casus, the read log
LIST = GUARD + 2
# Pages in which more comes together than a list, or a form that offers people, goals and drafts: at most so many in all.
MORE = {
    "closing_paper.index": 9,  # the people, all that ends in one, how long it is kept, and what may not leave
    # the family also says until when it is kept: one statement and the terms of the house
    "overview.casus": 12, "standards.index": 14, "plans.index": 17, "standards.judge": 10, "casus.family": 10, "casus.person": 9,
    "casus.add_person": 7, "agreements.end": 7,
    # requests, statements, holds, what was asked of its end, people, colleagues, until when it is kept, the terms of the house
    "file_rights.index": 11,
    # an agreement: itself, people, bottom lines, what can be chosen, its story, the answers, the house's word for a bottom line
    "agreements.one": 10, "agreements.edit": 8, "agreements.new": 6,
    "goals.one": 11,  # with who carries it
    "supervision.new_talk": 11,  # what people look at together: the standards as on their page, and the open questions
    # a worry, a goal and a bottom line also show how each read before, with what was corrected
    "goals.danger": 10, "goals.bottom_line": 8, "goals.edit_bottom_line": 7, "goals.correct_rating": 8,
    "goals.rate_together": 8, "goals.rate_child": 7, "goals.new_goal": 7, "goals.edit_danger": 9,
    "goals.edit_goal": 7, "goals.new": 6, "goals.new_bottom_line": 7, "goals.opinion": 9, "goals.rate": 7, "mapping.edit": 10,
    "mapping.new": 7, "mapping.withdraw": 8, "mapping.put_back": 8, "meetings.record": 8, "meetings.ratings": 9,
    # a meeting is three (itself, agenda, who is asked); its page shows all of it: people, goals, numbers, entries, corrections,
    # what comes back because it was not kept, and what people said afterwards
    "meetings.one": 14, "meetings.edit": 8, "meetings.new": 7, "meetings.agenda": 6, "meetings.people": 9,
    "meetings.invitations": 8, "meetings.reveal": 6,
    # what can be chosen beside each entry: people, agenda, goals, agreements
    "meetings.minutes": 11, "meetings.entry": 11, "meetings.correct": 10,
    "meetings.send": 18,  # the copies of all readers are made at once, to see whether each may go
    # rooms where something may ask the worker for a moment of reflection: one more; signals also have their reporting codes
    "mapping.index": LIST + 1, "signals.index": LIST + 3, "meetings.index": LIST + 1,
    "meetings.write_down": 9,  # the meeting, the person, what is there already, a draft
    # following, and everything with a day in a casus, are one statement each (InOne), however many subjects that are
    "timeline.index": GUARD + 1, "monitoring.diary": GUARD + 1, "monitoring.index": GUARD + 2,
    # a check has its agreement and who saw it beside it, and offers a draft
    "monitoring.check": 6, "monitoring.after": 7, "monitoring.discussed": 7,
    # who did it, for which child and who heard it are a list each; the page also looks for runs of kept agreements
    "successes.index": 10, "successes.edit": 9, "successes.new": 6,
    # aftercare is a plan and three lists, with people and the terms of the house; closing asks for the history, for what is
    # missing and for how long it is kept, in one statement each, and for the colleagues of the team
    "aftercare.index": 9, "aftercare.contact": 6, "aftercare.need": 7, "closing.index": 8, "closing.close": 8,
    "reviews.index": 9, "reviews.paper": 8,
    # the newest version, people, answers, agreements; an agreement, people, its answers
    "reviews.reply": 7, "reviews.answers": 7, "reviews.history": 6,
    # the person, the newest version, what it shows of whom, and the terms of the house
    "reviews.give": 7, "reviews.paper_form": 7, "documents.index": 6, "plans.edit": 8,
    "standards.add_evidence": 6, "voices.correct": 6, "voices.add_words": 6, "meeting_mode.screen": 8, "meeting_mode.cards": 8,
    # the version, secrets, answers, approvals and their names, the other versions; while it is not set also what is around it and
    # the terms of the house. To compare: all versions in a line, and two of them
    "plans.version": 11, "plans.approval": 9, "plans.compare": 7,
    # who, the steps, what is around them (groups, goals, tasks) and the term of the house; the form offers people and a draft
    "network.index": 7, "network.place": 6,
    # what a child said and what is around it, the answers as records, what they can be found in, a draft; a thought has lists
    "rights.answer_child": 8, "rights.answer_family": 8, "rights.consider": 6, "rights.change_thought": 10,
    # the plan on its page: what is missing, every version, what is said and not said yet, who stands in, what asks for a look
    # a temporary plan: people, who of them has a secret address, three kinds of rows, and the version that holds
    # the chain is eight small lists: partners, consents, who gave them and about whom, what was told, who kept sight, handovers
    "partners.index": 14, "partners.new": 15, "partners.edit": 16, "partners.tell": 13, "partners.sight": 14,
    "partners.consent": 8,
    "plans.freeze": 6, "plans.temporary": 12, "plans.temporary_ready": 12, "plans.child_safety": 6,
    # the card of the learning meeting stands on it, what asks for a second person, and months of the log
    "overview.today": 8,
    # people, homes, contact data, meetings, requests for the whole family and words that are secret
    "second_look.ask_unprotect": 9,
    # a learning meeting: itself and who leads it, its agenda, how many took part, what people took away, open actions
    "learning.one": 8, "learning.minutes": 6,
}  # fmt: skip
# Forms with texts the coach reads: two more, what it knows of the family and, for a text of three sentences, the settings.
READ_ALONG = (
    "agreements.edit", "aftercare.plan", "plans.edit", "successes.edit", "mapping.edit", "goals.edit_danger", "goals.edit_goal",
    "goals.edit_bottom_line", "meetings.edit", "voices.edit_panel",
)  # fmt: skip
MORE |= {where: MORE.get(where, LIST) + 2 for where in READ_ALONG}
# Pages on which it stands beside each record what it counts for (standards/on_record.py) and what was asked of it in supervision:
# two more, each for the whole family at once.
COUNTED = (
    "signals.index", "partners.index", "voices.index", "voices.child", "mapping.index", "mapping.new", "mapping.edit",
    "mapping.one", "mapping.withdraw", "mapping.put_back", "goals.index", "goals.one", "goals.danger", "goals.bottom_line",
    "meetings.one", "agreements.one", "network.member", "reviews.history", "monitoring.index", "successes.index",
    "aftercare.index", "casus.family",
)  # fmt: skip
MORE |= {where: MORE.get(where, LIST) + 2 for where in COUNTED}


@pytest.fixture
def demo(app: Flask) -> Demo:
    return census.load(app, family=0)


@pytest.fixture(params=[1, 10])
def family(request: pytest.FixtureRequest, demo: Demo) -> Demo:
    """The family as it is, and ten times as large."""
    if request.param == 10:
        tenfold(demo.app)
        with demo.app.app_context():
            recompute()  # what was copied went round the listener
    return demo


def costs(demo: Demo, browser: Browser, statements: list[str]) -> Iterator[tuple[str, int]]:
    """(endpoint, statements) of every page that opens."""
    adapter = demo.app.url_map.bind("localhost")
    for address in census.addresses(demo, most=1):
        statements.clear()
        if address.startswith(("/casus/", "/team", "/reflections", "/search")) or address == "/":
            page = browser.open(address, follow=False)
            if page.status == 200:
                yield adapter.match(address)[0], len(statements)


def agreements_listed(demo: Demo, browser: Browser) -> int:
    links = browser.open("agreements.index", ref=demo.ref).tree.xpath("//a[contains(@href, '/agreements/')]/@href")
    return len({link.split("?")[0] for link in links})


@pytest.fixture(autouse=True)
def seen_once(monkeypatch):
    """That somebody is here is written down once a minute: on a slow machine that would fall on some page of a walk."""
    monkeypatch.setattr(sessions, "SEEN_EVERY", timedelta(days=1))
    monkeypatch.setattr(link_rules, "SEEN_EVERY", timedelta(days=1))


@pytest.mark.parametrize("name", ["sanne", "henk"])
def test_no_page_grows_with_the_family(demo, browse, statements, name):
    browser = browse(demo.staff[name])
    before = dict(costs(demo, browser, statements))
    listed = agreements_listed(demo, browser)
    tenfold(demo.app)
    after = dict(costs(demo, browser, statements))

    assert agreements_listed(demo, browser) > 5 * listed > 0
    assert len(before) > 20
    assert {where: (before.get(where), now) for where, now in after.items() if now != before.get(where)} == {}
    assert {where: now for where, now in after.items() if now > MORE.get(where, LIST)} == {}


def test_a_page_that_grows_is_noticed(demo, browse, statements, monkeypatch):
    """What the table above guards against: one statement for each line of a list."""
    from workbench.agreements import views

    draw = views.render_template

    def looks_again(*args, **values):
        for _one in db.session.scalars(sa.select(Agreement.id).where(Agreement.casus_id == demo.casus_id)).all():
            db.session.execute(sa.select(1))
        return draw(*args, **values)

    monkeypatch.setattr(views, "render_template", looks_again)
    browser, where = browse(demo.staff["sanne"]), f"/casus/{demo.ref}/agreements/"
    statements.clear()
    browser.open(where)
    before = len(statements)
    tenfold(demo.app)
    statements.clear()
    browser.open(where)

    assert len(statements) > before + 50


def test_the_team_in_two_after_who_am_i(family, browse, statements):
    henk = browse(family.staff["henk"])
    statements.clear()
    henk.open("/team/")

    assert len(statements) <= 2


def test_a_search_in_two_between_who_am_i_and_the_log(family, browse, statements):
    sanne = browse(family.staff["sanne"])
    statements.clear()
    page = sanne.open("/search?q=jansma")

    assert "Jansma" in page.words
    assert len(statements) - 1 - 2 <= 2  # without who am I, and the two of the log


def test_saving_a_text_in_three(family, browse, statements):
    """The agreement, what the standards look at, and the log; before that: who may, and what the form offers."""
    sanne = browse(family.staff["sanne"])
    page = sanne.open(f"/casus/{family.ref}/agreements/{family.ids()['agreement'][0]}/edit")
    statements.clear()
    saved = sanne.send(page, {"what_if": "Dan belt Kim Truus."}, follow=False)

    assert saved.status == 303
    first = next(nr for nr, one in enumerate(statements) if one.startswith("UPDATE agreement"))
    assert [one.split()[0] for one in statements[first:]] == ["UPDATE", "SELECT", "INSERT"]
    assert first <= 7  # one of them: what the coach knows of the family, to say after the save what it sees


def test_a_document_in_twelve(family, browse, statements):
    sanne = browse(family.staff["sanne"])
    page = sanne.open(f"/casus/{family.ref}/documents/")
    with family.app.app_context():
        kim = min(one.id for one in family.people() if one.first_name == "Kim")
    token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    sent = {"csrf_token": token, "document": "safety-plan", "reader": kim, "plan": 1, "version": 1}
    statements.clear()
    made = sanne.request("POST", f"/casus/{family.ref}/documents/download", data=sent)

    assert made.body[:2] == b"PK"
    assert len(statements) <= 12


def test_the_page_of_a_participant_in_four(family, browse, statements):
    path, code = family.invite("Fatiha")
    phone = browse()
    phone.send(phone.open(path), {"code": code}, action=f"{path}/code")
    statements.clear()
    page = phone.open("/o/afspraken")

    assert "Fatiha" in page.words
    assert len(statements) <= 4
