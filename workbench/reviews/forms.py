"""What workers fill in about links and answers. What participants fill in stands in guest_forms."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from workbench.accounts.settings import setting
from workbench.casus.models import ContactKind, ContactPoint
from workbench.outbox.operations import why_no_secret
from workbench.reviews import channels
from workbench.reviews.guest_forms import ASKED, WORDS, AnswerForm, CodeForm
from workbench.reviews.labels import HOW, OUTCOMES, masked
from workbench.reviews.models import Channel, Handling, Outcome
from workbench.web.fields import CleanText, Coach, Day, OneOf
from workbench.web.forms import Form

__all__ = ["ASKED", "WORDS", "AnswerForm", "CodeForm", "GiveForm", "PaperForm", "ReplyForm", "TakeOverForm"]
# What can be said of an answer; changing the text has a page of its own.
WAYS = {
    Outcome.AGREE_BUT: (Handling.TALKED, Handling.KEPT),
    Outcome.DISAGREE: (Handling.TALKED, Handling.KEPT),
    Outcome.NOT_UNDERSTOOD: (Handling.EXPLAINED, Handling.TALKED),
}


class GiveForm(Form):
    """How a link and its code go, and how long the link works. Only the ways this organisation uses are offered."""

    channel_link = OneOf(_l("How does the link go?"), radio=True)
    link_point = OneOf(_l("To which mailbox?"), empty=_l("none"))
    channel_code = OneOf(_l("How does the code go?"), radio=True)
    code_point = OneOf(_l("To which telephone or mailbox?"), empty=_l("none"))
    life = OneOf(_l("How long does the link work?"), options=(("usual", ""), ("meeting", "")), radio=True, default="usual")
    until = Day(_l("Must everybody have answered before a day?"))

    def __init__(self, points: list[ContactPoint], *args: Any, **values: Any) -> None:
        data = {"channel_link": Channel.QR, "channel_code": Channel.PAPER, "life": "usual", **values.pop("data", {})}
        super().__init__(*args, data=data, **values)
        links = {way: said for way, said in channels.LINK_WAYS.items() if way is not Channel.EMAIL or channels.sends_links()}
        self.channel_link.offer(links.items())
        self.channel_code.offer((one.name, one.label) for one in (channels.CHANNELS[Channel.PAPER], *channels.sending()))
        usable = [point for point in points if why_no_secret(point) is None]
        self.link_point.offer((one.id, masked(one)) for one in usable if one.kind is ContactKind.EMAIL)
        self.code_point.offer((one.id, masked(one)) for one in usable)
        days, minutes = setting("reviews.link_days"), setting("reviews.meeting_link_minutes")
        self.life.offer((
            ("usual", _l("%(days)s days, or until the plan is looked at again if that is sooner", days=days)),
            ("meeting", _l("%(minutes)s minutes, here and now", minutes=minutes)),
        ))  # fmt: skip

    @property
    def sends_code(self) -> bool:
        """Whether the code is sent."""
        return self.channel_code.data is not None and channels.CHANNELS[self.channel_code.data].sends

    @property
    def how_long(self) -> timedelta | None:
        """Only for a link that is used on the spot."""
        return timedelta(minutes=setting("reviews.meeting_link_minutes")) if self.life.data == "meeting" else None


class PaperForm(Form):
    """What somebody answered on paper or aloud, typed in by a colleague."""

    outcome = OneOf(_l("Answer"), options=OUTCOMES.items(), radio=True)
    change = CleanText(_l("In their own words"), lines=3, most=WORDS)
    text_sha256 = HiddenField()


class ReplyForm(Form):
    """What was done with an answer, and what this person reads back."""

    how = OneOf(_l("How did it end?"), radio=True)
    told = CleanText(_l("What does this person read?"), lines=3, most=WORDS, coach=Coach("family"))
    reply = CleanText(_l("What did you do with it?"), lines=3, most=WORDS)

    def about(self, outcome: Outcome) -> "ReplyForm":
        """Only what fits this answer: who would rather talk first reads nothing on a screen."""
        ways = WAYS.get(outcome, (Handling.TALKED,))
        self.how.offer([(way, HOW[way]) for way in ways])
        if not self.is_submitted() and self.how.data not in ways:
            self.how.data = ways[0]
        if outcome is Outcome.TALK_FIRST:
            del self.told
        return self


class TakeOverForm(Form):
    """The new text of an agreement, out of what somebody proposed."""

    what = CleanText(_l("What does this person do?"), required=True, lines=3, why=_l("Write down what somebody does."),
                     coach=Coach("agreement", ("T3",)))  # `when` says when
    when = CleanText(_l("When?"), required=True, most=400, why=_l("Write down when this happens."))
