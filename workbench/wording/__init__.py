"""The wording coach and the leak scan: rules over plain text, without database and without Flask.

check(text, kind, context) says what a colleague would point at; find_leaks(text, terms) finds what must stay hidden.
"""

from workbench.wording.checks import CHECKS, Check, Settings, check, checks_for
from workbench.wording.findings import KINDS, Context, Finding
from workbench.wording.leaks import Leak, ProtectedTerm, find_contact_details, find_leaks
from workbench.wording.people import checker_is_doer, only_professionals
from workbench.wording.reading_level import ReadingLevel, reading_level
from workbench.wording.words import SHIPPED, WordLists

__all__ = [
    "CHECKS", "KINDS", "SHIPPED", "Check", "Context", "Finding", "Leak", "ProtectedTerm", "ReadingLevel", "Settings", "WordLists",
    "check", "checker_is_doer", "checks_for", "find_contact_details", "find_leaks", "only_professionals", "reading_level",
]  # fmt: skip
