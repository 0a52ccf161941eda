"""The rows of a casus as events of its timeline: each with words, who had a part in it and which children it is about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import gettext as _

from workbench.agreements.rules import OVER
from workbench.audit import EVENTS
from workbench.casus.queries import names_of
from workbench.clock import dutch_time
from workbench.mapping.labels import KINDS as MAP_KINDS
from workbench.meetings.labels import KINDS as MEETING_KINDS
from workbench.monitoring.labels import DECISIONS, OUTCOMES
from workbench.overview.labels import FRAMEWORKS, PHASES, STATUSES
from workbench.overview.timeline import Event
from workbench.overview.timeline_rows import Rows
from workbench.plans.words import KIND as PLAN_KINDS
from workbench.signals.labels import STEPS
from workbench.web.filters import day as written
from workbench.web.filters import together

THERE = ("present", "online", "represented")
LOOKS = {"done": "good", "partly": "warm", "not_done": "danger"}


class Events:
    """What happened in one casus. `private`: also lines somebody wrote for the worker alone."""

    def __init__(self, rows: Rows, *, private: bool) -> None:
        self.rows, self.private = rows, private
        self.names = names_of(rows["people"])
        self.side = {one.id: one.sub_group_id for one in rows["people"]}
        self.agreements = {one.id: one for one in rows["agreements"]}
        self.goals = {one.id: one for one in rows["goals"]}
        self.parts = _by(rows["parts"], "agreement_id")
        self.children = _by(rows["danger_children"], "danger_id")

    def all(self) -> Iterator[Event]:
        """Every event, in no order."""
        yield from self.signals()
        yield from self.items()
        yield from self.meetings()
        yield from self.versions()
        yield from self.agreement_moments()
        yield from self.changes()
        yield from self.checks()
        yield from self.rehearsals()
        yield from self.lines()
        yield from self.successes()
        yield from self.ratings()
        yield from self.phases()
        yield from self.documents()
        yield from self.chain()

    # --- what belongs together

    def called(self, people: Iterable[int]) -> str:
        """The names of these people, in words."""
        return together([self.names[one] for one in people if one in self.names])

    def children_of_goal(self, goal_id: int | None) -> frozenset[int]:
        """The children the worry of this goal is about."""
        goal = self.goals.get(goal_id or 0)
        return frozenset(one.person_id for one in self.children[goal.danger_id]) if goal is not None else frozenset()

    def about(self, agreement_id: int | None) -> dict[str, Any]:
        """The children and the part of the network of an agreement; without children of its own, those of its worry."""
        one = self.agreements.get(agreement_id or 0)
        if one is None:
            return {}
        own = frozenset(part.person_id for part in self.parts[one.id] if part.part == "child")
        group = one.sub_group_id if one.audience == "sub_group" else None
        return {"children": own or self.children_of_goal(one.goal_id), "group": group}

    def involved(self, agreement_id: int) -> frozenset[int]:
        """Who does an agreement, and who looks."""
        found = {part.person_id for part in self.parts[agreement_id] if part.part in ("doer", "together")}
        return frozenset(found | {self.agreements[agreement_id].checker_id} - {None})

    def nr(self, agreement_id: int) -> str:
        """What people call an agreement."""
        one = self.agreements[agreement_id]
        return one.label or str(one.number)

    # --- one subject after another

    def signals(self) -> Iterator[Event]:
        for one in self.rows["signals"]:
            text = one.content + (" " + _("Discussed on %(day)s.", day=written(one.discussed_on)) if one.discussed_on else "")
            yield Event(one.received_on, "signal", _("A signal came in"), text, "danger", _people(one.source_id),
                        endpoint="signals.index")  # fmt: skip

        for one in self.rows["meldcode_steps"]:
            title = _("Reporting code, step %(nr)s: %(words)s", nr=one.step, words=STEPS[one.step])
            yield Event(one.done_on, "signal", title, one.outcome or "", endpoint="signals.meldcode",
                        values={"meldcode_id": one.meldcode_id}, anchor=f"step-{one.step}")  # fmt: skip

    def chain(self) -> Iterator[Event]:
        """What was handed over and told, who keeps sight of the safety, and the moments of looking back."""
        for one in self.rows["handovers"]:
            title = _("Handed over by %(organisation)s", organisation=one.organisation)
            yield Event(one.received_on, "chain", title, one.assessment or "", endpoint="transfer.handover",
                        values={"handover_id": one.id})  # fmt: skip
        for one in self.rows["look_backs"]:
            title = _("Looked back on how it goes") if one.done_on else _("Planned: looking back on how it goes")
            yield Event(one.done_on or one.planned_on, "chain", title, one.outcome or "", endpoint="transfer.handover",
                        values={"handover_id": one.handover_id}, anchor="moments")  # fmt: skip
        for one in self.rows["keepers"]:
            title = _("%(name)s keeps sight of the safety", name=self.names.get(one.person_id, ""))
            yield Event(one.since, "chain", title, one.reason, people=_people(one.person_id), endpoint="partners.index",
                        anchor="sight")  # fmt: skip
        for one in self.rows["told"]:
            title = _("%(name)s was told of version %(number)s", name=one.name, number=one.number)
            yield Event(one.told_on, "chain", title, people=_people(one.person_id),
                        group=one.sub_group_id or self.side.get(one.person_id), endpoint="partners.index")  # fmt: skip

    def items(self) -> Iterator[Event]:
        children = _by(self.rows["item_children"], "item_id")
        for one in self.rows["items"]:
            look = {"harm": "danger", "existing_safety": "good", "strength": "good"}.get(one.kind.value, "plain")
            about = frozenset(link.person_id for link in children[one.id])
            yield Event(one.happened_on, "map", str(MAP_KINDS[one.kind]), one.text, look, _people(one.source_id, one.actor_id),
                        about, one.sub_group_id, "mapping.one", {"item_id": one.id})  # fmt: skip

    def meetings(self) -> Iterator[Event]:
        there = _by(self.rows["there"], "meeting_id")
        for one in self.rows["meetings"]:
            came = [link.person_id for link in there[one.id] if link.status.value in THERE]
            text = _("With %(names)s.", names=self.called(came)) if came else ""
            title = _("Meeting %(number)s: %(kind)s", number=one.number, kind=MEETING_KINDS[one.kind])
            yield Event(one.held_on, "meeting", title, text, "plain", _people(*came, one.chair_id), group=one.sub_group_id,
                        endpoint="meetings.one", values={"meeting_id": one.id})  # fmt: skip

    def versions(self) -> Iterator[Event]:
        for one in self.rows["versions"]:
            kind, where = PLAN_KINDS[one.kind.value], {"number": one.number}
            title = _("%(kind)s: version %(number)s was made", kind=kind, number=one.number)
            until = _("It holds until %(day)s.", day=written(one.ends_on)) if one.ends_on else ""
            yield Event(_day(one.frozen_at), "plan", title, until, endpoint="plans.version", values=where)
            if one.set_at:
                title = _("%(kind)s: version %(number)s was set", kind=kind, number=one.number)
                yield Event(_day(one.set_at), "plan", title, "", "good", endpoint="plans.version", values=where)

    def agreement_moments(self) -> Iterator[Event]:
        """When an agreement begins, and since when it stands as it does."""
        for one in self.rows["agreements"]:
            more = {"people": self.involved(one.id), "endpoint": "agreements.one", "values": {"agreement_id": one.id},
                    **self.about(one.id)}  # fmt: skip
            if one.starts_on:
                title = _("Agreement %(nr)s begins", nr=self.nr(one.id))
                yield Event(one.starts_on, "agreement", title, one.what, "good", **more)
            if one.status_since and one.status_since != one.starts_on:
                over = one.status in OVER
                state = _("ended") if over else STATUSES[one.status][1]
                title, text = _("Agreement %(nr)s: %(state)s", nr=self.nr(one.id), state=state), one.ended_why or one.what
                yield Event(one.status_since, "agreement", title, text, "warm" if over else "plain", **more)

    def changes(self) -> Iterator[Event]:
        """What the log says of changes; it holds no words, so neither does this."""
        for one in self.rows["changes"]:
            if one.record_id in self.agreements:
                title = _("Agreement %(nr)s: %(state)s", nr=self.nr(one.record_id), state=EVENTS.get(one.event, one.event))
                more = {"people": self.involved(one.record_id), "endpoint": "agreements.one",
                        "values": {"agreement_id": one.record_id}, **self.about(one.record_id)}  # fmt: skip
                yield Event(_day(one.at), "agreement", title, **more)

    def checks(self) -> Iterator[Event]:
        for one in self.rows["checks"]:
            title = _("Agreement %(nr)s: %(state)s", nr=self.nr(one.agreement_id), state=OUTCOMES[one.outcome])
            said = [one.seen, one.follow_up]
            said += [": ".join(filter(None, (str(DECISIONS[one.decision]), one.decision_why)))] if one.decision else []
            yield Event(one.checked_on, "check", title, " ".join(_sentences(said)), LOOKS.get(one.outcome.value, "plain"),
                        _people(one.person_id), endpoint="monitoring.index", anchor=f"check-{one.id}",
                        **self.about(one.agreement_id))  # fmt: skip

    def rehearsals(self) -> Iterator[Event]:
        tried, there = _by(self.rows["tried"], "rehearsal_id"), _by(self.rows["trying"], "rehearsal_id")
        for one in self.rows["rehearsals"]:
            which = [link.agreement_id for link in tried[one.id] if link.agreement_id in self.agreements]
            title = _("Rehearsed: agreement %(numbers)s", numbers=together([self.nr(each) for each in which]))
            people = _people(*(link.person_id for link in there[one.id]))
            yield Event(one.rehearsed_on, "rehearsal", title, " ".join(_sentences([one.scenario, one.went_well, one.changed])),
                        "good", people, endpoint="monitoring.index", anchor=f"rehearsal-{one.id}",
                        **(self.about(which[0]) if which else {}))  # fmt: skip

    def lines(self) -> Iterator[Event]:
        for one in self.rows["lines"]:
            if self.private or not one.private:
                about = self.about(one.agreement_id)
                if one.child_id:
                    about["children"] = frozenset({one.child_id})
                about["group"] = about.get("group") or self.side.get(one.person_id)
                who = self.names.get(one.person_id, "")
                title = _("%(name)s wrote in the diary", name=who) if who else _("In the diary")
                yield Event(one.written_on, "diary", title, one.text, "sun" if one.is_success else "plain",
                            _people(one.person_id), endpoint="monitoring.diary", anchor=f"line-{one.id}", **about)  # fmt: skip

    def successes(self) -> Iterator[Event]:
        doers = _by(self.rows["doers"], "success_id")
        for one in self.rows["successes"]:
            about = self.about(one.agreement_id) | ({"group": one.sub_group_id} if one.sub_group_id else {})
            text = _("Celebrated: %(how)s", how=one.celebrated) if one.celebrated else ""
            yield Event(one.happened_on, "success", one.what, text, "sun",
                        _people(*(link.person_id for link in doers[one.id])), endpoint="successes.index",
                        anchor=f"success-{one.id}", **about)  # fmt: skip

    def ratings(self) -> Iterator[Event]:
        """The numbers of one day at one goal together, each with its name; never averaged."""
        rounds: dict[tuple[Any, int], list[Any]] = defaultdict(list)
        for one in self.rows["ratings"]:
            rounds[one.rated_on, one.goal_id].append(one)
        for (day, goal_id), given in rounds.items():
            if goal_id in self.goals:
                goal = self.goals[goal_id]
                text = ", ".join(f"{self.names.get(one.person_id, '')} {one.number}" for one in sorted(given, key=lambda r: r.id))
                yield Event(day, "rating", _("How safe: numbers at goal %(number)s", number=goal.number), text, "plain",
                            _people(*(one.person_id for one in given)), self.children_of_goal(goal_id), goal.sub_group_id,
                            "goals.one", {"goal_id": goal_id})  # fmt: skip

    def phases(self) -> Iterator[Event]:
        """The beginning, every phase the casus came into, and every change of the legal ground."""
        begun = self.rows["begun"][0]
        yield Event(begun.started_on, "phase", _("The work with this family begins"), endpoint="overview.casus")
        came = [(one.changed_on, one.phase, one.reason) for one in self.rows["phases"]]
        if not came and begun.phase_since:  # out of a file that holds no history
            came = [(begun.phase_since, begun.phase, begun.phase_reason)]
        for day, phase, reason in came:
            title = _("Phase: %(phase)s", phase=PHASES[phase])
            yield Event(day, "phase", title, reason or "", endpoint="closing.index", anchor="phase")
        for one in self.rows["frameworks"]:
            title = _("Legal ground: %(framework)s", framework=FRAMEWORKS[one.framework])
            yield Event(one.since, "phase", title, one.reason, endpoint="closing.index", anchor="framework")

    def documents(self) -> Iterator[Event]:
        kinds = {"safety-plan": _("Safety plan"), "invitation": _("Invitation"), "minutes": _("Minutes")}
        for one in self.rows["documents"]:
            kind = kinds.get(one.kind, _("Document"))
            title = _("%(document)s for %(name)s", document=kind, name=self.names.get(one.reader_id, ""))
            yield Event(_day(one.made_at), "document", title, "", "plain", _people(one.reader_id),
                        group=self.side.get(one.reader_id), endpoint="documents.index")  # fmt: skip


def _by(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _people(*ids: int | None) -> frozenset[int]:
    return frozenset(one for one in ids if one is not None)


def _day(moment: Any) -> Any:
    return dutch_time(moment).date()


def _sentences(parts: Iterable[str | None]) -> list[str]:
    """What was said, each ending as a sentence does."""
    return [part if part[-1] in ".!?”" else f"{part}." for part in parts if part]
