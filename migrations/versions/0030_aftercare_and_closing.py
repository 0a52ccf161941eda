"""Aftercare with lines of calls and what is taken back; the history of phases and of the legal ground; closing and reopening."""

import sqlalchemy as sa
from alembic import op

import workbench.extensions
from workbench import clock
from workbench.crypto import CannotOpen, keyring

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

CONSIDERED = ("violence_stops", "more_serious", "goals_in_time", "plan_stuck", "expertise_needed")
TABLES = ("phase_change", "framework_change", "closing", "aftercare_call")


def upgrade() -> None:
    for table in ("aftercare_need", "aftercare_contact"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("withdrawn_on", sa.Date(), nullable=True))
            batch_op.add_column(sa.Column("withdrawn_why", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("aftercare_contact") as batch_op:
        batch_op.add_column(sa.Column("words", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("signal_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_aftercare_contact_signal_id_signal"), "signal", ["signal_id"], ["id"])
    _calls()
    _phases()
    _frameworks()
    _closings()
    _keep_phases()


def _table(name: str, *columns: sa.Column | sa.Constraint, **foreign: str) -> None:
    """A record of a casus with its own columns; `foreign` names the table of each key."""
    op.create_table(
        name,
        *columns,
        *(sa.ForeignKeyConstraint([key], [f"{table}.id"], name=op.f(f"fk_{name}_{key}_{table}")) for key, table in foreign.items()),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f(f"fk_{name}_casus_id_casus")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f(f"fk_{name}_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_casus_id"), name, ["casus_id"])


def _calls() -> None:
    _table(
        "aftercare_call",
        sa.Column("caller_id", sa.Integer(), nullable=False),
        sa.Column("called_id", sa.Integer(), nullable=True),
        sa.Column("service", sa.String(length=40), nullable=True),
        sa.Column("when", sa.LargeBinary(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_why", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("called_id IS NOT NULL OR service IS NOT NULL", name=op.f("ck_aftercare_call_calls_somebody")),
        caller_id="person", called_id="person",
    )


def _phases() -> None:
    _table(
        "phase_change",
        sa.Column("was", sa.String(length=40), nullable=True),
        sa.Column("phase", sa.String(length=40), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by", sa.LargeBinary(), nullable=True),
        *(sa.Column(name, sa.String(length=40), nullable=True) for name in CONSIDERED),
    )


def _frameworks() -> None:
    _table(
        "framework_change",
        sa.Column("was", sa.String(length=40), nullable=False),
        sa.Column("was_since", sa.Date(), nullable=True),
        sa.Column("was_until", sa.Date(), nullable=True),
        sa.Column("framework", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
    )


def _closings() -> None:
    _table(
        "closing",
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("told_others", sa.LargeBinary(), nullable=True),
        sa.Column("without_contacts", sa.LargeBinary(), nullable=True),
        sa.Column("was_status", sa.String(length=40), nullable=False),
        sa.Column("was_phase", sa.String(length=40), nullable=False),
        sa.Column("longer_until", sa.Date(), nullable=True),
        sa.Column("longer_why", sa.LargeBinary(), nullable=True),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.Column("keep_term", sa.String(length=40), nullable=False),
        sa.Column("reopened_on", sa.Date(), nullable=True),
        sa.Column("reopened_by_id", sa.Integer(), nullable=True),
        sa.Column("reopened_why", sa.LargeBinary(), nullable=True),
        reopened_by_id="users",
    )
    op.create_table(
        "closing_told",
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["closing_id"], ["closing.id"], name=op.f("fk_closing_told_closing_id_closing")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_closing_told_person_id_person")),
        sa.PrimaryKeyConstraint("closing_id", "person_id", name=op.f("pk_closing_told")),
    )


def _keep_phases() -> None:
    """The phase a casus is in now becomes the first row of its history."""
    casus = sa.table("casus", *map(sa.column, ("id", "phase", "phase_since", "phase_reason")))
    change = sa.table("phase_change", *map(sa.column, ("casus_id", "phase", "changed_on", "reason", "version")),
                      sa.column("created_at", workbench.extensions.UtcDateTime()),
                      sa.column("updated_at", workbench.extensions.UtcDateTime()))
    bind, now = op.get_bind(), clock.now()
    asked = sa.select(casus).where(casus.c.phase_since.is_not(None))
    for row in bind.execute(asked).all():
        bind.execute(sa.insert(change).values(
            casus_id=row.id, phase=row.phase, changed_on=row.phase_since, reason=_moved(row.phase_reason), version=1,
            created_at=now, updated_at=now,
        ))


def _moved(sealed: bytes | None) -> bytes | None:
    """What is sealed is bound to its place, so it is sealed anew. What cannot be opened stays where it is, on the casus."""
    try:
        return sealed and keyring().seal(keyring().open(sealed, "casus.phase_reason"), "phase_change.reason")
    except CannotOpen:
        return None


def downgrade() -> None:
    op.drop_table("closing_told")
    for table in TABLES:
        op.drop_index(op.f(f"ix_{table}_casus_id"), table)
        op.drop_table(table)
    with op.batch_alter_table("aftercare_contact") as batch_op:
        batch_op.drop_constraint(op.f("fk_aftercare_contact_signal_id_signal"), type_="foreignkey")
        batch_op.drop_column("signal_id")
        batch_op.drop_column("words")
    for table in ("aftercare_need", "aftercare_contact"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("withdrawn_why")
            batch_op.drop_column("withdrawn_on")
