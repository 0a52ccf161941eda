"""What would make a record count that does not yet, or not fully: one sentence a kind. Adding a kind is adding a row."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, String, and_, literal, or_, select

from workbench.aftercare.models import AftercareContact
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus, FamilyPlanOffer
from workbench.mapping.models import ItemKind, MapItem
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.monitoring.models import Check, CheckOutcome
from workbench.partners.models import Partner
from workbench.signals.models import Signal
from workbench.standards.evidence import (
    BUILDS_ON,
    CASUS,
    HELD,
    KEEPS_SIGHT,
    KEPT_SAFE,
    LIVE,
    NETWORK_DOER,
    ON_MAP,
    SOMEBODY_THERE,
)
from workbench.successes.models import Success

TO_COME = (MeetingStatus.PLANNED, MeetingStatus.INVITED)


@dataclass(frozen=True)
class Almost:
    """A kind of record (the `name` of its evidence), when it does not count (fully), and what would make it count."""

    name: str
    model: Any
    when: Any
    words: Any

    def rows(self, number: int) -> Select[Any]:
        """(kind of record, record, number of this row) of one casus."""
        of_casus = Casus.id == CASUS if self.model is Casus else self.model.casus_id == CASUS
        return select(
            literal(self.name, String).label("type"), self.model.id.label("record"), literal(number).label("number")
        ).where(of_casus, self.when)


ALMOST: tuple[Almost, ...] = (
    Almost("signal", Signal, Signal.discussed_on.is_(None), _l("This counts as soon as it says on which day it was discussed.")),
    Almost("map_item", MapItem, and_(ON_MAP, MapItem.kind == ItemKind.EXISTING_SAFETY, ~KEPT_SAFE),
           _l("This weighs more as soon as it says on which day it stayed safe, and in spite of which worry.")),
    Almost("agreement", Agreement, and_(LIVE, ~NETWORK_DOER, ~BUILDS_ON),
           _l("This counts as soon as somebody from the network does it, or it builds on what worked before.")),
    Almost("meeting", Meeting, or_(Meeting.status.in_(TO_COME), and_(Meeting.status.in_(HELD), ~SOMEBODY_THERE)),
           _l("This counts as soon as it was held and says who was there.")),
    Almost("check_record", Check, Check.outcome == CheckOutcome.UNKNOWN,
           _l("This counts as soon as it is known whether the agreement was kept.")),
    Almost("success", Success, and_(Success.withdrawn_on.is_(None), Success.celebrated.is_(None)),
           _l("This weighs more as soon as it says how it was celebrated, and with whom it was shared.")),
    Almost("partner", Partner, and_(Partner.ended_on.is_(None), Partner.informed_on.is_(None)),
           _l("This counts as soon as it says on which day this professional was told of the plan.")),
    Almost("family_plan_offer", Casus, Casus.family_plan_offer == FamilyPlanOffer.NOT_YET,
           _l("This counts as soon as the family was offered to make its own plan.")),
    Almost("eyes_on_safety", Casus, ~KEEPS_SIGHT, _l("This counts as soon as it is known who keeps sight of the safety.")),
    Almost("aftercare_contact", AftercareContact, AftercareContact.done_on.is_(None),
           _l("This counts as soon as it was held.")),
)  # fmt: skip


@cache
def rows_of_all() -> list[Select[Any]]:
    """A select for each row of the table."""
    return [one.rows(number) for number, one in enumerate(ALMOST)]
