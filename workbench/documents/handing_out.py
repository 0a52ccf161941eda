"""Which paper is not for which reader, and why: said to the worker before anything is made.

A document may have `refusal(view) -> str | None`. Whatever a document says itself, nothing is made for a child that must not
take paper along (domain.md 8.2: niet_meegeven), save the card with who to call where that is safe.
"""

from types import ModuleType

from flask_babel import gettext as _

from workbench.plans.plan_view import PlanView

CARD, NOTHING = "card", "nothing"


def refusal_of(document: ModuleType, view: PlanView) -> str | None:
    """Why this document is not made for this reader; None where it is."""
    ask = getattr(document, "refusal", None)
    return ask(view) if ask else refusal(view)


def refusal(view: PlanView) -> str | None:
    """For every paper but the card: not for a child that must not take it along."""
    return kept_back(view.for_child.takes, view.reader) if view.for_child else None


def kept_back(takes: str, name: str) -> str | None:
    """Why a child does not take a paper along, in words a worker can act on."""
    if takes == NOTHING:
        return _("It is not safe to give %(name)s anything on paper. Why, stands with the voice of %(name)s.", name=name)
    if takes == CARD:
        return _("It is not safe to give %(name)s this on paper. Only the card with who to call may be made. "
                 "Why, stands with the voice of %(name)s.", name=name)  # fmt: skip
    return None


def kept_from_child(casus_id: int, person_id: int) -> str | None:
    """The same for papers that are not of a plan, such as an invitation."""
    from workbench.plans.child_paper import takes_now

    takes = takes_now(casus_id, person_id)
    return kept_back(takes.value, _("this child"))
