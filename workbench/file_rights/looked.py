"""Who looked at a file, in plain words, for the person it is about (security.md E.6).

A line for each function and day, never more: no name, no room, no number of times. Only what colleagues did is in it, and nothing
of it that is about one other person: a link, an answer, a reveal, a paper for somebody else leave no line, no count and no gap.
"""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from workbench.accounts.forms import ROLES
from workbench.accounts.models import Role
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus, Person
from workbench.clock import dutch_time
from workbench.documents.access_extract import Looked
from workbench.extensions import db

# Records that belong to one person: what happens to those of somebody else is that person's.
OF_ONE = frozenset({
    "invitation", "participant_session", "answer", "code_card", "contact_point", "reveal", "document_made", "let_out",
    "file_request", "file_item", "file_statement", "meeting_feedback", "person", "protected_term", "second_look", "draft",
})  # fmt: skip
ROOMS_OF_ONE = frozenset({"reviews", "documents", "let_out", "file_rights", "second_look", "pack", "drafts", "secret_words"})
PAGES_OF_ONE = frozenset({"casus.reveal", "casus.person", "meetings.reveal"})


def who_looked(casus: Casus, person: Person) -> list[Looked]:
    """A line for each day and function, the oldest first. One statement."""
    e = AuditEntry
    columns = (e.at, e.actor_role, e.action, e.checks, e.record_type, e.record_id, e.detail)
    asked = select(*columns).where(e.chain == casus.id, e.actor_kind == "staff", e.outcome == "ok").order_by(e.seq)
    found: dict[tuple[Any, str], set[str]] = {}
    for row in db.session.execute(asked):
        if row.actor_role and not is_of_somebody_else(row, person.id):
            found.setdefault((dutch_time(row.at).date(), row.actor_role), set()).add(kind_of(row))
    return [Looked(day, _function(role), _words(kinds)) for (day, role), kinds in sorted(found.items())]


def is_of_somebody_else(row: Any, person_id: int) -> bool:
    """Whether a row of the log is about one person, and not about this one."""
    if row.record_type == "document_made":
        return row.detail.get("reader") != person_id
    page = str(row.detail.get("page", ""))
    return row.record_type in OF_ONE or page.partition(".")[0] in ROOMS_OF_ONE or page in PAGES_OF_ONE


def kind_of(row: Any) -> str:
    """What somebody did: opened it in an emergency or to guard privacy, made a paper for this person, read or wrote."""
    if row.checks == "TF-T":
        return "emergency"
    if row.checks == "TF-F" and row.action == "R":
        return "privacy"
    return "paper" if row.record_type == "document_made" else "read" if row.action == "R" else "wrote"


def _function(role: str) -> str:
    return str(ROLES[Role(role)])


def _words(kinds: set[str]) -> str:
    said = {
        "read": _("read in the file, to work with the family"),
        "wrote": _("wrote in the file"),
        "privacy": _("read in the file to see whether it is dealt with as it should be, with a reason"),
        "paper": _("made a paper for you"),
        "emergency": _("opened the file in an emergency, with a reason that was looked at afterwards"),
    }
    return "; ".join(words for kind, words in said.items() if kind in kinds)
