"""The walk of test_plan_machine.py: each rule is one thing somebody does, and after each the whole is compared with the model."""

import copy
from contextlib import ExitStack, suppress
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests import factories
from tests.safety.plan_model import IN_FORCE, OVER, STEPS, Days, Deal, Family, Frozen, Said
from tests.safety.plan_world import World, deal, put_back
from workbench import clock
from workbench.agreements import operations as agreements
from workbench.agreements.models import Agreement, AgreementKind, AgreementStatus, Audience
from workbench.agreements.queries import agreement_of
from workbench.casus import operations as people
from workbench.casus.models import Phase as Safety
from workbench.casus.models import SafePerson
from workbench.documents.words import ANSWER
from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db
from workbench.goals.models import BottomLine, BottomLineGround, BottomLineStatus, DangerStatement, DangerStatus
from workbench.meeting_mode import confirming, reading_back
from workbench.meeting_mode import queries as table
from workbench.plans import answers
from workbench.plans import operations as plans
from workbench.plans.models import PlanKind, PlanVersion
from workbench.plans.reader import Reader
from workbench.reviews import operations as reviews
from workbench.reviews import queries as review_queries
from workbench.reviews.models import Answer, Invitation, Outcome, Via

NR = st.integers(0, 11)
WORDS = st.sampled_from(["Kort bellen.", "Lang bellen.", "Langs gaan."])
WHEN = st.sampled_from(["elke dag", "elke week"])
IF = st.sampled_from(["", "Dan iemand anders.", "Dan later."])
FIELDS = st.sets(st.sampled_from(["what", "when", "doers", "what_if", "checker", "backup", "lines", "audience"]))
MOVES = [one for one in AgreementStatus if one.value not in OVER]


def pick(things: Any, nr: int) -> Any:
    """One of these."""
    found = list(things)
    return found[nr % len(found)]


class Walk(RuleBasedStateMachine):
    """Each rule is one thing somebody does; after each the whole is compared with the model."""

    world: World  # set by `walking`, with what it looks like at the start of each walk
    start: Family

    def __init__(self) -> None:
        super().__init__()
        self.kept = ExitStack()
        self.kept.callback(clock._demo.update, clock._demo.copy())
        self.kept.enter_context(put_back(self.world.app))
        self.world.model = self.model = copy.deepcopy(self.start)
        self.links: dict[int, int] = {}  # person → version of the link that still works
        self.marks = 0

    def teardown(self) -> None:
        self.kept.close()

    def tried(self, change: Any, *refusals: type[Exception]) -> Any:
        """What the change gave; None when it was refused in one of these ways."""
        with suppress(*refusals):
            return self.world.do(change)
        return None

    # --- agreements

    def answers(self, *, one: int, other: int, choice: int, **texts: str) -> dict[str, Any]:
        """A filled-in form of an agreement, right or wrong."""
        everybody, sides = [*self.model.people], [self.world.green, self.world.blue, None]
        return {
            "goal": pick(self.model.goals, one), "what": texts["words"], "when": texts["when"], "what_if": texts["what_if"],
            "doers": [] if choice == 9 else list(dict.fromkeys([pick(everybody, one), pick(everybody, choice)])),
            "checker": None if choice == 8 else pick(everybody, other),
            "backup": None if choice % 2 else pick(everybody, one + 3),
            "phase": pick(Safety, choice), "kind": pick(AgreementKind, other), "audience": pick(Audience, choice),
            "sub_group": pick(sides, other), "readers": [pick(everybody, other)][: choice % 3],
            "children": [one.id for one in self.model.people.values() if one.is_child][: other % 2],
            "bottom_lines": [line for line in self.model.lines if (line + choice) % 2],
        }  # fmt: skip

    @rule(one=NR, other=NR, words=WORDS, when=WHEN, what_if=IF, choice=NR)
    def propose(self, **chosen: Any) -> None:
        given = self.answers(**chosen)
        ought = deal(0, given)
        made = self.tried(lambda casus, by: agreements.add_agreement(casus, by=by, **given).id, RuleBroken)
        assert (made is None) == ought.refused(), "B3, B4, B5 hold from the first moment"
        if made is not None:
            ought.id = made
            self.model.deals[made] = ought

    @precondition(lambda self: self.model.deals)
    @rule(nr=NR, one=NR, other=NR, words=WORDS, when=WHEN, what_if=IF, choice=NR, late=NR, some=FIELDS)
    def change(self, nr: int, late: int, some: set[str], **chosen: Any) -> None:
        now = pick(self.model.deals.values(), nr)
        given = self.answers(**chosen)
        asked = {name: given[name] for name in some if name in given}
        asked |= {"bottom_lines": given["bottom_lines"]} if "lines" in some else {}
        asked |= {name: given[name] for name in ("sub_group", "readers") if "audience" in some}
        after = Deal(**{**vars(now), **self.fields(asked)})
        new = {name: value for name, value in self.fields(asked).items() if plain(value) != plain(getattr(now, name))}
        stale = late == 0

        def save(casus: Any, by: Any) -> bool:
            found = agreement_of(casus, now.id)
            agreements.change_agreement(found, found.version - 1 if stale else found.version, by=by, **asked)
            return True

        done = self.tried(save, EditConflict, RuleBroken)
        may = not stale and (not new or (now.status not in OVER and not after.refused()))
        assert bool(done) == may, "saved when it may be, and only then"
        if done and new:
            self.model.change(now, new)

    def fields(self, asked: dict[str, Any]) -> dict[str, Any]:
        """The words of the form as the model calls them."""
        called = {"bottom_lines": "lines", "sub_group": "group"}
        return {called.get(name, name): str(value) if name == "audience" else value for name, value in asked.items()}

    @precondition(lambda self: self.model.deals)
    @rule(nr=NR, to=NR)
    def move(self, nr: int, to: int) -> None:
        now, status = pick(self.model.deals.values(), nr), pick(MOVES, to)

        def save(casus: Any, by: Any) -> bool:
            found = agreement_of(casus, now.id)
            why = "Iedereen zei ja aan tafel." if status is AgreementStatus.AGREED else ""
            agreements.move_agreement(found, found.version, by=by, status=status, reason=why)
            return True

        done = self.tried(save, RuleBroken)
        assert bool(done) == (status.value in STEPS.get(now.status, ())), f"from {now.status} to {status.value}"
        if done:
            now.status = status.value

    @precondition(lambda self: self.model.deals)
    @rule(nr=NR, feasible=st.booleans(), reason=st.sampled_from(["", "Het is niet meer nodig."]))
    def end(self, nr: int, feasible: bool, reason: str) -> None:
        now = pick(self.model.deals.values(), nr)

        def save(casus: Any, by: Any) -> bool:
            found = agreement_of(casus, now.id)
            agreements.end_agreement(found, found.version, by=by, reason=reason, feasible=feasible)
            return True

        done = self.tried(save, RuleBroken)
        assert bool(done) == (bool(reason) and now.status not in OVER)
        if done:
            now.status = "ended" if feasible else "not_feasible"

    # --- what else the plan rests on

    @rule(what=st.sampled_from(["danger", "goal", "withdraw", "line", "no line", "unsafe", "safe", "older"]), nr=NR)
    def family_changes(self, what: str, nr: int) -> None:
        model = self.model

        def save(casus: Any, _by: Any) -> None:
            child = pick([one for one in model.people.values() if one.is_child], nr)
            if what == "danger" and len(model.dangers) < 3:
                made = factories.danger(casus, title="Meer", sentence="Er is nog een zorg.")
                model.dangers.append(made.id)
            elif what == "goal" and (bare := [one for one in model.dangers if one not in model.goals.values()]):
                danger = db.session.get_one(DangerStatement, bare[0])
                model.goals[factories.goal(casus, danger, sentence="Het gaat goed.", child_notices="Rust.").id] = danger.id
            elif what == "withdraw" and len(model.dangers) > 1:
                gone = model.dangers.pop(nr % len(model.dangers))
                db.session.get_one(DangerStatement, gone).status = DangerStatus.WITHDRAWN
                model.goals = {goal: danger for goal, danger in model.goals.items() if danger != gone} or model.goals
            elif what == "line":
                made = BottomLine(casus_id=casus.id, text=f"Eis {nr}", set_by="Sanne", set_on=clock.today(), reason="Nodig.",
                                  ground=BottomLineGround.COURT)  # fmt: skip
                db.session.add(made)
                db.session.flush()
                model.lines.append(made.id)
            elif what == "no line" and model.lines:
                db.session.get_one(BottomLine, model.lines.pop(nr % len(model.lines))).status = BottomLineStatus.WITHDRAWN
            elif what == "unsafe" and child.safe:
                db.session.execute(db.delete(SafePerson).where(SafePerson.child_id == child.id))
                child.safe = False
            elif what == "safe" and not child.safe:
                db.session.add(SafePerson(casus_id=casus.id, child_id=child.id, person_id=self.world.named("Truus").id))
                child.safe = True

        self.world.do(save)

    @rule(nr=NR)
    def somebody_leaves(self, nr: int) -> None:
        grown = [one for one in self.model.people.values() if not one.is_child and not one.is_staff]
        who = pick(grown, nr)
        if who.ended or sum(one.ended for one in grown) > 1:
            return

        def save(casus: Any, by: Any) -> None:
            person = db.session.get_one(factories.Person, who.id)
            same = {name: getattr(person, name) for name in ("family_role", "protected")}
            people.change_person(casus, person, person.version, by=by, **same, ended_on=clock.today())

        self.world.do(save)
        who.ended = True
        self.links.pop(who.id, None)

    @rule(days=st.sampled_from([1, 9, 40]))
    def days_pass(self, days: int) -> None:
        clock._demo["shift"] += timedelta(days=days)

    # --- versions

    @rule(kind=st.sampled_from(PlanKind), start=st.integers(-1, 1), last=st.sampled_from([None, -3, 3, 14, 30]),
          again=st.sampled_from([None, -2, 20, 42, 90, 120]))  # fmt: skip
    def freeze(self, kind: PlanKind, start: int, last: int | None, again: int | None) -> None:
        first = clock.today() + timedelta(days=start)
        days = Days(first, *(None if one is None else first + timedelta(days=one) for one in (last, again)))
        made = self.tried(lambda casus, by: self._frozen(plans.freeze(casus, by=by, kind=kind, **days._asdict())), RuleBroken)
        wrong = (last is not None and last < 0) or (kind is PlanKind.TEMPORARY and (last is None or last > 14))
        assert (made is None) == (wrong or (again is not None and again < 0)), "B10 from the first moment"
        if made is not None:
            self.model.freeze(made[0], kind.value, days).sha256 = made[1]

    def _frozen(self, version: PlanVersion) -> tuple[int, str]:
        return version.id, version.sha256

    @precondition(lambda self: self.model.versions)
    @rule(nr=NR)
    def put_before_people(self, nr: int) -> None:
        version = pick(reversed(self.model.versions), nr)
        self.world.do(lambda casus, by: plans.put_in_review(casus, db.session.get_one(PlanVersion, version.id), by=by))
        version.status = "in_review" if version.status == "concept" else version.status

    @precondition(lambda self: self.model.versions)
    @rule(nr=NR, despite=st.sampled_from(["", "", "Wij praten maandag verder."]))
    def set_plan(self, nr: int, despite: str) -> None:
        version = pick(reversed(self.model.versions), nr)

        def save(casus: Any, by: Any) -> bool:
            plans.set_version(casus, db.session.get_one(PlanVersion, version.id), by=by, despite=despite)
            return True

        done = self.tried(save, RuleBroken)
        wanted = self.model.may_be_set(version, despite, clock.today())
        why = (*version.misses(self.model.began), self.model.objections(version))
        assert bool(done) == wanted, f"set: {done}, while the model sees {why}"
        if done:
            self.model.set(version)

    # --- answers

    @precondition(lambda self: self.model.versions)
    @rule(nr=NR, who=NR)
    def invite(self, nr: int, who: int) -> None:
        version, person = pick(reversed(self.model.versions), nr), pick(self.model.people.values(), who)

        def save(casus: Any, by: Any) -> bool:
            found = db.session.get_one(PlanVersion, version.id)
            reviews.invite(casus, db.session.get_one(factories.Person, person.id), found, by=by)
            return True

        done = self.tried(save, RuleBroken)
        may = not person.ended and not person.is_staff and not (person.is_child and (person.age or 0) < 12)
        holds = version.status not in ("expired", "replaced") and not version.is_over(clock.today())
        assert bool(done) == (may and holds and bool(version.own(person.id)))
        if done:
            self.links[person.id] = version.id
            version.status = "in_review" if version.status == "concept" else version.status

    @precondition(lambda self: self.links)
    @rule(nr=NR)
    def withdraw_link(self, nr: int) -> None:
        who = pick(self.links, nr)

        def save(casus: Any, by: Any) -> None:
            person = db.session.get_one(factories.Person, who)
            reviews.revoke_for(person, "worker", casus=casus, by=by)

        self.world.do(save)
        del self.links[who]

    @precondition(lambda self: self.links)
    @rule(nr=NR, which=NR, outcome=st.sampled_from(Outcome), stale=NR)
    def answer_by_link(self, nr: int, which: int, outcome: Outcome, stale: int) -> None:
        who = pick(self.links, nr)

        def shown(_casus: Any, _by: Any) -> int | None:
            asked = review_queries.shown_version(clock.today())
            return db.session.scalar(db.select(asked).where(Invitation.person_id == who, Invitation.revoked_at.is_(None)))

        version = self.version(self.world.do(shown))
        if version is not None:
            self.say(version, who, which, outcome, via=Via.LINK, stale=stale)

    @precondition(lambda self: self.model.versions)
    @rule(nr=NR, who=NR, which=NR, outcome=st.sampled_from(Outcome), stale=NR)
    def answer_on_paper(self, nr: int, who: int, which: int, outcome: Outcome, stale: int) -> None:
        version = pick(reversed(self.model.versions), nr)
        self.say(version, pick(version.people, who), which, outcome, via=Via.PAPER, stale=stale)

    def version(self, id_: int | None) -> Frozen | None:
        return next((one for one in self.model.versions if one.id == id_), None)

    def say(self, version: Frozen, who: int, which: int, outcome: Outcome, *, via: Via, stale: int) -> None:
        """Somebody answers an agreement of this version, or a text of another version that is still on the table."""
        if not version.own(who):
            return
        about, words = pick(version.own(who), which), self.mark()
        others = [one.text(about) for one in self.model.versions if about in one.deals] + ["0" * 64]
        text = version.text(about) if stale > 2 else pick(reversed(others), stale)

        def save(casus: Any, by: Any) -> int:
            actor = reviews.audit.ParticipantActor(who) if via is Via.LINK else by
            given = reviews.answer(
                casus, about, outcome, words, person_id=who, version=db.session.get_one(PlanVersion, version.id),
                text_sha256=text, by=actor, via=via,
            )  # fmt: skip
            db.session.flush()
            return given.id

        given = self.tried(save, RuleBroken)
        assert (given is None) == (text != version.text(about)), "an answer is about the text that was read"
        if given is not None:
            self.model.answer(Said(given, who, about, outcome.value, words, text, via.value, version.id))

    def mark(self) -> str:
        self.marks += 1
        return f"Mijn woorden {self.marks}."

    @precondition(lambda self: any(said.counts for said in self.model.answers))
    @rule(nr=NR)
    def handle(self, nr: int) -> None:
        said = pick([one for one in self.model.answers if one.counts], nr)
        self.world.do(lambda casus, by: reviews.handle(db.session.get_one(Answer, said.id), "Besproken.", casus=casus, by=by))
        said.handled = True

    # --- at the table

    @rule(agree=st.integers(0, 7), other=st.sampled_from(Outcome), which=NR)
    def read_back(self, agree: int, other: Outcome, which: int) -> None:
        """The plan is written down, everybody asked says something of one agreement, and what all agree to is agreed."""

        def write(casus: Any, by: Any) -> tuple[int, str, PlanKind, Days]:
            made = confirming.write_down(self.room(casus, by), by=by)
            return made.id, made.sha256, made.kind, Days(made.starts_on, made.ends_on, made.evaluate_on)

        id_, sha256, kind, days = self.world.do(write)
        version = self.model.freeze(id_, kind.value, days)
        version.sha256, version.status = sha256, "in_review"
        lines = self.world.do(lambda casus, by: [(one.agreement["id"], [who.person for who in one.people])
                                                 for one in reading_back.read_back(self.room(casus, by))])  # fmt: skip
        if not lines:
            return
        about, asked = pick(lines, which)
        for place, who in enumerate(asked):
            self.aloud(version, who, about, other if place == agree else Outcome.AGREE)

    def room(self, casus: Any, by: Any) -> table.Room:
        return table.room(casus, self.world.meeting_id, by)

    def aloud(self, version: Frozen, who: int, about: int, outcome: Outcome) -> None:
        words = self.mark()

        def save(casus: Any, by: Any) -> int:
            given = confirming.confirm(self.room(casus, by), about, who, by=by, outcome=outcome, words=words,
                                       text_sha256=version.text(about))  # fmt: skip
            db.session.flush()
            return given.id

        said = Said(self.world.do(save), who, about, outcome.value, words, version.text(about), "table", version.id)
        self.model.answer(said)

    @rule()
    def settle(self) -> None:
        """What the table calls agreed now is what everybody with a part in it said yes to, as it reads now."""
        settled = self.world.do(lambda casus, by: [one.id for one in confirming.settle(self.room(casus, by), by=by)])
        for id_ in settled:
            now = self.model.deals[id_]
            text = Frozen(0, "", Days(*[None] * 3), self.model.deals, self.model.people, [], {}, []).text(id_)  # type: ignore[arg-type]
            for who in now.with_a_part - set(now.children):
                said = [one for one in self.model.answers if one.counts and (one.who, one.deal) == (who, id_)]
                assert [(one.outcome, one.text) for one in said] == [("agree", text)], "agreed by all, to this text"
            now.status = "agreed"

    # --- what always holds

    @invariant()
    def all_is_well(self) -> None:
        self.world.do(lambda casus, _by: self.look(casus))

    def look(self, casus: Any) -> None:
        """The whole beside the model."""
        self.no_answer_is_lost(casus)
        self.agreements_stand_where_they_stand(casus)
        self.versions_stay_what_they_were(casus)
        open_links = db.select(Invitation.person_id).where(Invitation.casus_id == casus.id, Invitation.revoked_at.is_(None))
        assert sorted(db.session.scalars(open_links)) == sorted(self.links), "a link ends when it must"
        for version in self.model.versions[-2:]:
            self.only_what_somebody_agreed_to_is_called_agreed(version)

    def no_answer_is_lost(self, casus: Any) -> None:
        asked = db.select(Answer).where(Answer.casus_id == casus.id).order_by(Answer.id)
        found = [(one.id, one.person_id, one.agreement_id, one.outcome.value, one.words, one.text_sha256, one.via.value,
                  one.plan_version_id, one.superseded_at is None, one.handled_at is not None)
                 for one in db.session.scalars(asked)]  # fmt: skip
        ought = [(one.id, one.who, one.deal, one.outcome, one.words, one.text, one.via, one.version, one.counts, one.handled)
                 for one in self.model.answers]  # fmt: skip
        assert found == ought

    def agreements_stand_where_they_stand(self, casus: Any) -> None:
        asked = db.select(Agreement).where(Agreement.casus_id == casus.id)
        found = {one.id: (one.status.value, one.what, one.when, one.what_if or "") for one in db.session.scalars(asked)}
        assert found == {one.id: (one.status, one.what, one.when, one.what_if) for one in self.model.deals.values()}

    def versions_stay_what_they_were(self, casus: Any) -> None:
        asked = db.select(PlanVersion).where(PlanVersion.casus_id == casus.id)
        found = {one.id: (one.status.value, one.sha256, plans.verify(one)) for one in db.session.scalars(asked)}
        assert found == {one.id: (one.status, one.sha256, True) for one in self.model.versions}
        for kind in PlanKind:
            assert sum(one.status in IN_FORCE and one.kind == kind.value for one in self.model.versions) <= 1

    def on_paper(self, version: PlanVersion) -> dict[int, str]:
        """Person → what a paper that shows everything says of the answers."""
        ids = {one["name"]: one["id"] for one in version.body["people"]}
        colleague = Reader(id=0, name="", full_name="", group=None, is_staff=True, is_parent=False, separate=False,
                           groups={one["id"]: one["group"] for one in version.body["people"]})  # fmt: skip
        shown = answers.approvals_for(answers.given_to(version), version.body, colleague, version.body["agreements"])
        return {ids[view.name]: str(ANSWER.get(view.answer, view.answer)) for view in shown}

    def only_what_somebody_agreed_to_is_called_agreed(self, version: Frozen) -> None:
        """On paper, and on the phone of each person."""
        found = db.session.get_one(PlanVersion, version.id)
        said = self.on_paper(found)
        for who in version.people:
            word, ought = said.get(who, ""), self.model.approval(version, who)
            assert word.startswith("ja, op ") if ought == "deels" else word == ought, f"{who} reads {word!r}, not {ought!r}"
            if texts := review_queries.answered_texts(self.world.casus_id, who):
                counted = {one.deal for one in self.model.counted(version, who)}
                answered = review_queries.own_plan(found, who, texts).answered
                assert answered == counted & set(version.own(who)), "asked again about what was not answered, and only that"


def plain(value: Any) -> Any:
    """Lists compare by what is in them; no text is the same as an empty one."""
    return sorted(value) if isinstance(value, list) else value or None
