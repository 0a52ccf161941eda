"""The living plan of a casus as plain JSON: what a frozen version holds.

Everything a reader may ever need of it is in here, each item with who may see it (`group`, `audience`), people with the
name they want to be called. Contact points, addresses, phone numbers and days of birth are never read here, so that no
version can hold them.
"""

from collections import defaultdict
from datetime import date

from sqlalchemy import literal, select, union, union_all
from sqlalchemy.engine import RowMapping

from workbench.casus.models import Casus
from workbench.crypto import day_in
from workbench.extensions import db
from workbench.plans import temporary_part
from workbench.plans.models import PlanKind, PlanPart
from workbench.plans.rows import Body, Rows, json_value, linked, plain, rows, table
from workbench.voices.rules import answer_of, may_leave

FORMAT = 1
LET_GO = ("ended", "not_feasible")
TOOK_PART = ("present", "online", "represented")


def snapshot(casus: Casus, kind: PlanKind, day: date) -> Body:
    """The plan of this casus as it is now, for a version of this kind made on this day."""
    people = rows("person", casus)
    body: Body = {"format": FORMAT, "casus": casus_part(casus, people), "plan": plan_part(casus, kind, day)}
    body["people"] = people_part(casus, people, day)
    body["dangers"] = dangers_part(casus, people)
    body["goals"] = goals_part(casus, [danger["id"] for danger in body["dangers"]])
    body["bottom_lines"] = bottom_lines_part(casus)
    body["agreements"] = agreements_part(casus)
    situations = rows("special_situation", casus)
    body["situations"] = [plain(row, "situation", "text", group="sub_group_id") for row in situations]
    body["map"] = map_part(casus)
    body["rings"] = [plain(row, "ring", "since", person="person_id") for row in rows("circle_membership", casus)]
    body["child_words"] = child_words_part(casus)
    body["asked_children"] = asked_part(casus)
    body["attended"] = attended_part(casus, day)
    body["exercises"] = exercises_part(casus)
    body["checks"] = checks_part(casus)
    body["successes"] = successes_part(casus)
    body["aftercare"] = aftercare_part(casus)
    if kind is PlanKind.TEMPORARY:
        body["temporary"] = temporary_part.part(casus, people, day)
    return body


def for_gaps(casus: Casus, day: date) -> Body:
    """Only what `rules.gaps` looks at, in fewer statements than a whole snapshot."""
    people = rows("person", casus)
    dangers = [row for row in rows("danger_statement", casus) if row["status"].value != "withdrawn"]
    ids = [row["id"] for row in dangers]
    goals = [row for row in rows("safety_goal", casus) if row["danger_id"] in ids and row["status"].value != "let_go"]
    return {
        "people": people_part(casus, people, day),
        "dangers": [plain(row, "id", "number") for row in sorted(dangers, key=lambda row: row["number"])],
        "goals": [plain(row, "id", "sentence", danger="danger_id") for row in goals],
        "bottom_lines": bottom_lines_part(casus),
        "agreements": agreements_part(casus),
        "asked_children": asked_part(casus),
    }


def asked_part(casus: Casus) -> list[int]:
    """Which children were asked, or have a reason why not yet (B7)."""
    asked = (select(one.c.child_id).where(one.c.casus_id == casus.id) for one in (table("child_voice"), table("not_heard")))
    return sorted(db.session.scalars(union(*asked)))


def casus_part(casus: Casus, people: Rows) -> Body:
    """Whose plan this is, without what the family is called."""
    organisations = table("organisation")
    name = db.session.execute(select(organisations.c.name)).scalars().first()
    workers = table("users")
    worker = db.session.execute(select(workers.c.name).where(workers.c.id == casus.worker_id)).scalar_one()
    return {
        "separate": casus.separate_networks,
        "organisation": name or "",
        "worker": worker,
        "keeps_sight": casus.eyes_on_safety_id,
        "protected": any(row["protected"] for row in people),
        "staff": [row["id"] for row in people if reads_everything(casus, row)],
    }


def reads_everything(casus: Casus, person: RowMapping) -> bool:
    """A colleague with an account, or who keeps sight of the safety and belongs to neither side of a separated network."""
    keeps_sight = person["id"] == casus.eyes_on_safety_id and person["sub_group_id"] is None
    return person["user_id"] is not None or keeps_sight


def plan_part(casus: Casus, kind: PlanKind, day: date) -> Body:
    """The plan's own fields; a plan of the other kind lends them where this kind has none of its own, or one that is over."""
    found = {row["kind"]: row for row in rows("plan", casus)}
    if kind is PlanKind.TEMPORARY and kind in found and not temporary_part.is_of_now(found[kind], day):
        del found[kind]
    row = found.get(kind) or next(iter(found.values()), None)
    names = ("duration", "adapt_by_age", "explained_to_child", "what_if_unsafe", "diary", "rehearsing", "evaluate_who",
             "stand_in_how", "other_children")  # fmt: skip
    said: Body = {name: (row[name] or "" if row else "") for name in names}
    final = found.get(PlanKind.FINAL)
    return {**said, "stand_ins": temporary_part.people_with(PlanPart.STAND_IN, final["id"] if final else None)}


def people_part(casus: Casus, people: Rows, day: date) -> list[Body]:
    """Everybody, by the name they want to be called."""
    safe = defaultdict(list)
    of = table("safe_person")
    for row in db.session.execute(select(of).where(of.c.casus_id == casus.id).order_by(*of.primary_key)).mappings():
        safe[row["child_id"]].append(row["person_id"])
    return [
        {
            **plain(row, "id", "in_family", "natural", role="family_role", group="sub_group_id"),
            "name": row["call_name"] or row["first_name"],
            "full_name": " ".join(filter(None, (row["first_name"], row["last_name"]))),
            "age": age_on(row, day),
            "safety_object": row["safety_object"] or "",
            "safe_people": safe[row["id"]],
        }
        for row in people
        if not row["deceased"]
    ]


def age_on(row: RowMapping, day: date) -> int | None:
    """Age in whole years; the day of birth itself stays behind."""
    born = day_in(row["born_on"])
    if born is None:
        return row["age"]
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def dangers_part(casus: Casus, people: Rows) -> list[Body]:
    """Danger statements with who worries, which children, and what each parent thinks."""
    found = [row for row in rows("danger_statement", casus) if row["status"].value != "withdrawn"]
    ids = [row["id"] for row in found]
    worried = linked("danger_worried", "danger_id", ids)
    children = linked("danger_child", "danger_id", ids)
    opinions = linked("parent_opinion", "danger_id", ids)
    parents = [row["id"] for row in people if row["family_role"].value == "parent"]
    return [
        {
            **plain(row, "id", "number", "title", "sentence", group="sub_group_id"),
            "worried": [link["person_id"] for link in worried[row["id"]]],
            "children": [link["person_id"] for link in children[row["id"]]],
            "opinions": [plain(one, "opinion", "words", person="person_id") for one in opinions[row["id"]]],
            "parents": parents,
        }
        for row in sorted(found, key=lambda row: row["number"])
    ]


def goals_part(casus: Casus, dangers: list[int]) -> list[Body]:
    """Goals with who shows and who sees them, and every rating."""
    found = [row for row in rows("safety_goal", casus) if row["danger_id"] in dangers and row["status"].value != "let_go"]
    people = linked("goal_person", "goal_id", [row["id"] for row in found])
    ratings = linked("rating", "goal_id", [row["id"] for row in found])
    side_of = {row["id"]: row["sub_group_id"] for row in rows("meeting", casus)}
    return [
        {
            **plain(row, "id", "sentence", "hold_for", "hold_unit", "good_enough", danger="danger_id"),
            "family_text": row["family_text"] or "",
            "people": [link["person_id"] for link in people[row["id"]]],
            "ratings": [
                {**plain(one, "number", day="rated_on", person="person_id"), "group": side_of.get(one["meeting_id"])}
                for one in ratings[row["id"]]
            ],
        }
        for row in found
    ]


def bottom_lines_part(casus: Casus) -> list[Body]:
    """The bottom lines that hold."""
    found = [row for row in rows("bottom_line", casus) if row["status"].value == "active"]
    return [plain(row, "id", "text", "set_by", "ground", "set_on", group="sub_group_id") for row in found]


def agreements_part(casus: Casus) -> list[Body]:
    """Every agreement that is not over, with its people and who may read it."""
    found = [row for row in rows("agreement", casus) if row["status"].value not in LET_GO]
    ids = [row["id"] for row in found]
    people = linked("agreement_person", "agreement_id", ids)
    lines = linked("agreement_bottom_line", "agreement_id", ids)
    names = ("id", "key", "number", "what", "when", "status", "starts_on", "rehearsed_on", "audience", "phase", "kind")
    texts = ("label", "trigger", "what_if", "check_how")
    return [
        {
            **plain(row, *names, goal="goal_id", group="sub_group_id", checker="checker_id", backup="backup_id"),
            **plain(row, second_checker="second_checker_id", item="based_on_item_id", success="based_on_success_id"),
            **{name: row[name] or "" for name in texts},
            "bottom_lines": sorted(link["bottom_line_id"] for link in lines[row["id"]]),
            "people": [
                plain(link, "part", person="person_id") for link in sorted(people[row["id"]], key=lambda one: one["order"])
            ],
        }
        for row in sorted(found, key=lambda row: row["number"])
    ]


def map_part(casus: Casus) -> list[Body]:
    """Strengths and existing safety; harm stays on the map."""
    wanted = [row for row in rows("map_item", casus) if row["kind"].value in ("strength", "existing_safety")]
    kept = [row for row in wanted if row["withdrawn_on"] is None]
    return [plain(row, "id", "kind", "text", "period", day="happened_on", group="sub_group_id") for row in kept]


def child_words_part(casus: Casus) -> list[Body]:
    """A child's own words with who may see them; what may not be shared at all is not taken along."""
    voices = {row["id"]: row for row in rows("child_voice", casus)}
    items = linked("voice_item", "voice_id", voices)
    return [
        {
            **plain(item, "words", "may_share"),
            "child": voices[voice]["child_id"],
            "day": json_value(voices[voice]["heard_on"]),
            "answer": answer_of(item, voices[voice]["done_with_it"], items[voice]),
        }
        for voice in voices
        for item in sorted(items[voice], key=lambda one: one["order"])
        if may_leave(item["part"], item["may_share"], item["withdrawn_on"])
    ]


def attended_part(casus: Casus, day: date) -> list[Body]:
    """Who was at a meeting, and of which sub-group that meeting was (B13)."""
    meetings = {row["id"]: row for row in rows("meeting", casus) if row["held_on"] <= day}
    found = [row for row in rows("attendance", casus) if row["meeting_id"] in meetings]
    return [
        {"person": row["person_id"], "group": meetings[row["meeting_id"]]["sub_group_id"]}
        for row in found
        if row["status"].value in TOOK_PART
    ]


def exercises_part(casus: Casus) -> list[Body]:
    """Agreements tried out before they were needed."""
    found = rows("rehearsal", casus)
    agreements = linked("rehearsal_agreement", "rehearsal_id", [row["id"] for row in found])
    return [
        {
            "day": json_value(row["rehearsed_on"]),
            "what": row["scenario"],
            "result": " ".join(filter(None, (row["went_well"], row["went_wrong"], row["changed"]))),
            "agreements": [link["agreement_id"] for link in agreements[row["id"]]],
        }
        for row in found
    ]


def checks_part(casus: Casus) -> list[Body]:
    """What checkers saw; not what came by a personal link and was not shared by the worker."""
    return [
        {
            **plain(row, "outcome", day="checked_on", agreement="agreement_id"),
            "seen": row["seen"] or "",
            "follow_up": row["follow_up"] or "",
        }
        for row in rows("check_record", casus)
        if not row["private"]
    ]


def successes_part(casus: Casus) -> list[Body]:
    """What worked, and how it was celebrated; not what was taken back."""
    found = [row for row in rows("success", casus) if row["withdrawn_on"] is None]
    people = _people_of_successes([row["id"] for row in found])
    names = {"day": "happened_on", "group": "sub_group_id", "agreement": "agreement_id", "shared": "shared_with_family"}
    return [
        {
            **plain(row, "id", "what", **names),
            "celebrated": row["celebrated"] or "",
            **{part: people[part, row["id"]] for part in OF_SUCCESS},
        }
        for row in found
    ]


OF_SUCCESS = {"people": "success_person", "children": "success_child", "told": "success_told"}


def _people_of_successes(ids: list[int]) -> dict[tuple[str, int], list[int]]:
    """(part, success) → who did it, for which child, who heard it; one statement."""
    branches = (
        select(literal(part).label("part"), of.c.success_id, of.c.person_id).where(of.c.success_id.in_(ids))
        for part, of in ((part, table(name)) for part, name in OF_SUCCESS.items())
    )
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row in db.session.execute(union_all(*branches).order_by("part", "success_id", "person_id")):
        found[row.part, row.success_id].append(row.person_id)
    return found


def aftercare_part(casus: Casus) -> Body | None:
    """How it stays safe afterwards."""
    found = rows("aftercare_plan", casus)
    if not found:
        return None
    return {
        **plain(found[0], "signals", "first_help", "is_concept"),
        "needs": [plain(row, "need", person="person_id") for row in _standing("aftercare_need", casus)],
        "calls": [
            plain(row, "when", "service", caller="caller_id", called="called_id") for row in _standing("aftercare_call", casus)
        ],
        "contacts": [plain(row, "planned_on", person="person_id") for row in _standing("aftercare_contact", casus)],
    }


def _standing(name: str, casus: Casus) -> Rows:
    """The rows that were not taken back."""
    return [row for row in rows(name, casus) if row["withdrawn_on"] is None]
