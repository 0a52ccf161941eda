"""A casus file is taken whole or not at all; everything that is wrong is named with its place."""

import json

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import func, select

from workbench.casus.models import Casus, Person
from workbench.extensions import db
from workbench.transfer import schema
from workbench.transfer.exporting import export_casus
from workbench.transfer.reading import LARGEST, read
from workbench.transfer.refusal import FileRefused, pointer


def faults_of(take_in, data):
    with pytest.raises(FileRefused) as refused:
        take_in(data)
    return {fault.place: str(fault.reason) for fault in refused.value.faults}


def put(data, place, value):
    """Set what stands at a JSON pointer; None takes it out."""
    *path, last = [int(part) if part.isdigit() else part for part in place.split("/")[1:]]
    for part in path:
        data = data[part]
    if value is None:
        del data[last]
    else:
        data[last] = value


def test_the_planted_error_of_casus_b_is_refused_with_its_place_and_reason(take_in, family):
    data = family("B")
    assert (data["agreements"][0]["doers"], data["agreements"][0]["checker"]) == (["rick"], "remco")
    data["agreements"][0]["checker"] = "Wim... controle door Remco"

    assert faults_of(take_in, data) == {
        "/agreements/0/checker": "Hier staan Wim + Remco. Er kan één persoon staan: geef de sleutel van een van hen."
    }
    assert db.session.scalar(select(func.count(Casus.id))) == 0


NOWHERE = {"standard": 1, "weight": "primary", "held_on": "2026-06-15", "record": "/checks/99"}
REFUSED = [
    ("/format", "een-ander-bestand", "/format", "geen casusbestand"),
    ("/version", 2, "/version", "leest versie 1"),
    ("/version", True, "/version", "leest versie 1"),
    ("/people/0/nickname", "Kimmie", "/people/0/nickname", "onbekend"),
    ("/gossip", [], "/gossip", "onbekend"),
    ("/people/0/first_name", None, "/people/0/first_name", "ontbreekt"),
    ("/people/0/first_name", 7, "/people/0/first_name", "tekst"),
    ("/people/0/in_family", "yes", "/people/0/in_family", "true of false"),
    ("/people/0/family_role", "mother", "/people/0/family_role", "Kies een van"),
    ("/people/10/family_role", "child", "/people/10/born_on", "geboortedatum"),
    ("/people/0/key", "bas", "/people/1/key", "tweemaal"),
    ("/agreements/1/repeat_days", None, "/agreements/1/repeat_days", "op welke dagen"),
    ("/agreements/1/repeat_days", "65", "/agreements/1/repeat_days", ""),
    ("/agreements/1/repeat_days", "8", "/agreements/1/repeat_days", ""),
    ("/agreements/1/repeats", "daily", "/agreements/1/repeats", "Kies een van"),
    ("/people/0/last_name", "Jan\u0000sma", "/people/0/last_name", "U+0000"),
    ("/people/0/last_name", "Jan\u202esma", "/people/0/last_name", "U+202E"),
    ("/people/0/last_name", "\ud800", "/people/0/last_name", "U+D800"),
    ("/people/0/last_name", "x" * 20_001, "/people/0/last_name", "te lang"),
    ("/people", {}, "/people", "lijst"),
    ("/casus/started_on", "1800-01-01", "/casus/started_on", "1900 en 2100"),
    ("/casus/started_on", "9999-01-01", "/casus/started_on", "1900 en 2100"),
    ("/casus/started_on", "2026-02-30", "/casus/started_on", "1900 en 2100"),
    ("/casus/started_on", "gisteren", "/casus/started_on", "1900 en 2100"),
    ("/casus/worker", "nobody@vlierland.example", "/casus/worker", "--staff"),
    ("/casus/eyes_on_safety", "tante-sien", "/casus/eyes_on_safety", "niemand in dit bestand"),
    ("/meetings/0/starts_at", "25:00", "/meetings/0/starts_at", "niet goed geschreven"),
    ("/ratings/0/number", 11, "/ratings/0/number", "0 tot en met 10"),
    ("/ratings/0/number", -1, "/ratings/0/number", "0 tot en met 10"),
    ("/ratings/0/number", 6.5, "/ratings/0/number", "heel getal"),
    ("/ratings/0/number", "6", "/ratings/0/number", "heel getal"),
    ("/goals/0/good_enough", 12, "/goals/0/good_enough", "0 tot en met 10"),
    ("/ratings/0/goal", "D9", "/ratings/0/goal", "geen ‘D9’"),
    ("/dangers/0/worried", [], "/dangers/0/worried", "ten minste één"),
    ("/dangers/0/worried", ["kim", "kim"], "/dangers/0/worried", "tweemaal"),
    ("/dangers/0/worried/0", "piet", "/dangers/0/worried/0", "niemand in dit bestand"),
    ("/dangers/0/examples", None, "/dangers/0/examples", "gebeurtenis"),
    ("/dangers/1/number", 1, "/dangers/1/number", "tweemaal"),
    ("/agreements/0/doers", [], "/agreements/0/doers", "ten minste één"),
    ("/agreements/0/doers/1", "Kim en Marloes", "/agreements/0/doers/1", "Kim + Marloes"),
    ("/agreements/0/doers/0", "de buurman", "/agreements/0/doers/0", "niemand in dit bestand"),
    ("/agreements/0/checker", "kim", "/agreements/0/checker", "doet"),
    ("/agreements/0/phase", "direct", "/agreements/0/backup", None),
    ("/agreements/1/number", 1, "/agreements/1/number", "tweemaal"),
    ("/agreements/0/covers/0", "B9", "/agreements/0/covers/0", "geen ‘B9’"),
    ("/agreements/0/audience", "sub_group", "/agreements/0/sub_group", None),
    ("/agreements/0/audience", "chosen", "/agreements/0/readers", None),
    ("/agreements/0/until", "2020-01-01", "/agreements/0/until", None),
    ("/relations/0/to", "kim", "/relations/0/to", "zichzelf"),
    ("/contact_points/0/household", None, "/contact_points/0/person", "van wie"),
    ("/map_items/2/happened_on", None, "/map_items/2/happened_on", "dag"),
    ("/map_items/11/danger", None, "/map_items/11/danger", "kracht"),
    ("/map_items/11/actor", None, "/map_items/11/danger", "kracht"),
    ("/map_items/2/source_person", None, "/map_items/2/source_person", None),
    ("/map_items/3/disputed_by", None, "/map_items/3/disputed_by", None),
    ("/map_items/15/due_on", None, "/map_items/15/due_on", "welke dag"),
    ("/map_items/15/actor_person", None, "/map_items/15/actor_person", "wie dit doet"),
    ("/earlier_map_items/0/parts/0/field", "Kim", "/earlier_map_items/0/parts/0/field", "kent"),
    ("/goals/0/seen_by", None, "/goals/0/seen_by", None),
    ("/plans/0/ends_on", "2026-02-10", "/plans/0/ends_on", "14"),
    ("/plans/0/ends_on", None, "/plans/0/ends_on", "dag"),
    ("/plan_versions/0/ends_on", "2026-02-10", "/plan_versions/0/ends_on", "14"),
    ("/plan_versions/0/freeze", None, "/plan_versions/0", "vingerafdruk"),
    ("/meetings/0/attendance/1/person", "kim", "/meetings/0/attendance/1/person", "tweemaal"),
    ("/aftercare_plan/1", {"signals": "x", "first_help": "y"}, "/aftercare_plan/1", "tweemaal"),
    ("/evidence", [NOWHERE], "/evidence/0/record", "staat niets"),
    ("/checks/6/decision", "nothing", "/checks/6/decision_why", "waarom"),
    ("/rehearsals/0/changed_agreement", "A1", "/rehearsals/0/changed_agreement", "geoefend"),
]


@pytest.mark.parametrize(("place", "value", "where", "why"), REFUSED, ids=[f"{p} = {v!r}"[:60] for p, v, _w, _y in REFUSED])
def test_each_mistake_is_named_at_its_place(take_in, family, place, value, where, why):  # noqa: PLR0917
    data = family("A")
    if place == "/aftercare_plan/1":
        data["aftercare_plan"].append(value)
    else:
        put(data, place, value)
    if place == "/agreements/0/phase":
        del data["agreements"][0]["backup"]

    found = faults_of(take_in, data)
    assert where in found
    assert why is None or why in found[where]
    assert db.session.scalar(select(func.count(Person.id))) == 0


def test_everything_that_is_wrong_is_said_at_once(take_in, family):
    data = family("A")
    put(data, "/people/0/nickname", "x")
    put(data, "/ratings/3/number", 11)
    put(data, "/casus/started_on", "1800-01-01")

    assert set(faults_of(take_in, data)) == {"/people/0/nickname", "/ratings/3/number", "/casus/started_on"}


def test_somebody_of_one_sub_group_is_not_at_the_meeting_of_the_other(take_in, family):
    data = family("B")
    data["meetings"][1]["attendance"].append({"person": "lotte", "status": "present"})

    assert faults_of(take_in, data) == {"/meetings/1/attendance/5/person": "Deze persoon hoort bij de andere deelgroep."}


def test_a_version_that_was_changed_after_freezing_is_refused(take_in, family):
    data = export_casus(take_in(family("A")))
    data["plan_versions"][2]["body"]["agreements"][0]["what"] = "Iets anders."

    assert faults_of(take_in, data) == {
        "/plan_versions/2/sha256": "Deze versie is veranderd nadat zij was vastgelegd."
    }


def test_the_term_of_the_organisation_holds_for_a_temporary_plan(take_in, family):
    from workbench.accounts.operations import change_setting

    change_setting("plan.interim_days", 7, by=None)

    assert set(faults_of(take_in, family("A"))) == {"/plans/0/ends_on", "/plan_versions/0/ends_on"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b" " * (LARGEST + 1), "groter dan 40 MB"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"format": ', "regel 1, kolom 12"),
        (b'{"people": [], "people": []}', "‘people’ staat tweemaal"),
        (b'{"number": NaN}', "‘NaN’ is geen getal"),
        (b"[" * 100_000, "te diep"),
        (b'{"\\ud800": 1}', "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(context, content, why):
    with pytest.raises(FileRefused) as refused:
        read(content)
    assert why in str(refused.value.faults[0].reason)


def test_a_file_that_is_no_record_is_refused(take_in):
    for data in ([], "x", 1, None):
        assert "/format" in faults_of(take_in, data)


def test_what_the_workbench_allows_can_be_moved(take_in, family):
    """A child whose age alone is known, an agreement nobody checks yet, harm of which only the period is known."""
    data = family("A")
    put(data, "/people/2/born_on", None)
    put(data, "/people/2/age", 9)
    put(data, "/agreements/0/checker", None)
    put(data, "/map_items/0/happened_on", None)

    assert take_in(export_casus(take_in(data)))


def test_text_of_every_people_is_welcome(take_in, family):
    data = family("A")
    data["people"][0]["last_name"] = "Jansma 👩‍👧 نور <script> =SUM(1)"

    assert export_casus(take_in(data))["people"][0]["last_name"] == data["people"][0]["last_name"]


def test_the_schema_in_the_tree_is_the_one_of_these_models():
    assert schema.FILE.read_text() == schema.written(), "run: python -m workbench.transfer.schema"
    Draft202012Validator.check_schema(json.loads(schema.FILE.read_text()))


def test_a_place_is_a_json_pointer():
    assert pointer("a/b", 0, "c~d") == "/a~1b/0/c~0d"
