"""The child's voice in full: drawings, corrections with what stood before, what was done with words, approvals that lapsed."""

import sqlalchemy as sa
from alembic import op

import workbench.extensions

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

OWNERS = {"voice_item": ("child_voice", "voice_id"), "panel": ("words_and_pictures", "story_id")}
NEW = {
    "voice_item": (("picture", sa.LargeBinary()), ("alt", sa.LargeBinary()), ("done_with_it", sa.LargeBinary())),
    "panel": (("pictogram", sa.String(length=200)),),
}
EDITABLE = (("withdrawn_on", sa.Date()), ("withdrawn_why", sa.LargeBinary()))


def upgrade() -> None:
    with op.batch_alter_table("child_voice") as batch_op:
        batch_op.add_column(sa.Column("told_back_how", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("path", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(op.f("ck_child_voice_path_0_to_10"), "path BETWEEN 0 AND 10")
    for table, (owner, key) in OWNERS.items():
        _make_editable(table, owner, key)
    _links()
    _reasons()
    _history()


def _make_editable(table: str, owner: str, key: str) -> None:
    """A part of a record gets the casus of its owner, a version of its own, and a way to be withdrawn."""
    with op.batch_alter_table(table) as batch_op:
        for name, kind in (("casus_id", sa.Integer()), ("version", sa.Integer()), *EDITABLE, *NEW[table]):
            batch_op.add_column(sa.Column(name, kind, nullable=True))
    casus = f"(SELECT casus_id FROM {owner} WHERE {owner}.id = {table}.{key})"  # noqa: S608 - our own names
    op.execute(f"UPDATE {table} SET version = 1, casus_id = {casus}")  # noqa: S608
    with op.batch_alter_table(table) as batch_op:
        batch_op.alter_column("casus_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("version", existing_type=sa.Integer(), nullable=False)
        batch_op.create_foreign_key(op.f(f"fk_{table}_casus_id_casus"), "casus", ["casus_id"], ["id"])
        batch_op.create_index(op.f(f"ix_{table}_casus_id"), ["casus_id"])


def _links() -> None:
    for table, column, target in (
        ("voice_item_goal", "goal_id", "safety_goal"), ("voice_item_agreement", "agreement_id", "agreement"),
    ):  # fmt: skip
        op.create_table(
            table,
            sa.Column("item_id", sa.Integer(), nullable=False),
            sa.Column(column, sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(["item_id"], ["voice_item.id"], name=op.f(f"fk_{table}_item_id_voice_item")),
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")),
            sa.PrimaryKeyConstraint("item_id", column, name=op.f(f"pk_{table}")),
        )


def _reasons() -> None:
    op.create_table(
        "not_heard",
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_not_heard_casus_id_casus")),
        sa.ForeignKeyConstraint(["child_id"], ["person.id"], name=op.f("fk_not_heard_child_id_person")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_not_heard_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_heard")),
        sa.UniqueConstraint("child_id", name=op.f("uq_not_heard_child_id")),
    )
    op.create_index(op.f("ix_not_heard_casus_id"), "not_heard", ["casus_id"])


def _history() -> None:
    op.create_table(
        "cleared_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("cleared_on", sa.Date(), nullable=False),
        sa.Column("because", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_cleared_approval_casus_id_casus")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_cleared_approval_person_id_person")),
        sa.ForeignKeyConstraint(
            ["story_id"], ["words_and_pictures.id"], name=op.f("fk_cleared_approval_story_id_words_and_pictures")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cleared_approval")),
    )
    op.create_index(op.f("ix_cleared_approval_casus_id"), "cleared_approval", ["casus_id"])
    op.create_index(op.f("ix_cleared_approval_story_id"), "cleared_approval", ["story_id"])
    op.create_table(
        "earlier_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("panel_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("part", sa.String(length=200), nullable=True),
        sa.Column("may_share", sa.String(length=40), nullable=True),
        sa.Column("pictogram", sa.String(length=200), nullable=True),
        sa.Column("alt", sa.LargeBinary(), nullable=True),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("replaced_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_earlier_words_casus_id_casus")),
        sa.ForeignKeyConstraint(["item_id"], ["voice_item.id"], name=op.f("fk_earlier_words_item_id_voice_item")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_earlier_words_panel_id_panel")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["users.id"], name=op.f("fk_earlier_words_replaced_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_words")),
    )
    for column in ("casus_id", "item_id", "panel_id"):
        op.create_index(op.f(f"ix_earlier_words_{column}"), "earlier_words", [column])


def downgrade() -> None:
    for table in ("earlier_words", "cleared_approval", "not_heard", "voice_item_agreement", "voice_item_goal"):
        op.drop_table(table)
    for table in OWNERS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_index(op.f(f"ix_{table}_casus_id"))
            batch_op.drop_constraint(op.f(f"fk_{table}_casus_id_casus"), type_="foreignkey")
            for name in ("casus_id", "version", *(name for name, _kind in (*EDITABLE, *NEW[table]))):
                batch_op.drop_column(name)
    with op.batch_alter_table("child_voice") as batch_op:
        batch_op.drop_constraint(op.f("ck_child_voice_path_0_to_10"), type_="check")
        batch_op.drop_column("path")
        batch_op.drop_column("told_back_how")
