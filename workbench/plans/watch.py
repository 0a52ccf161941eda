"""The look at what was just saved (domain.md GA4): something secret in a free text is said at once, not weeks later.

A warning, no refusal: a worker may need those words in a note of his or her own. What leaves is stopped in projection.py.

An open telephone number, postcode, e-mail or street address is a gentle warning in every casus; that costs no look-up. The
casus's own protected words are looked up (one statement) where the networks are separated, since there it is dangerous, where
somebody added words that are secret, and elsewhere only once such an open detail was found, to say whether it is a protected one.
So saving an ordinary text costs nothing more in most families; a protected name in a text of a casus without separated networks
and without secret words is said when the plan is made.
"""

from flask import Response, flash, g, request
from flask_babel import gettext as _

from workbench.database import SAFE_METHODS
from workbench.plans.queries import protected_terms
from workbench.wording.leaks import find_contact_details, find_leaks

NOT_TEXT = {"csrf_token", "version"}
PLACE_OF_ITS_OWN = {"casus", "reviews", "secret_words"}  # a secret is typed in its own, protected field, or is an answer
OWN_FIELDS = {"place"}  # where an open address belongs
# A tick that says a secret stands in these fields: what is in them is shown after asking for it.
MARKED = {"place_protected": OWN_FIELDS, "protected": {"what", "asked_of", "answer"}}


def warn_of_secrets(response: Response) -> Response:
    """After a save: tell the worker when what was typed holds something that not everybody may know."""
    if response.status_code == 303 and is_watched():
        open_details = bool(find_contact_details(typed(OWN_FIELDS)))
        guarded = g.casus.separate_networks or g.plan_asks.secret_words
        if (open_details or guarded) and has_secrets(g.casus.id):
            flash(
                _("Saved, but take care: it holds a place, a number or a word that not everybody may know. Whoever may not "
                  "know it cannot get a plan in which it stands."), "warning",
            )  # fmt: skip
        elif open_details:
            flash(
                _("Saved. It holds a telephone number, a postcode or an address that perhaps not everybody may know. It goes "
                  "along wherever this text is read; leave it out if it is not needed."), "warning",
            )  # fmt: skip
    return response


def is_watched() -> bool:
    """Whether this request changed a text of a casus."""
    return request.method not in SAFE_METHODS and request.blueprint not in PLACE_OF_ITS_OWN and "casus" in g


def typed(left_out: set[str]) -> str:
    """All texts of the form that was sent, without these fields."""
    return "\n".join(text for name, text in request.form.items(multi=True) if name not in NOT_TEXT | left_out)


def has_secrets(casus_id: int) -> bool:
    """Whether a secret of this casus that this part of the network may not know stands in what was typed.

    The place of a meeting, or a request for the whole family, that is marked as secret stands where it belongs.
    """
    chosen = request.form.get("sub_group", request.form.get("sub_group_id"))
    terms = [term for term, group in protected_terms(casus_id) if group is None or str(group) != chosen]
    marked = {field for tick, fields in MARKED.items() if tick in request.form for field in fields}
    return bool(find_leaks(typed(marked), terms))
