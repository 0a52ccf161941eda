"""Questions and compliments on any record, in turns; supervision talks with what was agreed; who a report is for, and why."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

import workbench.crypto
import workbench.extensions

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

MOMENT = workbench.extensions.UtcDateTime(timezone=True)


def upgrade() -> None:
    _turns()
    _questions()
    _talks()
    with op.batch_alter_table("document_made") as batch_op:
        batch_op.alter_column("reader_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("colleague_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("purpose", sa.String(length=40), nullable=True))
        batch_op.create_foreign_key(op.f("fk_document_made_colleague_id_users"), "users", ["colleague_id"], ["id"])


def _turns() -> None:
    op.create_table(
        "question_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_question_turn_casus_id_casus")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_question_turn_question_id_question")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_question_turn_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_turn")),
    )
    op.create_index(op.f("ix_question_turn_casus_id"), "question_turn", ["casus_id"])
    op.create_index(op.f("ix_question_turn_question_id"), "question_turn", ["question_id"])


def _questions() -> None:
    """An answer becomes the first turn, and who asked has the turn then. It is opened and sealed anew for its new place."""
    with op.batch_alter_table("question") as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("turn", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("turned_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("record_type", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("record_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("closed_at", MOMENT, nullable=True))
        batch_op.alter_column("standard", existing_type=sa.Integer(), nullable=True)
    op.execute("UPDATE question SET kind = 'question', turn = 'worker', turned_at = created_at")
    op.execute("UPDATE question SET turn = 'asker', turned_at = answered_at WHERE answered_at IS NOT NULL")
    rows = sa.text("SELECT id, casus_id, answer, answered_at FROM question WHERE answer IS NOT NULL")
    add = sa.text("INSERT INTO question_turn (casus_id, question_id, said_at, text) VALUES (:casus, :question, :at, :text)")
    for row in op.get_bind().execute(rows).all():
        text = _sealed_anew(row.answer, "question.answer", "question_turn.text")
        op.get_bind().execute(add, {"casus": row.casus_id, "question": row.id, "at": row.answered_at, "text": text})
    with op.batch_alter_table("question") as batch_op:
        for name in ("kind", "turn"):
            batch_op.alter_column(name, existing_type=sa.String(length=40), nullable=False)
        batch_op.alter_column("turned_at", existing_type=MOMENT, nullable=False)
        batch_op.drop_column("answer")
        batch_op.drop_column("answered_at")
        batch_op.create_check_constraint("about_something", "standard IS NOT NULL OR record_type IS NOT NULL")
        batch_op.create_check_constraint("about_a_whole_record", "(record_type IS NULL) = (record_id IS NULL)")


def _talks() -> None:
    op.create_table(
        "talk_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("who_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_talk_action_casus_id_casus")),
        sa.ForeignKeyConstraint(["talk_id"], ["supervision_talk.id"], name=op.f("fk_talk_action_talk_id_supervision_talk")),
        sa.ForeignKeyConstraint(["who_id"], ["users.id"], name=op.f("fk_talk_action_who_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_action")),
    )
    op.create_index(op.f("ix_talk_action_casus_id"), "talk_action", ["casus_id"])
    op.create_index(op.f("ix_talk_action_talk_id"), "talk_action", ["talk_id"])
    with op.batch_alter_table("supervision_talk") as batch_op:
        batch_op.add_column(sa.Column("with_whom", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("next_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("next_at", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("ics_uid", sa.String(length=200), nullable=True))
        batch_op.alter_column("agreed", existing_type=sa.LargeBinary(), new_column_name="discussed")
    for row in op.get_bind().execute(sa.text("SELECT id, discussed FROM supervision_talk")).all():
        _renamed_talk(row, "supervision_talk.agreed", "supervision_talk.discussed", "discussed")
        op.get_bind().execute(sa.text("UPDATE supervision_talk SET ics_uid = :uid WHERE id = :id"),
                              {"uid": str(uuid4()), "id": row.id})
    with op.batch_alter_table("supervision_talk") as batch_op:
        batch_op.alter_column("ics_uid", existing_type=sa.String(length=200), nullable=False)


def _renamed_talk(row: sa.Row, was: str, place: str, column: str) -> None:
    """The words of a talk, sealed for the new name of their column."""
    if row.discussed is not None:
        asked = sa.text(f"UPDATE supervision_talk SET {column} = :text WHERE id = :id")  # noqa: S608 - a name of this file
        op.get_bind().execute(asked, {"text": _sealed_anew(row.discussed, was, place), "id": row.id})


def _sealed_anew(sealed: bytes, was: str, place: str) -> bytes:
    """The same words for another place. What cannot be opened here stays as it is: still there, and as unreadable as before."""
    ring = workbench.crypto.keyring()
    try:
        return ring.seal_bytes(ring.open_bytes(bytes(sealed), was), place)
    except workbench.crypto.CannotOpen:
        return sealed


def downgrade() -> None:
    """One answer fits in a question: the first. What is about a record, and a paper for a colleague, is not known then."""
    with op.batch_alter_table("document_made") as batch_op:
        batch_op.drop_constraint(op.f("fk_document_made_colleague_id_users"), type_="foreignkey")
        batch_op.drop_column("purpose")
        batch_op.drop_column("colleague_id")
    op.execute("DELETE FROM document_made WHERE reader_id IS NULL")
    with op.batch_alter_table("document_made") as batch_op:
        batch_op.alter_column("reader_id", existing_type=sa.Integer(), nullable=False)
    _talks_as_before()
    _questions_as_before()


def _talks_as_before() -> None:
    op.drop_index(op.f("ix_talk_action_talk_id"), "talk_action")
    op.drop_index(op.f("ix_talk_action_casus_id"), "talk_action")
    op.drop_table("talk_action")
    for row in op.get_bind().execute(sa.text("SELECT id, discussed FROM supervision_talk")).all():
        _renamed_talk(row, "supervision_talk.discussed", "supervision_talk.agreed", "discussed")
    with op.batch_alter_table("supervision_talk") as batch_op:
        batch_op.alter_column("discussed", existing_type=sa.LargeBinary(), new_column_name="agreed")
        for name in ("with_whom", "next_on", "next_at", "ics_uid"):
            batch_op.drop_column(name)


def _questions_as_before() -> None:
    run = op.get_bind().execute
    with op.batch_alter_table("question") as batch_op:
        batch_op.add_column(sa.Column("answer", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("answered_at", MOMENT, nullable=True))
    first = sa.text("SELECT question_id, text, said_at FROM question_turn ORDER BY id DESC")
    keep = sa.text("UPDATE question SET answer = :text, answered_at = :at WHERE id = :id")
    for row in run(first).all():  # the first comes last, and stays
        text = _sealed_anew(row.text, "question_turn.text", "question.answer")
        run(keep, {"text": text, "at": row.said_at, "id": row.question_id})
    op.drop_index(op.f("ix_question_turn_question_id"), "question_turn")
    op.drop_index(op.f("ix_question_turn_casus_id"), "question_turn")
    op.drop_table("question_turn")
    with op.batch_alter_table("question") as batch_op:
        batch_op.drop_constraint(op.f("ck_question_about_something"), type_="check")
        batch_op.drop_constraint(op.f("ck_question_about_a_whole_record"), type_="check")
    op.execute("DELETE FROM question WHERE standard IS NULL")
    with op.batch_alter_table("question") as batch_op:
        for name in ("kind", "turn", "turned_at", "record_type", "record_id", "closed_at"):
            batch_op.drop_column(name)
        batch_op.alter_column("standard", existing_type=sa.Integer(), nullable=False)
