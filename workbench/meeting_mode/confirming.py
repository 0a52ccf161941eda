"""Reading back: the plan is written down as it is now, and everybody who has a part in an agreement says what he or she thinks.

At the table, aloud, or on one's own phone: the link is on the screen as a QR code, the code is on a card that was handed out
before (security.md D.4: never both halves in one picture). The caller commits.
"""

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts.settings import setting
from workbench.agreements import assent
from workbench.agreements import operations as agreements
from workbench.agreements.models import Agreement, AgreementStatus
from workbench.agreements.queries import agreement_of
from workbench.casus.models import Casus, Person
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meeting_mode import queries, reading_back, rules
from workbench.meeting_mode.models import CodeCard
from workbench.meetings.models import Meeting, MeetingKind
from workbench.plans import operations as plans
from workbench.plans.models import PlanKind, PlanVersion
from workbench.reviews import operations as reviews
from workbench.reviews import tokens
from workbench.reviews.models import Answer, Invitation, Outcome, Via
from workbench.reviews.rules import code_as_shown, new_code, why_no_link

audit.declare({"code cards made": _l("made cards with a code for a meeting")})

TO_BE_AGREED = (AgreementStatus.PROPOSED, AgreementStatus.IN_REVIEW)


def write_down(room: queries.Room, *, by: Any) -> PlanVersion:
    """This is how it stands now: a version of the plan that belongs to this meeting, so that people confirm a text that stays."""
    held_on = room.meeting.held_on
    temporary = room.meeting.kind is MeetingKind.TEMPORARY_PLAN
    version = plans.freeze(
        room.casus, by=by, kind=PlanKind.TEMPORARY if temporary else PlanKind.FINAL, starts_on=held_on,
        ends_on=held_on + timedelta(days=setting("plan.interim_days")) if temporary else None,
        evaluate_on=plans.usual_days(room.casus, held_on)[1], meeting_id=room.meeting.id,
    )  # fmt: skip
    plans.put_in_review(room.casus, version, by=by)
    room.sitting.reading = 1
    return version


def confirm(
    room: queries.Room, agreement_id: int, person_id: int, *, by: Any, outcome: Outcome, words: str, text_sha256: str
) -> Answer:
    """What somebody at the table says of an agreement that was read back, bound to the text on the screen.

    Raises RuleBroken when that text changed meanwhile, or this person is not asked about it.
    """
    line = next((one for one in reading_back.read_back(room) if one.agreement["id"] == agreement_id), None)
    if line is None or line.text_sha256 != text_sha256 or room.version is None:
        raise RuleBroken(_("This agreement changed meanwhile. Read it again: does the answer still hold?"))
    if person_id not in rules.asked_about(line.agreement, room.there):
        raise RuleBroken(_("This person has no part in this agreement, or is not here."))
    return reviews.answer(
        room.casus, agreement_id, outcome, words, person_id=person_id, version=room.version, text_sha256=text_sha256, by=by,
        via=Via.TABLE,
    )  # fmt: skip


def settle(room: queries.Room, *, by: Any) -> list[Agreement]:
    """What everybody with a part in it agreed to is agreed (domain.md 6.3). Returns those agreements.

    Not what was changed after it was read back: nobody said yes to that.
    """
    settled = []
    answers = queries.answers_of(room.casus)
    for line in reading_back.read_back(room):
        asked = set(rules.asked_about(line.agreement, room.screen.people))
        agreed = {one.person_id for one in answers if one.agreement_id == line.agreement["id"]
                  and one.text_sha256 == line.text_sha256 and one.outcome is Outcome.AGREE}  # fmt: skip
        if asked and asked <= agreed:
            found = agreement_of(room.casus, line.agreement["id"])
            # who is not in this room has to say yes too, and to the text as it reads now
            if found.status in TO_BE_AGREED and not assent.missing(found):
                agreements.move_agreement(found, found.version, by=by, status=AgreementStatus.AGREED)
                settled.append(found)
    return settled


def link_for(room: queries.Room, person: Person, *, by: Any) -> tuple[Invitation, str]:
    """A personal link for on the screen; it works for the time of a meeting. Raises RuleBroken without a card with a code."""
    card = queries.cards_of(room.meeting).get(person.id)
    if room.version is None:
        raise RuleBroken(_("Write down first how it stands now: people answer a text that does not move."))
    if card is None:
        raise RuleBroken(_("%(name)s has no card with a code yet. The answer can be said aloud.", name=person.name))
    life = timedelta(minutes=setting("reviews.meeting_link_minutes"))
    made, token, _code = reviews.invite(room.casus, person, room.version, by=by, code_hash=card.code_hash, life=life)
    return made, token


def make_cards(casus: Casus, meeting: Meeting, people: list[Person], *, by: Any) -> list[tuple[Person, str]]:
    """A code for each of these people who may have a link, on a card of its own; it is known only now. Older cards end."""
    known, made = queries.cards_of(meeting), []
    for person in people:
        if why_no_link(person, person.age_on(clock.today())) is None:
            code = new_code()
            card = known.get(person.id) or CodeCard(casus_id=casus.id, meeting_id=meeting.id, person_id=person.id)
            card.code_hash, card.made_at = tokens.hash_code(code), clock.now()
            db.session.add(card)
            made.append((person, code_as_shown(code)))
    audit.record("code cards made", casus, by=by, record=meeting, people=[person.id for person, _code in made])
    return made
