"""The wording coach and the leak scan: rules over plain text, without database and without Flask.

check(text, kind, context) says what a colleague would point at; find_leaks(text, terms) finds what must stay hidden.
"""

from workbench.wording.checks import check, checks_for
from workbench.wording.findings import Context, Finding
from workbench.wording.leaks import Leak, ProtectedTerm, find_contact_details, find_leaks

__all__ = ["Context", "Finding", "Leak", "ProtectedTerm", "check", "checks_for", "find_contact_details", "find_leaks"]
