"""What participants and workers fill in about links and answers."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from workbench.accounts.settings import setting
from workbench.casus.models import ContactKind, ContactPoint
from workbench.outbox.operations import why_no_secret
from workbench.reviews import channels
from workbench.reviews.labels import OUTCOMES, masked
from workbench.reviews.models import Channel, Outcome
from workbench.web.fields import CleanText, Day, OneOf
from workbench.web.forms import Form

WORDS = 2000
ASKED = {
    Outcome.AGREE: _l("Yes"),
    Outcome.AGREE_BUT: _l("Yes, but…"),
    Outcome.DISAGREE: _l("No"),
    Outcome.NOT_UNDERSTOOD: _l("I do not understand it"),
    Outcome.TALK_FIRST: _l("I would rather talk about it first"),
}


class CodeForm(Form):
    """The code of a link."""

    code = CleanText(_l("Type your code"), required=True, most=40, why=_l("Type the code that is on your card."))


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


class AnswerForm(Form):
    """What a participant says of one agreement. `text_sha256` is the fingerprint of the text on the page."""

    outcome = OneOf(_l("What do you think?"), options=ASKED.items(), radio=True)
    change = CleanText(_l("What would you like to be different?"), lines=3, most=WORDS)
    instead = CleanText(_l("What would work?"), lines=3, most=WORDS)
    text_sha256 = HiddenField()

    @property
    def words(self) -> str:
        """The words that belong to the answer that was chosen."""
        boxes: dict[Any, CleanText] = {Outcome.AGREE_BUT: self.change, Outcome.DISAGREE: self.instead}
        box = boxes.get(self.outcome.data)
        return (box.data or "") if box is not None else ""


class PaperForm(Form):
    """What somebody answered on paper or aloud, typed in by a colleague."""

    outcome = OneOf(_l("Answer"), options=OUTCOMES.items(), radio=True)
    change = CleanText(_l("In their own words"), lines=3, most=WORDS)
    text_sha256 = HiddenField()


class ReplyForm(Form):
    """What was done with an answer."""

    reply = CleanText(_l("What did you do with it?"), lines=3, most=WORDS)
