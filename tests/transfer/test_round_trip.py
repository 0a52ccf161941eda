"""What goes in comes out again: nothing is lost, added or bent on the way."""

import pytest
from sqlalchemy import select

from workbench.accounts.models import User
from workbench.agreements.models import Agreement
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus, Person
from workbench.extensions import Model, db
from workbench.mapping.models import MapItem
from workbench.monitoring.models import Check
from workbench.plans.models import PlanVersion
from workbench.plans.rules import sha256
from workbench.standards.models import Coverage, Evidence, Judgement, Verdict, Weight
from workbench.transfer import shape, versions
from workbench.transfer.exporting import export_casus, slug, written
from workbench.transfer.reading import read

MADE_AT_IMPORT = {"plan_versions": {"body", "sha256", "freeze"}, "answers": {"text_sha256"}}


def as_written(data):
    """A file without what import may make: the moment something was noted, frozen bodies, fingerprints of answers."""
    return {
        name: [{k: v for k, v in record.items() if k not in MADE_AT_IMPORT.get(name, set()) | {"created_at"}} for record in value]
        if isinstance(value, list) else value
        for name, value in data.items()
    }  # fmt: skip


@pytest.mark.parametrize("name", ["A", "B"])
def test_what_was_read_in_comes_out_the_same(take_in, family, name):
    once = export_casus(take_in(family(name)))
    twice = export_casus(take_in(read(written(once).encode())))

    assert as_written(once) == as_written(family(name))
    assert twice == once


def test_every_table_of_a_casus_travels_or_is_named_as_staying_behind(app):
    kinds = (shape.CASUS, *shape.KINDS)
    travels = {kind.table for kind in kinds} | {
        part.model.__tablename__ for kind in shape.with_parts(kinds) for part in (*kind.links, *kind.parts)
    }

    assert set(Model.metadata.tables) == travels | shape.STAYS_BEHIND


def test_every_field_of_a_record_has_a_name_of_its_own():
    for kind in shape.with_parts((shape.CASUS, *shape.KINDS)):
        names = list(shape.fields_of(kind)) + [links.name for links in kind.links] + [parts.name for parts in kind.parts]
        assert len(names) == len(set(names)), kind.name
        left = {column.key for column in kind.model.__table__.c} - {column.key for column in shape.fields_of(kind).values()}
        place = {kind.owner, "order"} if isinstance(kind, shape.Parts) else set()
        assert left <= shape.OURS | kind.without | {"key"} | place, kind.name


def test_no_id_of_this_database_is_in_the_file(take_in, family):
    take_in(family("B"))
    first, second = export_casus(take_in(family("A"))), export_casus(take_in(family("A")))

    for data in (first, second):
        for name in ("people", "map_items", "agreements", "meetings"):
            for record in data[name]:
                record.pop("created_at")
    assert first["plan_versions"] == second["plan_versions"]
    assert first["agreements"] == second["agreements"]


def test_a_version_is_frozen_as_it_stood_on_its_day(take_in, family):
    casus = take_in(family("A"))

    first, second, third = db.session.scalars(select(PlanVersion).filter_by(casus_id=casus.id).order_by(PlanVersion.number))
    assert [len(version.body["agreements"]) for version in (first, second, third)] == [0, 6, 10]
    assert [len(version.body["goals"][0]["ratings"]) for version in (first, second, third)] == [8, 16, 24]
    assert all(version.sha256 == sha256(version.body) for version in (first, second, third))


def test_ids_in_a_frozen_plan_become_those_of_the_new_family(take_in, family):
    take_in(family("B"))
    casus = take_in(export_casus(take_in(family("A"))))

    version = db.session.scalar(select(PlanVersion).filter_by(casus_id=casus.id, number=3))
    people = {person.id: person.name for person in db.session.scalars(select(Person).filter_by(casus_id=casus.id))}
    agreements = {one.id: one.label for one in db.session.scalars(select(Agreement).filter_by(casus_id=casus.id))}
    assert [one["name"] for one in version.body["people"]] == [people[one["id"]] for one in version.body["people"]]
    assert {one["id"]: one["label"] for one in version.body["agreements"]} == agreements
    assert {one["agreement"] for one in version.body["checks"]} <= set(agreements)


def test_every_name_in_a_frozen_body_that_means_a_record_is_translated(take_in, family):
    """A number that stays a number in the file is a count, a day or an age, never somebody's id."""
    data = export_casus(take_in(family("B")))
    numbers = {"number", "age", "ring", "hold_for", "good_enough", "format", "severity", "separate"}

    def walk(value, name=""):
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, key)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, name)
        elif isinstance(value, int) and not isinstance(value, bool):
            assert name in numbers, name

    for version in data["plan_versions"]:
        walk(version["body"])


def test_evidence_by_hand_travels_and_evidence_by_rule_is_found_again(take_in, family, staff):
    casus = take_in(family("A"))
    db.session.commit()
    check = db.session.scalar(select(Check).filter_by(casus_id=casus.id))
    db.session.add(Evidence(
        casus_id=casus.id, standard=10, record_type="check_record", record_id=check.id, weight=Weight.SUPPORTING,
        held_on=check.checked_on, by_rule=False, reason="Zo gaat het later ook.", added_by_id=staff["sanne"].id,
    ))  # fmt: skip
    db.session.flush()

    data = export_casus(casus)
    assert [one["record"] for one in data["evidence"]] == ["/checks/0"]

    again = take_in(data)
    db.session.commit()
    found = db.session.scalar(select(Evidence).filter_by(casus_id=again.id, by_rule=False))
    assert (found.reason, found.added_by_id) == ("Zo gaat het later ook.", staff["sanne"].id)
    assert db.session.get(Check, found.record_id).casus_id == again.id
    assert db.session.scalar(select(Evidence.id).filter_by(casus_id=again.id, by_rule=True).limit(1))


def test_a_judgement_keeps_who_gave_it(take_in, family, staff):
    casus = take_in(family("A"))
    db.session.add(Judgement(
        casus_id=casus.id, standard=7, verdict=Verdict.SUFFICIENT, text="Sterk netwerk.", judged_on=casus.started_on,
        created_by_id=staff["henk"].id,
    ))  # fmt: skip
    db.session.flush()

    again = take_in(export_casus(casus))
    assert db.session.scalar(select(Judgement).filter_by(casus_id=again.id)).created_by_id == staff["henk"].id


def test_somebody_elsewhere_is_somebody_here(take_in, family, staff):
    data = family("A")
    data["casus"]["worker"] = "anna@elsewhere.example"

    casus = take_in(data, staff={"anna@elsewhere.example": "mehmet@vlierland.example"})

    assert casus.worker_id == staff["mehmet"].id


def test_reading_in_is_in_the_log_and_counts_for_the_standards(take_in, family):
    casus = take_in(family("A"))
    db.session.commit()

    assert "casus imported" in db.session.scalars(select(AuditEntry.event).filter_by(chain=casus.id)).all()
    assert db.session.get(Coverage, casus.id).state_7 == "evidence"


def test_what_is_plainly_no_is_left_out_but_a_no_that_says_something_stays(take_in, family):
    data = family("A")
    data["meetings"][0]["attendance"][0]["gets_minutes"] = False

    again = export_casus(take_in(data))

    assert again["meetings"][0]["attendance"][0]["gets_minutes"] is False
    assert "protected" not in again["people"][0]


def test_two_people_with_one_name_and_a_name_in_arabic_get_keys(take_in, family):
    data = family("A")
    for key, name in (("kim-2", "Kim"), ("person", "نور")):
        data["people"].append({"key": key, "first_name": name, "family_role": "friend", "authority": "not_applicable"})

    assert [one["key"] for one in export_casus(take_in(data))["people"]][-2:] == ["kim-2", "person"]
    assert slug("Zoë-Mae  d'Ancona") == "zoe-mae-d-ancona"


def test_a_colleague_who_is_in_the_family_file_is_the_same_person(take_in, family, staff):
    casus = take_in(family("A"))

    sanne = db.session.scalar(select(Person).filter_by(casus_id=casus.id, user_id=staff["sanne"].id))
    assert casus.eyes_on_safety_id == sanne.id
    assert sanne.full_name == "Sanne Verbeek"


def test_last_check_and_rehearsal_follow_from_the_records(take_in, family):
    casus = take_in(family("A"))

    agreements = {one.label: one for one in db.session.scalars(select(Agreement).filter_by(casus_id=casus.id))}
    assert (agreements["A1"].last_check_on.isoformat(), agreements["A1"].last_outcome) == ("2026-06-13", "done")
    assert agreements["A3"].rehearsed_on.isoformat() == "2026-03-19"
    assert agreements["A5"].last_check_on is None


def test_a_map_item_knows_the_danger_it_kept_away(take_in, family):
    casus = take_in(family("A"))

    items = {item.label: item for item in db.session.scalars(select(MapItem).filter_by(casus_id=casus.id))}
    assert items["BV1"].danger_id == items["BV2"].danger_id != items["BV3"].danger_id
    assert items["S1"].created_at.isoformat() == "2026-01-26T17:00:00+00:00"


def test_renaming_leaves_everything_else_alone():
    body = {"goals": [{"id": 7, "people": [1], "number": 1}], "people": [{"id": 1, "name": "Kim"}], "asked_children": []}
    names = {"goals": {7: "D1"}, "people": {1: "kim"}}

    assert versions.renamed(body, names) == {
        "goals": [{"id": "D1", "people": ["kim"], "number": 1}], "people": [{"id": "kim", "name": "Kim"}], "asked_children": []
    }  # fmt: skip


def test_the_casus_belongs_to_the_team_it_was_given_to(take_in, family):
    casus = take_in(family("A"))

    assert db.session.get(Casus, casus.id).team_id == 1
    assert db.session.get(User, casus.worker_id).email == "sanne@vlierland.example"


def test_a_point_of_the_coach_that_was_left_travels_with_the_reason(take_in, family):
    left = {
        "finding": "T5", "kind": "agreement", "words": "niet", "sentence": "Rick komt niet in huis.",
        "reason": "Dit is een veiligheidsregel.", "by": "sanne@vlierland.example", "created_at": "2026-06-18T10:00:00+00:00",
    }  # fmt: skip
    data = {**family("A"), "coach_dismissals": [left, {**left, "words": "huis", "withdrawn_on": "2026-06-19"}]}

    assert export_casus(take_in(data))["coach_dismissals"] == data["coach_dismissals"]


def test_what_somebody_wrote_through_a_link_is_still_for_the_worker_alone_elsewhere(take_in, family):
    at = {"created_at": "2026-06-17T10:00:00+00:00"}
    data = family("A")
    line = {"key": "L1", "written_on": "2026-06-17", "person": "bas", "text": "Kim stuurde geen foto.",
            "agreement": "A4", "via": "link",
            "private": True, **at}  # fmt: skip
    check = {"agreement": "A4", "checked_on": "2026-06-17", "person": "bas", "outcome": "not_done", "via": "link",
             "private": True, "text_sha256": "0" * 64, "decision": "discuss", **at}  # fmt: skip
    data["checks"].append(check)
    data["diary"] = [line]
    data["rehearsals"][0] |= {"changed_agreement": "A3"}

    moved = export_casus(take_in(data))

    assert moved["diary"] == [line]
    assert check in moved["checks"]
    assert moved["rehearsals"][0]["changed_agreement"] == "A3"
