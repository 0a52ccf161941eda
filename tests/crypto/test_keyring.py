"""Sealed values: only readable with a key on the ring, only in their own column, and never when a bit was changed."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from tests import factories
from workbench.casus.models import Casus, Person
from workbench.crypto import CannotOpen, EncryptedText, KeyRing, new_key
from workbench.extensions import db

PLACE = "person.first_name"


@pytest.fixture
def ring():
    return KeyRing.parse(new_key("k1"))


@pytest.mark.parametrize("words", ["Kim", "", "Öztürk 😀", "زينب", "a" * 4000, "<script>", "=SUM(1)"])
def test_what_is_sealed_comes_back_word_for_word(ring, words):
    assert ring.open(ring.seal(words, PLACE), PLACE) == words


def test_the_same_words_never_look_the_same(ring):
    assert ring.seal("Kim", PLACE) != ring.seal("Kim", PLACE)


def test_a_value_moved_to_another_column_does_not_open(ring):
    with pytest.raises(CannotOpen):
        ring.open(ring.seal("Wilgenpad 7", "contact_point.value"), PLACE)


def test_no_bit_can_be_changed_unseen(ring):
    sealed = ring.seal("Kim", PLACE)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(CannotOpen):
            ring.open(bytes(changed), PLACE)


def test_an_old_key_still_opens_and_the_first_one_seals():
    old, new = new_key("old"), new_key("new")
    sealed = KeyRing.parse(old).seal("Kim", PLACE)

    both = KeyRing.parse(f"{new},{old}")

    assert both.open(sealed, PLACE) == "Kim"
    assert both.sealed_with(both.seal("Kim", PLACE)) == "new"
    with pytest.raises(CannotOpen):
        KeyRing.parse(new).open(sealed, PLACE)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "k1",
        "k1:short",
        "k1:!!!",
        ":" + new_key("x").partition(":")[2],
        "a" * 17 + ":" + new_key("x").partition(":")[2],
    ],
)
def test_a_ring_that_is_not_one_is_refused(bad):
    with pytest.raises(ValueError):
        KeyRing.parse(bad)


def test_keys_for_other_purposes_differ(ring):
    assert len({ring.derived("audit"), ring.derived("link token"), ring.derived("search terms")}) == 3


def test_names_are_not_readable_in_the_database(context):
    factories.person(factories.casus(), "Kanarie")
    db.session.commit()

    stored = db.session.execute(text("select first_name from person")).scalar_one()

    assert b"Kanarie" not in bytes(stored)


def test_a_value_moved_between_rows_of_another_column_is_loud(context):
    casus = factories.casus()
    factories.person(casus, "Kim", last_name="Jansma")
    db.session.commit()
    db.session.execute(text("update person set last_name = first_name"))
    db.session.expire_all()

    with pytest.raises((CannotOpen, StatementError)):
        db.session.query(Person).one()


# Text columns that hold no words of a family: references, codes, kinds, fingerprints.
PLAIN = {
    "casus.ref",
    "sub_group.key",
    "person.language",
    "person.reading_level",
    "map_item.label",
    "earlier_map_item_part.field",
    "agreement.key",
    "agreement.label",
    "agreement.last_outcome",
    "meeting.ics_uid",
    "plan_version.sha256", "plan_approval.sha256",
    "draft.place",
    "organisation.name",
    "organisation.phone",
    "team.name",
    "users.email",
    "users.locale",
    "users.password",
    "users.fs_uniquifier",
    "users.fs_webauthn_user_handle",
    "users.tf_primary_method",
    "user_session.token_hash",
    "user_session.browser",
    "known_browser.token_hash",
    "file_item.record_type", "file_item.read_as", "file_statement.record_type", "file_statement.field", "erasure.ref",
    "erasure.framework",
    "coverage.elements", "document_made.purpose", "house_style.sha256", "learning_meeting.ics_uid", "learning_point.key",
    "question.record_type", "reflection.calendar_uid", "supervision_talk.ics_uid",
    "setting.key",
    "setting.source",
    "alert.rule",
    "outgoing_mail.key",
    "outgoing_mail.locale",
    "outgoing_mail.message_id",
    "outgoing_mail.problem",
    "code_card.code_hash",
    "participant_session.browser",
    "sitting.last_once",
    "coach_dismissal.finding",
    "coach_dismissal.kind",
    "word_list_change.list_name",
    "word_list_change.entry",
    "words_and_pictures.kind",
    "voice_item.part",
    "earlier_words.part",
    "panel.pictogram",
    "earlier_words.pictogram",
    "rights_answer.record_type",
    "supervision_talk.standards",
    "evidence.record_type",
    "document_made.kind", "document_made.number", "let_out.kind", "let_out.sha256",
    "document_made.sha256",
    "document_made.leak_check",
    "invitation.mac_key",
    "invitation.code_hash",
    "invitation.revoked_why",
    "answer.text_sha256",
    "daily_seal.key_id",
    "audit_checkpoint.key_id",
    "passkey.device_type",
    "passkey.extensions",
    "passkey.name",
    "passkey.usage",
    "agreement.repeat_days",
    "check_record.text_sha256",
    "example_change.key",
    "plan_trigger.about_type",
}


def test_every_text_people_write_is_sealed():
    """A text column that is not sealed is one of the few that hold no words of a family, named here."""
    from sqlalchemy import Enum, String

    found = {
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        for column in table.columns
        if table.name != "audit_entry"
        and isinstance(column.type, String)
        and not isinstance(column.type, Enum | EncryptedText)
    }

    assert found - PLAIN == set()
    assert Casus.__table__.c.name.type.place == "casus.name"
