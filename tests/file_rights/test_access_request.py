"""Somebody asks to see the file: every item is decided, a second person releases, and what is withheld leaves no trace."""

import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from tests import factories
from tests.fresh import long_here, proved
from tests.safety.census import ALL, canaries_in
from tests.safety.figures import figure
from workbench import clock
from workbench.audit.labels import RECORDS
from workbench.audit.models import AuditEntry
from workbench.casus.models import Authority
from workbench.documents.leak_places import text_of
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.file_rights import extract, operations, queries, rules
from workbench.file_rights.fields import FIELDS
from workbench.file_rights.items import NEVER, Found, _shapes, items_about, items_of
from workbench.file_rights.models import AskGround, Because, Decision, FileRequest, RequestKind, RequestState
from workbench.mapping.models import MapItem
from workbench.transfer.shape import KINDS, with_parts

WITHHELD = Because.PRIVACY


def asked_by(family, name="Rick", **values):
    """A request of somebody about himself or herself, registered by the worker."""
    people = {one.id: one for one in family.demo.people()}
    person = family.person(name)
    given = {"kind": RequestKind.ACCESS, "person_id": person.id, "asked_by_id": person.id, "asked_by_name": "",
             "ground": AskGround.OWN, "received_on": clock.today()}  # fmt: skip
    return operations.register(family.casus, by=family.staff("mehmet"), people=people, **given | values)


def decide_all(family, request, share=lambda item: True):
    """Decide on everything that was found; what is not shared is withheld."""
    items = operations.found_for(family.casus, request).items
    secret = operations.protected_in(family.casus, items)
    goes = {one.key for one in items if share(one) and one.key not in secret}
    for decision, because in ((Decision.SHARE, None), (Decision.WITHHOLD, WITHHELD)):
        chosen = [one for one in items if (one.key in goes) is (decision is Decision.SHARE)]
        if chosen:
            operations.decide(family.casus, request, chosen, decision, because, by=family.staff("mehmet"))
    db.session.flush()
    return items


def released(family, request):
    operations.to_second_reader(family.casus, request, request.version, by=family.staff("mehmet"))
    operations.release(family.casus, request, request.version, by=family.staff("henk"))
    db.session.flush()


def words_of(content):
    with ZipFile(BytesIO(content)) as package:
        return " ".join(text_of(package.read(part)) for part in package.namelist() if part.endswith(".xml"))


def test_access_extract_requires_decision(family, context):
    """Threat 8: an item nobody decided on refuses the release and the extract, also when it came or changed afterwards."""
    request = asked_by(family)
    items = decide_all(family, request)
    mehmet, henk, fg = (family.staff(name) for name in ("mehmet", "henk", "fg"))
    row = next(iter(queries.decided(request).values()))
    db.session.delete(row)
    db.session.flush()

    with pytest.raises(operations.Undecided) as told:
        operations.to_second_reader(family.casus, request, request.version, by=mehmet)
    assert len(told.value.items) == 1
    with pytest.raises(RuleBroken):
        extract.make(family.casus, request, extract.WORD, by=mehmet)

    decide_all(family, request)
    operations.to_second_reader(family.casus, request, request.version, by=mehmet)
    with pytest.raises(RuleBroken):  # the same person cannot release
        operations.release(family.casus, request, request.version, by=mehmet)
    operations.release(family.casus, request, request.version, by=fg)
    db.session.flush()
    assert extract.make(family.casus, request, extract.DATA, by=mehmet)

    changed = db.session.get_one(MapItem, next(one.id for one in items if one.table == "map_item"))
    changed.text += " Gisteren weer."
    db.session.flush()
    with pytest.raises(operations.Undecided):
        extract.make(family.casus, request, extract.DATA, by=mehmet)
    operations.send_back(family.casus, request, request.version, by=henk, why="Er kwam iets bij.")
    assert request.state is RequestState.OPEN


def test_the_extract_holds_nothing_of_the_other_side_unless_it_was_decided(family, context):
    """For Rick: what is of the other part of the network, or about its people, is withheld; not one word of it is left."""
    request, rick = asked_by(family), family.person("Rick")
    everything, names = items_of(family.casus)
    other_side = {one.id for one in family.demo.people() if one.sub_group_id not in (None, rick.sub_group_id)}
    assert other_side
    own = {one.key: one for one in items_about(family.casus, rick).items}

    def goes_along(item):
        return item.people <= {rick.id} and not item.of_staff

    secret = operations.protected_in(family.casus, own.values())
    with pytest.raises(RuleBroken):  # a protected place never goes along whole
        operations.decide(family.casus, request, [own[next(iter(secret))]], Decision.SHARE, by=family.staff("mehmet"))

    decide_all(family, request, goes_along)
    released(family, request)
    word, data = (extract.make(family.casus, request, form, by=family.staff("mehmet")) for form in (extract.WORD, extract.DATA))
    said = words_of(word) + data.decode()
    shared = {line.text for item in own.values() if goes_along(item) for line in item.lines}
    hidden = {
        line.text for item in everything if not (item.key in own and goes_along(item)) for line in item.lines
        if len(line.text) > 25 and not any(line.text in one for one in shared) and "Jeugdbescherming" not in line.text
    }  # fmt: skip

    assert len(hidden) > 100
    assert [text for text in hidden if text in said] == []
    assert [names[one] for one in other_side if f"\"{names[one]}\"" in data.decode()] == []
    assert canaries_in(said, ALL) == set()
    assert any(text in said for text in shared)  # the control: what was decided is in it
    loaded = json.loads(data)
    assert all(set(item) <= {"day", "lines"} for chapter in loaded["chapters"] for item in chapter["items"])

    again = asked_by(family)  # the negative control: decided otherwise it does go along
    joint = [one for one in own.values() if one.people & other_side and one.key not in secret]
    of_other = next(one for one in joint if any(len(line.text) > 25 for line in one.lines))
    decide_all(family, again, lambda item: item.key == of_other.key)
    released(family, again)
    paper = words_of(extract.make(family.casus, again, extract.WORD, by=family.staff("mehmet")))
    assert max((line.text for line in of_other.lines), key=len)[:20] in paper


def papers_of(family, request):
    """(the parts of the Word extract that hold words, the extract as data)."""
    made = [extract.make(family.casus, request, form, by=family.staff("mehmet")) for form in (extract.WORD, extract.DATA)]
    with ZipFile(BytesIO(made[0])) as package:
        words = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        return {name: text_of(package.read(name)) for name in words}, made[1]


def test_withheld_items_leave_no_trace(family, context, monkeypatch):
    """The paper is word for word that of a file in which the withheld never stood: no number, no heading, no gap."""
    request = asked_by(family)
    rick = family.person("Rick").id
    items = decide_all(family, request, lambda item: item.table == "person" and item.people == {rick})
    assert len({one.title for one in items}) > 5
    released(family, request)
    monkeypatch.setattr(extract, "who_looked", lambda *_all: ())  # making the first is itself a line of the second
    word, data = papers_of(family, request)

    loaded = json.loads(data)
    assert [chapter["title"] for chapter in loaded["chapters"]] == ["Persoon"]
    assert len(loaded["chapters"][0]["items"]) == 1
    only = [one for one in items if one.table == "person" and one.people == {rick}]
    monkeypatch.setattr(operations, "found_for", lambda _casus, _request: Found(only, {}))
    alone = papers_of(family, request)
    assert (word, data) == alone
    figure("threat 8: withheld in an extract", goal="no trace", reached=f"{len(items) - 1} of {len(items)} withheld: both papers "
           "equal to those of a file in which they never stood", control="an undecided item refuses")  # fmt: skip


def test_a_part_that_is_shared_replaces_the_item(family, context):
    request = asked_by(family)
    items = decide_all(family, request, lambda item: False)
    chosen = next(one for one in items if one.table == "map_item")

    def decide(**more):
        operations.decide(family.casus, request, [chosen], Decision.PARTLY, by=family.staff("mehmet"), **more)

    without_ground, without_text = {"because": None, "shared_text": "x"}, {"because": WITHHELD, "shared_text": " "}
    for more, field in ((without_ground, "because"), (without_text, "shared_text")):
        with pytest.raises(RuleBroken) as told:
            decide(**more)
        assert told.value.field == field
    decide(because=WITHHELD, shared_text="Dit mag Rick lezen.")
    db.session.flush()
    released(family, request)

    said = extract.make(family.casus, request, extract.DATA, by=family.staff("mehmet")).decode()

    assert "Dit mag Rick lezen." in said
    assert all(line.text not in said for line in chosen.lines if len(line.text) > 25)


def test_every_step_stands_in_the_log_and_no_word_of_the_file(family, app, browse):
    """By the pages: the worker registers and decides, the supervisor releases, the paper is handed over in person."""
    casus, ref = family.demo.casus_id, family.demo.ref
    with app.app_context():
        rick = family.person("Rick").id
    mehmet, henk = browse(family.staff("mehmet")), browse(family.staff("henk"))
    page = mehmet.fill("file_rights.new", {"kind": "access", "person_id": rick, "asked_by_id": rick, "ground": "own"}, ref=ref)
    number = int(page.address.rpartition("/")[2])
    here = {"ref": ref, "request_id": number}
    assert f"/casus/{ref}/file/{number}" in mehmet.open("overview.today").links().values()
    page = mehmet.open("file_rights.items", **here)
    keys = page.tree.xpath("//input[@name='items']/@value")
    assert len(keys) > 20
    page = mehmet.send(page, {"items": keys[:-1], "decision": "withhold"})
    assert page.error_at("because")
    page = mehmet.send(page, {"items": keys, "decision": "withhold", "because": "privacy"})
    first = page.tree.xpath("//a[contains(@href, '/items/')]/@href")[0]
    page = mehmet.fill(first, {"decision": "share"})
    assert mehmet.open("file_rights.one", **here).status == 200
    mehmet.send(mehmet.open("file_rights.one", **here), {}, action=mehmet.address("file_rights.submit", **here))
    assert mehmet.request("POST", "file_rights.release", values=here).status in (400, 403)
    page = henk.open("file_rights.one", **here)
    page = henk.send(page, {}, action=henk.address("file_rights.release", **here))
    assert long_here(mehmet).open("file_rights.papers", **here).heading == "Bent u het?"  # who is there, once more
    proved(mehmet)
    page = mehmet.open("file_rights.papers", **here)
    paper = mehmet.send(page, {}, action=mehmet.address("file_rights.make", form="docx", **here))
    assert "inzage" in paper.headers.get("Content-Disposition", ""), paper.words[:300]
    page = mehmet.fill("file_rights.hand_over", {"handed_to": "Rick", "recognised_how": "Ik ken Rick"}, **here)
    assert page.status == 200
    with app.app_context():
        about = (AuditEntry.chain == casus, AuditEntry.record_type == "file_request")
        rows = list(db.session.scalars(select(AuditEntry).where(*about).order_by(AuditEntry.seq)))
        assert [row.event for row in rows] == [
            "file request registered", "file item decided", "file item decided", "file request to second reader",
            "file request released", "file extract made", "file extract handed over",
        ]  # fmt: skip
        assert "Rick" not in json.dumps([row.detail for row in rows])
        assert db.session.get_one(FileRequest, number).state is RequestState.DONE


def test_the_page_of_one_item_says_that_something_protected_stands_in_it(family, app, browse):
    with app.app_context():
        request = asked_by(family)
        items = operations.found_for(family.casus, request).items
        secret = operations.protected_in(family.casus, items)
        hidden = next(one for one in items if one.key in secret)
        plain = next(one for one in items if one.key not in secret)
        number = request.id
        db.session.commit()
    mehmet = browse(family.staff("mehmet"))

    def words(item):
        here = {"ref": family.demo.ref, "request_id": number, "kind": item.table, "record_id": item.id}
        return mehmet.open("file_rights.item", **here).words

    assert "er staat iets geheims in" in words(hidden)
    assert "er staat iets geheims in" not in words(plain)


def test_the_privacy_officer_reads_what_was_asked_and_nothing_else(family, app, browse):
    with app.app_context():
        request = asked_by(family).id
        db.session.commit()
    fg, other = browse(family.staff("fg")), browse(factories.supervisor(team_id=family.staff("rachida").team_id))

    assert "Smeets" in fg.open("file_office.index").words
    assert fg.open("file_rights.one", ref=family.demo.ref, request_id=request).status == 200
    assert fg.open("overview.casus", ref=family.demo.ref).status == 404
    assert fg.open("file_rights.new", ref=family.demo.ref).status == 404
    assert other.open("file_rights.index", ref=family.demo.ref).status == 404
    assert "Smeets" not in other.open("file_office.index").words


@pytest.mark.parametrize(
    ("ground", "age", "authority", "field"),
    [
        (AskGround.OWN, 11, None, "ground"), (AskGround.OWN, 12, None, None), (AskGround.OWN, None, None, None),
        (AskGround.AUTHORITY, 15, Authority.YES, None), (AskGround.AUTHORITY, 16, Authority.YES, "ground"),
        (AskGround.AUTHORITY, None, Authority.YES, "ground"), (AskGround.AUTHORITY, 8, Authority.UNKNOWN, "asked_by_id"),
        (AskGround.AUTHORITY_AGREED, 17, Authority.YES, None), (AskGround.AUTHORITY_AGREED, None, Authority.YES, "ground"),
        (AskGround.MANDATE, 8, None, None),
    ],
)  # fmt: skip
def test_who_may_ask(ground, age, authority, field):
    assert next((where for where, _why in rules.why_not(ground, age, authority)), None) == field


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2026-11-30", 3, "2027-02-28"), ("2026-06-18", 3, "2026-09-18"), ("2026-12-31", 2, "2027-02-28"),
     ("2027-11-30", 3, "2028-02-29")],
)
def test_three_months_later_is_a_day_that_exists(day, months, then):
    assert rules.months_after(date.fromisoformat(day), months) == date.fromisoformat(then)


def test_every_field_that_is_read_has_a_word():
    """A new text on a record needs a word for the paper; without one it would stand under the word for people."""
    read = [kind for kind in with_parts(KINDS) if kind.name not in NEVER]
    named = {name for kind in read for name, shape in _shapes(kind) if shape in ("text", "day")}

    assert named - set(FIELDS) == set()


def test_every_kind_of_record_has_a_word_above_it():
    """Without one the name of its table would stand in the paper."""
    assert {kind.model.__tablename__ for kind in KINDS if kind.name not in NEVER} - set(RECORDS) == set()
