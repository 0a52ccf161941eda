"""What a person fills in about one version: why it is set all the same, passed, withdrawn, approved or sent back."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.web.fields import CleanText, Coach, OneOf
from workbench.web.forms import Form

READ = Coach("family")  # it stands in the plan
YES_NO = (("yes", _l("I approve this version")), ("no", _l("I send it back")))


class SetForm(Form):
    """Setting a version."""

    despite = CleanText(
        _l("Why do you set the plan all the same?"), most=1000, lines=2, coach=READ,
        description=_l("This stands in the plan, with the objection. For example: Bas and Kim go on talking about it on Monday; "
                       "until then Truus picks Noa up."),
    )  # fmt: skip

    @classmethod
    def keeps_drafts(cls) -> bool:
        """It stands on a page that is read, and is sent to another address: no draft of it would be found back."""
        return False


class PassForm(Form):
    """Going on without something, with the reason; empty takes that back."""

    reason = CleanText(
        _l("Why does the plan go on without this?"), most=1000, lines=3, coach=READ,
        description=_l("This stands in the plan. For example: Daan is in hospital; Sanne talks with him next week."),
    )


class WithdrawForm(Form):
    """Taking back a version."""

    why = CleanText(
        _l("Why do you withdraw this version?"), most=1000, lines=2, required=True,
        why=_l("Write down why this version is withdrawn."),
        description=_l("Only colleagues read this. For example: the old agreement about Friday was still in it."),
    )  # fmt: skip


class ApprovalForm(Form):
    """What the supervisor decides."""

    approved: Any = OneOf(_l("What do you decide?"), options=YES_NO, radio=True)
    words = CleanText(
        _l("What do you want to say with it?"), most=2000, lines=3,
        description=_l("Needed when you send it back. For example: agreement 3 does not say yet who comes when Fatiha is away."),
    )

    @property
    def decision(self) -> dict[str, Any]:
        """The answers, for the operation."""
        return {"approved": self.approved.data == "yes", "words": self.words.data}
