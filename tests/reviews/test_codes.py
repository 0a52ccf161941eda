"""A code by SMS or mail: only where the house wants it, to a number that was checked, once, for ten minutes."""

import re
from datetime import timedelta
from email import message_from_string
from email.policy import default

import pytest

from tests import factories
from workbench import clock
from workbench.accounts.models import Setting
from workbench.audit.models import AuditEntry
from workbench.casus.models import ContactKind, ContactPoint, Person
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox import sending
from workbench.outbox.models import MailState, OutgoingMail
from workbench.plans.models import PlanVersion
from workbench.reviews import links, rules, tokens
from workbench.reviews.models import Channel, Invitation, ParticipantSession
from workbench.upkeep import doctor

ON = {
    "reviews.code_by_sms": "yes", "reviews.code_by_mail": "yes", "reviews.link_by_mail": "yes",
    "reviews.sms_address": "{number}@sms.test",
}  # fmt: skip


@pytest.fixture
def house(family, tmp_path, monkeypatch):
    """The organisation sends codes and links; a folder takes the place of the mail server and the SMS gateway."""
    for name in ("MAIL_URL", "SMS_URL"):
        monkeypatch.setitem(family.app.config, name, f"file://{tmp_path}")
    family.run(lambda _casus: db.session.add_all(
        Setting(key=key, value=value, holds_from=clock.today()) for key, value in ON.items()
    ))  # fmt: skip
    checked = {"only_theirs": True, "checked_on": factories.TODAY}
    family.phone = factories.contact_point(family.fatiha, "06 12 34 56 78", kind=ContactKind.PHONE, **checked)
    family.mailbox = factories.contact_point(family.fatiha, "fatiha@example.org", kind=ContactKind.EMAIL, **checked)
    family.folder = tmp_path
    return family


def invite(family, code=Channel.SMS, link=Channel.QR, **more):
    """A link of which the code is sent; its path."""
    points = {Channel.SMS: "phone", Channel.EMAIL: "mailbox"}

    def make(casus):
        person, version = db.session.get(Person, family.fatiha.id), db.session.get(PlanVersion, family.version.id)
        values = {"link_point": db.session.get(ContactPoint, family.mailbox.id)} if link is Channel.EMAIL else {}
        if code in points:
            values["code_point"] = db.session.get(ContactPoint, getattr(family, points[code]).id)
        values |= more
        return links.invite(casus, person, version, by=family.worker, channel_link=link, channel_code=code, **values)[1]

    return f"/o/{family.run(make)}"


def ask(browser, path):
    return browser.send(browser.open(path), {}, action=f"{path}/stuur-code")


def deliver(family):
    """Send what waits; the messages that came, oldest first."""
    with family.app.app_context():
        sending.send_waiting()
    files = sorted(family.folder.glob("*.eml"), key=lambda one: one.stat().st_mtime_ns)
    return [message_from_string(one.read_text(), policy=default) for one in files]


def code_in(message):
    return re.search(r"\d{3} \d{3}", message.get_content())[0]


@pytest.mark.parametrize(("channel", "to"), [(Channel.SMS, "31612345678@sms.test"), (Channel.EMAIL, "fatiha@example.org")])
def test_a_code_that_was_asked_for_lets_somebody_in_once(house, browse, channel, to):
    path, phone = invite(house, channel), browse()

    asked = ask(phone, path)
    [message] = deliver(house)
    came_in = phone.send(asked, {"code": code_in(message)}, action=f"{path}/code")
    again = browse()
    second = again.send(again.open(path), {"code": code_in(message)}, action=f"{path}/code")

    assert "Als deze link klopt, is een code onderweg." in asked.words
    assert message["To"] == to
    assert "/o/" not in message.as_string()
    assert came_in.address == "/o/afspraken"
    assert "klopt niet" in second.words, "it worked once"


def test_nothing_of_a_code_is_left_after_it_went(house, browse):
    ask(browse(), invite(house))
    code = code_in(deliver(house)[0])

    [mail], [link] = house.rows(OutgoingMail), house.rows(Invitation)
    assert (mail.state, mail.secret, mail.address) == (MailState.SENT, None, None)
    assert link.code_hash.startswith("$argon2id$")
    assert rules.SENT_LIFE - timedelta(seconds=30) < link.code_until - clock.now() <= rules.SENT_LIFE
    assert not any(code.replace(" ", "") in str(vars(entry)) for entry in house.rows(AuditEntry))


def test_a_code_of_ten_minutes_ago_is_over(house, browse):
    path, phone = invite(house), browse()
    asked = ask(phone, path)
    code = code_in(deliver(house)[0])
    house.run(lambda _casus: setattr(db.session.scalars(db.select(Invitation)).one(), "code_until", clock.now()))

    assert "klopt niet" in phone.send(asked, {"code": code}, action=f"{path}/code").words
    assert house.rows(Invitation)[0].failed_total == 0, "and what is over is not even compared"


def test_five_wrong_tries_kill_a_sent_code_and_a_new_one_works(house, browse):
    path, phone = invite(house), browse()
    ask(phone, path)
    first = code_in(deliver(house)[0])
    for _try in range(5):
        phone.send(phone.open(path), {"code": "000 000" if first != "000 000" else "111 111"}, action=f"{path}/code")
    assert house.rows(Invitation)[0].code_hash is None
    assert "klopt niet" in phone.send(phone.open(path), {"code": first}, action=f"{path}/code").words

    ask(phone, path)
    second = code_in(deliver(house)[-1])

    assert phone.send(phone.open(path), {"code": second}, action=f"{path}/code").address == "/o/afspraken"
    assert house.rows(Invitation)[0].failed_total == 5


def test_a_new_code_takes_the_place_of_the_one_before(house, browse):
    path, phone = invite(house), browse()
    ask(phone, path)
    ask(phone, path)

    messages = deliver(house)
    assert len(messages) == 1, "the first had not gone yet, and has no use any more"
    assert phone.send(phone.open(path), {"code": code_in(messages[0])}, action=f"{path}/code").address == "/o/afspraken"


def test_three_codes_an_hour_and_five_a_day(house, browse):
    path, phone = invite(house), browse()

    def hours_pass(_casus):
        for mail in db.session.scalars(db.select(OutgoingMail)):
            mail.created_at -= timedelta(hours=2)

    for _time in range(4):
        assert "is een code onderweg" in ask(phone, path).words
    assert len(house.rows(OutgoingMail)) == 3
    house.run(hours_pass)
    for _time in range(4):
        assert "is een code onderweg" in ask(phone, path).words
    assert len(house.rows(OutgoingMail)) == 5


def test_two_hundred_codes_an_hour_for_the_house_and_then_an_alarm(house, browse, monkeypatch):
    monkeypatch.setattr(rules, "HOUSE_SENDS_AN_HOUR", 1)
    path, phone = invite(house), browse()

    pages = [ask(phone, path) for _time in range(3)]

    assert len({page.status for page in pages}) == 1
    assert len(house.rows(OutgoingMail)) == 1
    assert [entry.event for entry in house.rows(AuditEntry)].count("many codes") == 1, "told once an hour"
    assert "meer dan 200 codes" in browse(factories.administrator()).open("reviews.everywhere").words.casefold()


def test_asking_for_a_code_tells_nothing_of_the_link(house, browse, monkeypatch):
    """The same page and the same hash for a link that sends, one on paper, one that ended and one that never was."""
    hashes, really, pages = [], tokens.hash_code, []
    on_paper = house.invite(house.truus)[0]
    sends = invite(house)
    monkeypatch.setattr(tokens, "hash_code", lambda code: (hashes.append(1), really(code))[1])
    for path in (sends, on_paper, f"/o/{tokens.new_token()}"):
        page = ask(browse(), path)
        pages.append(re.sub(rb"/o/[\w-]{40,}|value=\"[^\"]+\"", b"", page.body))
    house.run(lambda casus: links.revoke_all(casus, "worker", by=house.worker))
    pages.append(re.sub(rb"/o/[\w-]{40,}|value=\"[^\"]+\"", b"", ask(browse(), sends).body))

    assert len(set(pages)) == 1
    assert len(hashes) == 4
    assert len(house.rows(OutgoingMail)) == 1


def test_without_the_house_wanting_it_nothing_is_offered_or_sent(family, browse):
    path, _code = family.invite()

    assert "Stuur mij een code" not in browse().open(path).words
    page = browse(family.worker).open("reviews.give", ref=family.casus.ref, person_id=family.fatiha.id)
    assert not page.tree.xpath("//input[@value='sms' or @value='email']")
    checked = {"kind": ContactKind.PHONE, "only_theirs": True, "checked_on": factories.TODAY}
    family.phone = factories.contact_point(family.fatiha, "06 12 34 56 78", **checked)
    with pytest.raises(RuleBroken):
        invite(family)


@pytest.mark.parametrize("change", [
    {"only_theirs": False}, {"checked_on": None}, {"do_not_contact": "hij leest mee"}, {"withdrawn_on": factories.TODAY},
    {"value": "020 123 45 67"},
])  # fmt: skip
def test_a_number_that_was_not_checked_gets_no_code(house, change):
    def undo(_casus):
        for name, value in change.items():
            setattr(db.session.get(ContactPoint, house.phone.id), name, value)

    house.run(undo)

    with pytest.raises(RuleBroken):
        invite(house)


def test_somebody_elses_number_gets_no_code(house):
    checked = {"kind": ContactKind.PHONE, "only_theirs": True, "checked_on": factories.TODAY}
    other = factories.contact_point(house.truus, "06 87 65 43 21", **checked)

    with pytest.raises(RuleBroken):
        invite(house, code_point=other)


def test_a_code_does_not_come_at_an_hour_that_is_not_safe(house, browse):
    now = clock.dutch_time(clock.now())
    path = invite(house)

    def not_now(_casus):
        point = db.session.get(ContactPoint, house.phone.id)
        point.safe_from, point.safe_until = (now + timedelta(hours=2)).time(), (now + timedelta(hours=3)).time()

    house.run(not_now)
    assert "is een code onderweg" in ask(browse(), path).words
    assert deliver(house) == []
    assert house.rows(OutgoingMail)[0].state is MailState.WITHDRAWN


def test_a_link_by_mail_goes_alone_and_its_code_another_way(house, browse):
    answers = {"channel_link": "email", "link_point": house.mailbox.id, "channel_code": "sms", "code_point": house.phone.id}
    page = browse(house.worker).fill("reviews.give", answers, ref=house.casus.ref, person_id=house.fatiha.id)
    waiting = house.run(lambda _casus: db.session.execute(db.text("select secret from outgoing_mail")).scalar_one())
    assert b"/o/" not in bytes(waiting), "sealed while it waits"
    [mail] = deliver(house)
    address = re.search(r"https?://\S+/o/[\w-]{43}", mail.get_content())[0]
    path = address[address.index("/o/"):]

    assert "/o/" not in page.text_source, "the worker does not see it any more"
    assert (mail["Subject"], mail["To"]) == ("Er staat een bericht klaar", "fatiha@example.org")
    phone = browse()
    asked = ask(phone, path)
    code = code_in(deliver(house)[-1])
    assert phone.send(asked, {"code": code}, action=f"{path}/code").address == "/o/afspraken"
    with pytest.raises(RuleBroken):
        invite(house, Channel.EMAIL, Channel.EMAIL)


def test_a_link_that_was_withdrawn_before_its_mail_went_does_not_go(house):
    invite(house, link=Channel.EMAIL)
    [link] = house.rows(Invitation)

    def send_and_withdraw(casus):
        found, point = db.session.get(Invitation, link.id), db.session.get(ContactPoint, house.mailbox.id)
        links.send_link(found, casus, point, "https://x.test/o/abc", by=house.worker)
        db.session.commit()
        links.revoke(found, "worker", casus=casus, by=house.worker)

    house.run(send_and_withdraw)
    assert deliver(house) == []
    assert house.rows(OutgoingMail)[0].secret is None


def test_a_number_checked_before_is_offered_without_being_shown(house, browse):
    page = browse(house.worker).open("reviews.give", ref=house.casus.ref, person_id=house.fatiha.id)

    assert "telefoon die eindigt op 78" in page.words
    assert "12 34 56" not in page.text_source
    assert "fatiha@" not in page.text_source


@pytest.mark.parametrize(("typed", "number"), [
    ("06 12 34 56 78", "31612345678"), ("+31 6 12345678", "31612345678"), ("0031612345678", "31612345678"),
    ("020 123 45 67", None), ("06 123", None), ("+48 601 234 567", "48601234567"), ("bel mij", None), ("", None),
])  # fmt: skip
def test_a_number_as_a_gateway_wants_it(typed, number):
    assert rules.mobile_number(typed) == number


def test_many_unknown_addresses_are_an_alarm_and_nothing_more(family, browse, monkeypatch):
    monkeypatch.setattr(rules, "UNKNOWN_A_MINUTE", 3)
    path, code = family.invite()
    for _try in range(6):
        assert browse().open(f"/o/{tokens.new_token()}").status == 200

    assert [entry.event for entry in family.rows(AuditEntry)].count("many unknown links") == 1
    with family.app.app_context():
        (said,) = doctor.of_the_links()
    assert not said.well
    phone = browse()
    assert phone.send(phone.open(path), {"code": code}, action=f"{path}/code").address == "/o/afspraken"


def test_the_same_browser_that_comes_back_is_one_browser(family, enter, browse):
    path, code = family.invite()
    phone = enter(path, code)
    for _again in range(3):
        phone.send(phone.open(path), {"code": code}, action=f"{path}/code")

    assert len(family.rows(ParticipantSession)) == 4
    assert "Klopt dit?" not in browse(family.worker).open("reviews.index", ref=family.casus.ref).words


def test_what_was_looked_at_is_told_again_only_when_it_happens_again(family, enter, browse):
    path, code = family.invite()
    for _browser in range(3):
        enter(path, code)
    worker = browse(family.worker)
    page = worker.open("reviews.index", ref=family.casus.ref)
    [link] = family.rows(Invitation)
    after = worker.send(page, {}, action=f"/casus/{family.casus.ref}/links/{link.id}/looked")

    assert "Klopt dit?" in page.words
    assert "Klopt dit?" not in after.words
    enter(path, code)
    assert "Klopt dit?" in worker.open("reviews.index", ref=family.casus.ref).words


def test_vandaag_can_ask_which_links_want_a_look(family, statements):
    from workbench.reviews import alarms

    family.invite()

    def lock(_casus):
        db.session.scalars(db.select(Invitation)).one().locked_at = clock.now()

    family.run(lock)
    del statements[:]
    [odd] = family.run(lambda casus: alarms.to_look_at([casus.id]))
    assert (odd.why, odd.person_id) == ("locked", family.fatiha.id)
    assert sum("invitation" in one for one in statements) == 1


def test_sending_at_once_beside_the_request(house, monkeypatch):
    """The bell is rung for every request; it sends only codes and links, and leaves the rest to the timer."""
    from workbench.outbox import quick

    asked = []
    monkeypatch.setattr(quick, "_start", asked.append)
    with house.app.app_context():
        quick.ring()
        monkeypatch.setitem(house.app.config, "SEND_AT_ONCE", True)
        quick.ring()
    assert asked == [house.app]
    quick._rung.clear()
