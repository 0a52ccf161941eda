"""The demo's team learns: a learning meeting it held, one it planned, and a youth council that looked at its plan."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from workbench.accounts.models import User
from workbench.extensions import db
from workbench.learning.models import (
    LearningMeeting,
    LearningPoint,
    PanelLook,
    PositionBox,
    SeenBy,
    TakeAway,
    TeamAction,
)
from workbench.learning.rules import USUAL_LENGTH, MeetingState, PointKind, empty_box

Said = tuple[PointKind, dict[str, Any], str]


def learn(staff: Mapping[str, User]) -> None:
    """What Team Vlierdam planned for 25 June, and what it did on 21 May. The caller commits."""
    henk, sanne = staff["henk"], staff["sanne"]
    _meeting(sanne, date(2026, 6, 25), time(13, 0), "Vergaderkamer Vlier", [
        (PointKind.ACTIONS, {}, ""),
        (PointKind.LESSON, {"title": "In alle 2 plannen is openstaan voor signalen niet aangetoond",
                            "text": "Wat maakt het moeilijk om een signaal te bespreken?"}, ""),
        (PointKind.STATEMENT, {"key": "told_back"}, ""), (PointKind.STATEMENT, {"key": "siblings"}, ""),
        (PointKind.EXERCISE, {"key": "putting_off"}, ""), (PointKind.CLOSING, {}, ""),
    ])  # fmt: skip
    held = _meeting(henk, date(2026, 5, 21), time(13, 0), "Vergaderkamer Vlier", [
        (PointKind.STATEMENT, {"key": "homelessness"}, "Opvang voor het hele gezin vragen we voortaan schriftelijk."),
        (PointKind.STATEMENT, {"key": "as_a_group"}, "De jongerenraad kijkt na de zomer naar het plan voor een kind."),
        (PointKind.EXERCISE, {"key": "hard_talk"}, "De openingszin van tevoren hardop zeggen hielp iedereen."),
        (PointKind.CLOSING, {}, ""),
    ], state=MeetingState.HELD, opened_on=date(2026, 5, 21), took_part=4)  # fmt: skip
    _came_out_of(held, staff)
    db.session.add(PanelLook(
        team_id=henk.team_id, created_by_id=henk.id, seen_on=date(2026, 5, 6), who="De jongerenraad van Vlierland, zes jongeren",
        looked_at="Het plan voor een kind", said="Te veel woorden op één blad. En zet bovenaan wie ik kan bellen, niet onderaan.",
        changed="Wie je kunt bellen staat nu bovenaan. De tekst is de helft korter.",
    ))  # fmt: skip
    db.session.flush()


def _meeting(leader: User, day: date, at: time, place: str, agenda: Sequence[Said], **values: Any) -> LearningMeeting:
    meeting = LearningMeeting(team_id=leader.team_id, created_by_id=leader.id, led_by_id=leader.id, held_on=day, starts_at=at,
                              place=place, ics_uid=f"demo-{day.isoformat()}", **values)  # fmt: skip
    db.session.add(meeting)
    db.session.flush()
    for order, (kind, words, said) in enumerate(agenda, 1):
        point = LearningPoint(
            team_id=meeting.team_id, created_by_id=leader.id, meeting_id=meeting.id, order=order, kind=kind,
            minutes=USUAL_LENGTH[kind], said=said or None, **words,
        )  # fmt: skip
        db.session.add(point)
        db.session.flush()
        if kind is PointKind.STATEMENT:
            db.session.add(PositionBox(point_id=point.id, content=OPENED[words["key"]] if said else empty_box()))
    return meeting


def _came_out_of(meeting: LearningMeeting, staff: Mapping[str, User]) -> None:
    ours = {"team_id": meeting.team_id, "meeting_id": meeting.id}
    for name, text in (
        ("mehmet", "Ik zeg voortaan de zin die ik spannend vind als eerste."),
        ("henk", "Niet meteen een oplossing geven als iemand iets lastigs inbrengt."),
    ):
        db.session.add(
            TakeAway(owner_id=staff[name].id, created_by_id=staff[name].id, text=text, seen_by=SeenBy.TEAM, **ours)
        )
    db.session.add(TeamAction(
        owner_id=staff["joyce"].id, created_by_id=staff["joyce"].id, due_on=date(2026, 7, 3),
        what="De jongerenraad vragen wanneer zij naar het plan voor een kind kan kijken.", **ours,
    ))  # fmt: skip


def _box(said: Sequence[str], **counts: int) -> dict[str, Any]:
    return {"counts": empty_box()["counts"] | counts, "said": list(said)}


OPENED = {
    "homelessness": _box(
        ["Vorige winter was er echt niets voor het hele gezin."], agree=2, rather_agree=1, rather_disagree=1
    ),
    "as_a_group": _box(["Graag, maar wie betaalt hun tijd?"], agree=1, rather_agree=2, unknown=1),
}
