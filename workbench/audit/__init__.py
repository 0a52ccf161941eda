"""The log. Changes are recorded in the transaction that makes them; reads are committed before the page is made.

Source: design.md 3.3 and 7 (a chain per casus), security.md E. The log holds ids and names of fields, never content.
"""

from workbench.audit.chain import head_of, remember_head, verify
from workbench.audit.events import EVENTS, declare
from workbench.audit.models import OFFICE
from workbench.audit.purging import month_of, purge
from workbench.audit.queries import account_history, sentences
from workbench.audit.sealing import seal_day
from workbench.audit.writing import (
    EMERGENCY,
    NORMAL,
    PRIVACY,
    SYSTEM,
    ParticipantActor,
    after_changes,
    on_changes,
    record,
    record_denied,
    record_read,
    record_search,
)

__all__ = [
    "EMERGENCY",
    "EVENTS",
    "NORMAL",
    "OFFICE",
    "PRIVACY",
    "SYSTEM",
    "ParticipantActor",
    "account_history",
    "after_changes",
    "declare",
    "head_of",
    "month_of",
    "on_changes",
    "purge",
    "record",
    "record_denied",
    "record_read",
    "record_search",
    "remember_head",
    "seal_day",
    "sentences",
    "verify",
]
