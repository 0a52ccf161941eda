"""A sealed value that can no longer be opened: shown as such, nothing is done with it, the rest stays of use (security.md F.4).

WORKBENCH_DAMAGE=all damages every kind of sealed value of the demo and opens every page that reads it.
"""

import os
import random
import re

import pytest
import time_machine
from sqlalchemy import LargeBinary, bindparam, func, select, type_coerce, update

from tests.safety import census
from tests.safety.eleven import with_a_link
from tests.safety.figures import figure
from tests.safety.test_bit_flips import flipped
from workbench import clock, crypto, frame
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.casus.models import ProtectedTerm as Secret
from workbench.crypto import (
    CannotOpen,
    DamagedBody,
    KeyRing,
    damage_words,
    day_in,
    is_damaged,
    opened_strictly,
    refuse_damaged,
    showing_damage,
)
from workbench.crypto.rotation import damaged, sealed_columns
from workbench.extensions import db
from workbench.goals.models import DangerStatement
from workbench.plans.models import PlanVersion
from workbench.plans.operations import gaps_of
from workbench.plans.projection import project
from workbench.upkeep.inventory import inventory
from workbench.wording.leaks import ProtectedTerm, find_leaks

EVERYTHING = os.environ.get("WORKBENCH_DAMAGE") == "all"
ROOMS = ("", "family", "goals/", "agreements/", "plan/1", "map/")
MOST_PAGES = 6 if EVERYTHING else 1
MOST_KINDS = 1000 if EVERYTHING else 5
NOT_OPENED = "Hier is iets beschadigd"
SHOWN = "beschadigd, niet gebruiken"
EARLIER = re.compile(r"(?<=before=)\d+")
KINDS_OF_ANSWER = ("shown", "refused", "the same", "else")


@pytest.fixture
def demo(app):
    return census.load(app)


def column_of(name):
    found = ((table, column) for table, columns in sealed_columns() for column in columns)
    return next((table, column) for table, column in found if f"{table.name}.{column.name}" == name)


def stored(name, **where):
    """The rows of a column as they are stored: (key of the row, sealed value)."""
    table, column = column_of(name)
    raw = type_coerce(column, LargeBinary)
    asked = select(*table.primary_key, raw.label("sealed")).where(raw.is_not(None))
    for key, value in where.items():
        asked = asked.where(table.c[key] == value)
    for row in db.session.execute(asked.order_by(*table.primary_key)).mappings():
        yield {key.name: row[key.name] for key in table.primary_key}, bytes(row["sealed"])


def write(name, key, sealed):
    """Put these bytes in the row, as a disk that fails would."""
    table, column = column_of(name)
    kept = {"updated_at": table.c.updated_at} if "updated_at" in table.c else {}
    db.session.execute(update(table).where(*(table.c[one] == value for one, value in key.items()))
                       .values({column.name: bindparam("sealed", sealed, type_=LargeBinary), **kept}))  # fmt: skip
    db.session.commit()


def damage(demo, name, **where):
    """One bit of the first value of this kind in the family is another; gives the row's key."""
    with demo.app.app_context():
        table, _column = column_of(name)
        key, sealed = next(stored(name, **({"casus_id": demo.casus_id} if "casus_id" in table.c else {}), **where))
        write(name, key, flipped(sealed, random.Random(name)))  # noqa: S311
    return key


def pages_that_read(demo, browser, addresses, monkeypatch):
    """Kind of sealed value → {the value: the pages that open it}."""
    found, here, opened = {}, [], KeyRing.open_bytes

    def noting(self, sealed, place):
        found.setdefault(place, {}).setdefault(bytes(sealed), dict.fromkeys(here))[here[0]] = None
        return opened(self, sealed, place)

    with monkeypatch.context() as patch:
        patch.setattr(KeyRing, "open_bytes", noting)
        for address in addresses:
            here[:] = [address]
            if browser.open(address, follow=False).status != 200:
                for values in found.values():
                    for pages in values.values():
                        pages.pop(address, None)
    return found


def addresses_of(demo):
    if EVERYTHING:
        return [one for one in census.addresses(demo, most=2) if not one.startswith("/sign") and "sign-out" not in one]
    return [f"/casus/{demo.ref}/{room}" for room in ROOMS]


def answered(browser, pages):
    """How these pages answer: shown with the words that say so, refused as damaged, or something else."""
    count = dict.fromkeys(KINDS_OF_ANSWER, 0)
    strange = []
    for address, before in pages:
        page = browser.open(address, follow=False)
        words = page.words.lower()
        if page.status == 200 and ("beschadigd" in words) and same_links(before, page):
            count["shown"] += 1
        elif page.status == 424 and NOT_OPENED in page.words:
            count["refused"] += 1
        elif page.status == 200 and page.words == before.words:
            count["the same"] += 1  # it was opened on the way and stands nowhere on the page
        else:
            count["else"] += 1
            strange.append((address, page.status))
    return count, strange


def same_links(before, page):
    """The rest of the page is there: everything it leads to. Where the log goes on has another number after each look."""
    if page.tree is None:
        return False
    led, leads = ({EARLIER.sub("", one) for one in shown.links().values()} for shown in (before, page))
    return led <= leads


def walked(demo, browser, kinds):
    """Damage one value of each kind in turn, open the pages that read it, and put it back."""
    total, strange, chance = dict.fromkeys(KINDS_OF_ANSWER, 0), [], random.Random(4)  # noqa: S311
    for name, values in kinds.items():
        sealed, pages = max(values.items(), key=lambda one: len(one[1]))
        before = [(address, browser.open(address, follow=False)) for address in list(pages)[:MOST_PAGES]]
        with demo.app.app_context():
            key = next((key for key, value in stored(name) if value == sealed), None)
            if key is None:
                continue
            write(name, key, flipped(sealed, chance))
        count, found = answered(browser, before)
        with demo.app.app_context():
            write(name, key, sealed)
        total = {one: total[one] + count[one] for one in total}
        strange += [(name, *one) for one in found]
    return total, strange


@pytest.fixture
def still():
    """No time passes, so that a page that wants a fresh proof answers the same at the end of a long walk."""
    with time_machine.travel(clock.now(), tick=False):
        yield


def test_a_damaged_value_is_shown_as_such_and_the_rest_of_the_page_can_be_used(still, demo, browse, monkeypatch):
    browser = browse(demo.staff["mehmet"])
    found = pages_that_read(demo, browser, addresses_of(demo), monkeypatch)
    found = {name: {value: pages for value, pages in values.items() if pages} for name, values in found.items()}
    names = sorted(name for name, values in found.items() if values)
    chosen = sorted(random.Random(8).sample(names, min(MOST_KINDS, len(names))))  # noqa: S311
    total, strange = walked(demo, browser, {name: found[name] for name in chosen})

    few = {name: found[name] for name in chosen[:2]}
    monkeypatch.setattr(crypto, "stand_in", opened_or_not)  # the control: nothing stands in for anything
    without, _strange = walked(demo, browser, few)
    figure("F.4 a damaged value on a page", goal="shown as damaged, do not use; rest usable; no error page",
           database=db_name(demo), reached=f"{len(chosen)} kinds: {total['shown']} pages shown with the rest, "
           f"{total['refused']} say that they cannot be shown, {total['the same']} never showed it, {total['else']} otherwise",
           control=f"opened strictly: {without['shown']} of {sum(without.values())} pages shown")  # fmt: skip
    assert strange == []
    assert total["shown"] > total["refused"]
    assert without["shown"] == 0


def test_what_is_only_opened_while_the_page_is_drawn_is_told_at_its_top_too(demo, browse, monkeypatch):
    """The page of agreements asks for what must be so in any case when its top was drawn already, and does not show it."""
    browser, where = browse(demo.staff["mehmet"]), f"/casus/{demo.ref}/agreements/"
    whole = browser.open(where)
    damage(demo, "bottom_line.text")
    page = browser.open(where)
    monkeypatch.setattr(frame, "DAMAGE_HERE", b"nowhere")  # the control: with no place for it nothing is said
    silent = browser.open(where)

    assert [one.words.lower().count(SHOWN) for one in (whole, page, silent)] == [0, 1, 0]
    assert "zeg het tegen de beheerder" in page.words


def newest(demo):
    return db.session.scalar(select(PlanVersion).filter_by(casus_id=demo.casus_id).order_by(PlanVersion.number.desc()))


def opened_or_not(place, _sealed):
    raise CannotOpen(place)


def db_name(demo):
    with demo.app.app_context():
        return db.session.get_bind().dialect.name


def rows_of(demo, name):
    with demo.app.app_context():
        return list(stored(name)), db.session.scalar(select(func.count()).select_from(AuditEntry))


def test_a_form_with_a_damaged_value_cannot_be_saved_as_it_stands_nor_typed_over(demo, browse):
    browser = browse(demo.staff["mehmet"])
    danger = damage(demo, "danger_statement.about")["id"]
    page = browser.open("goals.edit_danger", ref=demo.ref, danger_id=danger)
    before = rows_of(demo, "danger_statement.about")

    assert SHOWN in page.value_of("about")
    for answers in ({}, {"about": "Kim dronk op 3 mei en Noa was alleen."}):
        answer = browser.send(page, answers)
        assert answer.status == 424
        assert NOT_OPENED in answer.words
        assert answers.get("about", SHOWN) in answer.text_source, "what was typed is given back"
        assert rows_of(demo, "danger_statement.about")[0] == before[0], "the damaged value stays to be put back"


def test_what_stands_in_is_never_stored_wherever_it_stands(context):
    words = f"Afspraak: {damage_words()}!"
    for value in (words, {"people": [{"name": words}]}, [words], DamagedBody("plan_version.body")):
        with pytest.raises(CannotOpen):
            refuse_damaged(value, "a.b")
    db.session.add(Secret(casus_id=1, text=words))
    with pytest.raises(CannotOpen):
        db.session.flush()
    db.session.rollback()
    assert refuse_damaged({"people": ["Kim", 3, None]}, "a.b"), "and what is whole is stored"


def test_somewhere_else_in_the_same_family_people_go_on_working(demo, browse):
    browser = browse(demo.staff["mehmet"])
    damage(demo, "danger_statement.title")

    who = {"first_name": "Tante Riet", "family_role": "relative", "authority": "not_applicable"}
    answer = browser.fill("casus.add_person", who, ref=demo.ref)
    assert answer.status == 200
    assert "Tante Riet" in answer.words
    assert "Tante Riet" in browser.open("casus.family", ref=demo.ref).words


def test_the_log_of_the_machine_tells_it_once_and_without_content(demo, browse, caplog):
    browser = browse(demo.staff["mehmet"])
    damage(demo, "danger_statement.title")
    for _time in range(3):
        assert SHOWN in browser.open("goals.index", ref=demo.ref).words
    told = [one.getMessage() for one in caplog.records if "damaged value" in one.getMessage()]

    assert len(told) == 1
    assert "danger_statement.title" in told[0]
    assert "Noa" not in caplog.text


def test_no_document_is_made_of_a_damaged_plan_and_the_page_says_why(demo, browse):
    browser = browse(demo.staff["mehmet"])
    choose = browser.open("documents.index", ref=demo.ref)
    token = choose.tree.xpath("//input[@name='csrf_token']/@value")[0]
    with demo.app.app_context():
        reader = demo.people()[0].id
        number = newest(demo).number
    asked = {"csrf_token": token, "document": "safety-plan", "reader": reader, "plan": number, "version": number}
    where = f"/casus/{demo.ref}/documents/download"
    whole = browser.request("POST", where, data=asked)
    damage(demo, "agreement.what")
    of_version = browser.request("POST", where, data=asked)
    damage(demo, "contact_point.value")
    answer = browser.request("POST", where, data=asked)
    look = browser.open(f"/casus/{demo.ref}/documents/?document=safety-plan&reader={reader}&plan={number}")

    assert whole.body[:2] == of_version.body[:2] == b"PK", "a frozen plan holds its own words, which are whole"
    for page in (answer, look):
        assert page.body[:2] != b"PK"
        assert "beschadigd" in page.words
    figure("F.4 a damaged value and a document", goal="no document, and why", database=db_name(demo),
           reached="a secret damaged: refused, made and to look at", control="as it was: made")  # fmt: skip


def test_a_file_for_a_calendar_does_not_leave_with_a_damaged_value_in_it(demo, browse):
    browser = browse(demo.staff["mehmet"])
    whole = browser.open("aftercare.contacts_calendar", ref=demo.ref)
    damage(demo, "aftercare_contact.with_whom")
    answer = browser.open("aftercare.contacts_calendar", ref=demo.ref)

    assert (whole.response.mimetype, answer.status) == ("text/calendar", 424)


def test_a_participant_meets_no_damaged_words_and_no_explanation_for_others(demo, browse):
    phone = with_a_link(demo, browse, "Rick")
    damage(demo, "protected_term.text")
    answer = phone.open("/o/afspraken?nr=1")

    assert answer.status == 424
    assert "beschadigd" not in answer.words
    assert "Dat lukte niet" in answer.words


def test_a_secret_that_cannot_be_read_is_never_taken_for_no_secret(demo, app):
    damage(demo, "protected_term.text")
    with app.test_request_context(), showing_damage():
        version, secret = newest(demo), select(Secret.text).filter_by(casus_id=demo.casus_id).order_by(Secret.id)
        assert is_damaged(db.session.scalar(secret)), "shown as such"
        with pytest.raises(CannotOpen):
            project(version, version.body["people"][0]["id"])
        gaps = gaps_of(db.session.get_one(Casus, demo.casus_id), version)
        assert [gap.rule for gap in gaps if "een geheim van dit gezin is beschadigd" in str(gap.text) and gap.blocks] == ["B27"]
        with pytest.raises(CannotOpen):
            find_leaks("Kim woont aan het Wilgenpad.", [ProtectedTerm("street", damage_words())])
        assert find_leaks("Kim woont aan het Wilgenpad.", [ProtectedTerm("street", "Wilgenpad")])
        db.session.rollback()


def test_the_commands_still_find_it_and_refuse_while_pages_show_it(demo, app):
    place = f"danger_statement.title, row {damage(demo, 'danger_statement.title')['id']}"
    with app.test_request_context(), showing_damage():
        assert list(damaged()) == [place]
        with pytest.raises(CannotOpen, match=place):
            inventory(db.session.connection())
        titles = select(DangerStatement.title).filter_by(casus_id=demo.casus_id)
        assert any(map(is_damaged, db.session.scalars(titles)))
        with opened_strictly(), pytest.raises(CannotOpen):
            db.session.scalars(titles).all()
        db.session.rollback()


def test_a_day_of_birth_that_is_damaged_is_no_day():
    assert day_in(damage_words()) is None
    assert day_in("2015-03-04").isoformat() == "2015-03-04"


def test_in_a_damaged_list_nothing_can_be_looked_up_and_it_is_not_empty():
    body = DamagedBody("users.mf_recovery_codes")
    assert body
    assert is_damaged(body)
    for ask in (len, list, lambda one: "code" in one, lambda one: one["people"], lambda one: one.get("people")):
        with pytest.raises(CannotOpen):
            ask(body)
