"""The ways a code can reach somebody: a plug-in each (security.md D.4). Another way is one class and one row in CHANNELS.

A way that sends is off until the organisation switches it on (settings) and an administrator named who carries its messages
(WORKBENCH_MAIL_URL, WORKBENCH_SMS_URL).
"""

from datetime import datetime
from typing import Any, Protocol

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench.accounts.settings import setting
from workbench.casus.models import Casus, ContactKind, ContactPoint
from workbench.errors import RuleBroken
from workbench.outbox import operations as outbox
from workbench.outbox.models import MailKind, Way
from workbench.outbox.providers import provider
from workbench.reviews import rules
from workbench.reviews.models import Channel


class CodeChannel(Protocol):
    """One way for a code. `sends`: the workbench brings it there itself, and anew each time it is asked for."""

    name: Channel
    label: Any
    sends: bool

    def is_on(self) -> bool:
        """Whether this organisation uses it."""

    def address(self, point: ContactPoint) -> str | None:
        """Where a message for this contact point goes; None when it cannot go there this way."""

    def deliver(self, casus: Casus, point: ContactPoint, key: str, code: str, *, until: datetime, by: Any) -> None:
        """Put a code on its way, in the transaction of the caller."""


class _InHand:
    """Nothing is sent: a person gives it to a person."""

    sends = False

    def is_on(self) -> bool:
        return True

    def address(self, point: ContactPoint) -> str | None:
        return None

    def deliver(self, casus: Casus, point: ContactPoint, key: str, code: str, *, until: datetime, by: Any) -> None:
        raise RuleBroken(_("This code is given in person."))


class Paper(_InHand):
    """On a card, or said in the meeting: the usual way. It lives as long as the link."""

    name, label = Channel.PAPER, _l("On a card, or said in person")


class Handover(_InHand):
    """No code: a colleague unlocks one person's page on the own tablet."""

    name, label = Channel.HANDOVER, _l("On the worker’s tablet")


class _Sent:
    """Through the outbox, to one contact point that was checked with its owner."""

    sends = True
    name: Channel
    setting: str
    kind: ContactKind
    way: Way

    def is_on(self) -> bool:
        return setting(self.setting) == "yes" and provider(self.way) is not None

    def address(self, point: ContactPoint) -> str | None:
        return point.value if point.kind is self.kind else None

    def deliver(self, casus: Casus, point: ContactPoint, key: str, code: str, *, until: datetime, by: Any) -> None:
        address = self.address(point)
        if address is None:
            raise RuleBroken(_("A code cannot go to this number or address."))
        outbox.send_secret(casus, point, key, MailKind.CODE, code, way=self.way, address=address, by=by, good_until=until)


class Sms(_Sent):
    """To a mobile telephone that is of this person alone, through a gateway that makes text messages of mail."""

    name, label, setting, kind, way = Channel.SMS, _l("By SMS"), "reviews.code_by_sms", ContactKind.PHONE, Way.SMS

    def is_on(self) -> bool:
        return super().is_on() and "{number}" in str(setting("reviews.sms_address"))

    def address(self, point: ContactPoint) -> str | None:
        number = rules.mobile_number(point.value) if point.kind is self.kind else None
        pattern = str(setting("reviews.sms_address"))
        return pattern.replace("{number}", number) if number else None


class Email(_Sent):
    """To a mailbox that is of this person alone; never when the link went by mail."""

    name, label, setting, kind, way = Channel.EMAIL, _l("By e-mail"), "reviews.code_by_mail", ContactKind.EMAIL, Way.MAIL


CHANNELS: dict[Channel, CodeChannel] = {one.name: one for one in (Paper(), Sms(), Email(), Handover())}
LINK_WAYS: dict[Channel, Any] = {
    Channel.QR: _l("As a picture to scan, from this screen"),
    Channel.PAPER: _l("On paper"),
    Channel.ALOUD: _l("Said aloud, or typed for this person"),
    Channel.EMAIL: _l("By e-mail, without a word about what it is"),
}


def sending() -> list[CodeChannel]:
    """The ways by which this organisation sends codes."""
    return [one for one in CHANNELS.values() if one.sends and one.is_on()]


def sends_links() -> bool:
    """Whether this organisation sends links by mail."""
    return setting("reviews.link_by_mail") == "yes" and provider(Way.MAIL) is not None
