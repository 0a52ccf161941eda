"""The words for grounds, for what is lacking in a consent, and for who handed over."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench.partners.models import Ground, HandedOverBy
from workbench.partners.rules import Lack, Standing
from workbench.web.filters import together

GROUNDS = {
    Ground.CONSENT: _l("consent"),
    Ground.LAW: _l("the law"),
    Ground.CONFLICT_OF_DUTIES: _l("conflict of duties"),
}
FORMS = (("no", _l("said")), ("yes", _l("in writing")))
LACKS: dict[Lack, Any] = {
    Lack.MISSING: _l("no consent noted"), Lack.WITHDRAWN: _l("consent was withdrawn"), Lack.NOT_YET: _l("consent begins later"),
    Lack.ENDED: _l("consent has ended"), Lack.NO_SUBJECT: _l("consent does not say about whom"),
    Lack.INCOMPLETE: _l("consent is not complete"),
}  # fmt: skip
HANDED_OVER_BY = {
    HandedOverBy.SAFE_AT_HOME: _l("Veilig Thuis"), HandedOverBy.LOCAL_TEAM: _l("a local team"),
    HandedOverBy.INSTITUTION: _l("another institution for youth protection"), HandedOverBy.OTHER: _l("another organisation"),
}  # fmt: skip


def absent_in_words(standing: Standing, names: Mapping[int, str]) -> str:
    """Whose consent is still needed, and about whom: “Noa herself”, “Bas about Noa”."""
    parts = [
        _("%(name)s, of whom it is", name=names.get(who, "")) if who == about
        else _("%(name)s about %(about)s", name=names.get(who, ""), about=names.get(about, ""))
        for who, about in standing.absent
    ]  # fmt: skip
    return _("Still needed: %(names)s", names=together(parts)) if parts else ""
