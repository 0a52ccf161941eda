"""What parents think of a danger statement; what they thought before is kept. The caller commits."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench import audit
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.goals import queries
from workbench.goals.days import not_after_today
from workbench.goals.models import DangerStatement, EarlierOpinion, ParentOpinion
from workbench.records import expect_version

audit.declare({"opinion given": _l("wrote down what somebody thinks of a worry")})


def give_opinion(
    danger: DangerStatement, version: int, *, by: Any, person: int, opinion: Any, words: str, given_on: date
) -> ParentOpinion:
    """What a parent thinks of a danger statement; a later opinion takes the place of the one the form was made from.

    `version` is that one's, 0 where there was none; what was said before is kept. Raises EditConflict when somebody else
    wrote one down meanwhile.
    """
    not_after_today(given_on, "given_on")
    found = queries.opinion_of(danger, person)
    if found is not None:
        expect_version(found, version)
        _keep_earlier_opinion(found, (opinion, words or None, given_on), by)
    maker = getattr(by, "id", None)
    said = found or ParentOpinion(casus_id=danger.casus_id, danger_id=danger.id, person_id=person, created_by_id=maker)
    said.opinion, said.words, said.given_on = opinion, words or None, given_on
    casus = db.session.get_one(Casus, danger.casus_id)  # the guard has loaded it: no statement
    audit.record("opinion given", casus, by=by, record=said, action="U" if found else "C", person=person)
    db.session.add(said)
    db.session.flush()
    return said


def _keep_earlier_opinion(said: ParentOpinion, now: tuple[Any, str | None, date], by: Any) -> None:
    if (said.opinion, said.words, said.given_on) != now:
        db.session.add(EarlierOpinion(
            casus_id=said.casus_id, opinion_id=said.id, opinion=said.opinion, words=said.words, given_on=said.given_on,
            replaced_by_id=getattr(by, "id", None),
        ))  # fmt: skip
