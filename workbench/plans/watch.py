"""The look at what was just saved (domain.md GA4): something secret in a free text is said at once, not weeks later.

A warning, no refusal: a worker may need those words in a note of his or her own. What leaves is stopped in projection.py.
Only where the networks are separated: there it is dangerous, and elsewhere saving must not cost a look-up more.
"""

from flask import Response, flash, g, request
from flask_babel import gettext as _

from workbench.database import SAFE_METHODS
from workbench.plans.queries import protected_terms
from workbench.wording.leaks import find_contact_details, find_leaks

NOT_TEXT = {"csrf_token", "version"}
PLACE_OF_ITS_OWN = {"casus", "reviews"}  # rooms where a secret is typed in its own, protected field, or is an answer


def warn_of_secrets(response: Response) -> Response:
    """After a save: tell the worker when what was typed holds something that not everybody may know."""
    if is_watched() and response.status_code == 303 and has_secrets(g.casus.id, typed()):
        flash(
            _("Saved, but take care: it holds a place, a number or a word that not everybody may know. Whoever may not "
              "know it cannot get a plan in which it stands."), "warning",
        )  # fmt: skip
    return response


def is_watched() -> bool:
    """Whether this request changes a text of a casus with separated networks."""
    watched = request.method not in SAFE_METHODS and request.blueprint not in PLACE_OF_ITS_OWN
    return watched and "casus" in g and g.casus.separate_networks


def typed() -> str:
    """All texts of the form that was sent, but for the place of a meeting that is marked as secret."""
    own = {"place"} if "place_protected" in request.form else set()
    return "\n".join(text for name, text in request.form.items(multi=True) if name not in NOT_TEXT | own)


def has_secrets(casus_id: int, text: str) -> bool:
    """Whether a contact detail, or a secret of this casus that this part of the network may not know, stands in a text."""
    chosen = request.form.get("sub_group", request.form.get("sub_group_id"))
    terms = [term for term, group in protected_terms(casus_id) if group is None or str(group) != chosen]
    return bool(find_contact_details(text) or find_leaks(text, terms))
