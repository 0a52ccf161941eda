"""The children's-rights check per child with where it is found; placing elsewhere as a record; requests for the whole family."""

import sqlalchemy as sa
from alembic import op

import workbench.extensions

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

OF_A_CHILD = "(1, 2, 3, 4, 5, 6, 7, 8, 10)"
SAME = 'casus_id, question, answer, "where", answered_on, created_by_id, created_at, updated_at, version'


def upgrade() -> None:
    with op.batch_alter_table("rights_answer") as batch_op:
        batch_op.add_column(sa.Column("child_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("record_type", sa.String(200), nullable=True))
        batch_op.add_column(sa.Column("record_id", sa.Integer(), nullable=True))
        batch_op.alter_column("answer", existing_type=sa.String(200), type_=sa.String(40), nullable=True)
        batch_op.drop_constraint(op.f("uq_rights_answer_casus_id_question"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_rights_answer_casus_id_question_child_id"), ["casus_id", "question", "child_id"]
        )
        batch_op.create_check_constraint(op.f("ck_rights_answer_question_1_to_12"), "question BETWEEN 1 AND 12")
        batch_op.create_foreign_key(op.f("fk_rights_answer_child_id_person"), "person", ["child_id"], ["id"])
        batch_op.create_index(op.f("ix_rights_answer_child_id"), ["child_id"])
    _one_for_each_child()
    _thoughts()
    _record("housing_request", _sealed("what"), _day("asked_on"), _sealed("asked_of"), _word("outcome"), _sealed("answer", True),
            _day("answered_on", True), sa.Column("protected", sa.Boolean(), nullable=False))  # fmt: skip


def _one_for_each_child() -> None:
    """What was answered about all children together holds for each of them; the questions about the family stay as they are."""
    kids = "SELECT 1 FROM person p WHERE p.casus_id = rights_answer.casus_id AND p.family_role = 'child' AND p.ended_on IS NULL"
    moved = ", ".join(f"a.{name}" for name in SAME.split(", "))
    op.execute(
        f"INSERT INTO rights_answer ({SAME}, child_id) SELECT {moved}, p.id FROM rights_answer a JOIN person p "  # noqa: S608
        f"ON p.casus_id = a.casus_id AND p.family_role = 'child' AND p.ended_on IS NULL WHERE a.question IN {OF_A_CHILD}"
    )
    op.execute(f"DELETE FROM rights_answer WHERE child_id IS NULL AND question IN {OF_A_CHILD} AND EXISTS ({kids})")  # noqa: S608


def _thoughts() -> None:
    words = ("alternatives", "network_answer", "term", "contact", "together_why", "decided_by", "return_how", "ended_why")
    _record(
        "placement_thought", _day("considered_since"), _sealed("why"), *(_sealed(name, True) for name in words),
        _day("evaluate_on", True), _word("together"), _word("return_possible"), _day("ended_on", True),
    )  # fmt: skip
    _part("placement_ground", sa.Column("ground", sa.String(40), nullable=False), key="ground")
    _part("placement_child", _person(), _sealed("interest", True), key="person_id")
    _part("placement_asked", _person(), key="person_id")


def _sealed(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _day(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _word(name: str) -> sa.Column:
    return sa.Column(name, sa.String(40), nullable=True)


def _person() -> sa.Column:
    return sa.Column("person_id", sa.Integer(), nullable=False)


def _record(table: str, *columns: sa.Column) -> None:
    op.create_table(
        table, *columns,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f(f"fk_{table}_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f(f"fk_{table}_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )  # fmt: skip
    op.create_index(op.f(f"ix_{table}_casus_id"), table, ["casus_id"])


def _part(table: str, *columns: sa.Column, key: str) -> None:
    limits = [sa.ForeignKeyConstraint(["thought_id"], ["placement_thought.id"],
                                      name=op.f(f"fk_{table}_thought_id_placement_thought"))]  # fmt: skip
    if key == "person_id":
        limits.append(sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id_person")))
    op.create_table(
        table, sa.Column("thought_id", sa.Integer(), nullable=False), *columns, *limits,
        sa.PrimaryKeyConstraint("thought_id", key, name=op.f(f"pk_{table}")),
    )  # fmt: skip


def downgrade() -> None:
    """One answer a question again: that of the family as a whole, or else of the child that came first."""
    op.drop_index(op.f("ix_housing_request_casus_id"), "housing_request")
    op.drop_table("housing_request")
    for table in ("placement_asked", "placement_child", "placement_ground"):
        op.drop_table(table)
    op.drop_index(op.f("ix_placement_thought_casus_id"), "placement_thought")
    op.drop_table("placement_thought")
    op.execute("DELETE FROM rights_answer WHERE answer IS NULL")
    op.execute(
        "DELETE FROM rights_answer WHERE id NOT IN (SELECT first FROM "
        "(SELECT MIN(id) AS first FROM rights_answer GROUP BY casus_id, question) AS kept)"
    )
    with op.batch_alter_table("rights_answer") as batch_op:
        batch_op.drop_index(op.f("ix_rights_answer_child_id"))
        batch_op.drop_constraint(op.f("fk_rights_answer_child_id_person"), type_="foreignkey")
        batch_op.drop_constraint(op.f("ck_rights_answer_question_1_to_12"), type_="check")
        batch_op.drop_constraint(op.f("uq_rights_answer_casus_id_question_child_id"), type_="unique")
        batch_op.create_unique_constraint(op.f("uq_rights_answer_casus_id_question"), ["casus_id", "question"])
        batch_op.alter_column("answer", existing_type=sa.String(40), type_=sa.String(200), nullable=False)
        for name in ("child_id", "record_type", "record_id"):
            batch_op.drop_column(name)
