"""When a standard changed its state, and beside the states of a casus what cannot wait and what it shows of the approach."""

from datetime import timedelta
from math import floor

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

COUNTS = ("objections", "not_kept", "triggers")
DAYS = ("signal_since", "temporary_until", "quiet_from")
# What the listener keeps from now on, counted once for what is there. The elements of the approach come
# with the next change of a casus, and with `flask coverage`, every night.
FILL = {
    "objections": "SELECT count(*) FROM answer a WHERE a.casus_id = coverage.casus_id AND a.superseded_at IS NULL "
    "AND a.handled_at IS NULL AND a.outcome = 'disagree'",
    "not_kept": "SELECT count(*) FROM check_record c JOIN agreement g ON g.id = c.agreement_id "
    "WHERE c.casus_id = coverage.casus_id AND c.outcome IN ('partly', 'not_done') AND g.status NOT IN ('ended', 'not_feasible') "
    "AND (c.decision IS NULL OR (c.decision = 'discuss' AND c.handled_on IS NULL) "
    "OR (c.decision = 'adapt' AND g.status = 'adapting'))",
    "triggers": "SELECT count(*) FROM plan_trigger t WHERE t.casus_id = coverage.casus_id AND t.looked_on IS NULL",
    "signal_since": "SELECT min(s.received_on) FROM signal s WHERE s.casus_id = coverage.casus_id AND s.discussed_on IS NULL",
    "temporary_until": "SELECT v.ends_on FROM plan_version v WHERE v.casus_id = coverage.casus_id AND v.kind = 'temporary' "
    "AND v.number = (SELECT max(n.number) FROM plan_version n WHERE n.casus_id = v.casus_id "
    "AND n.status IN ('set', 'running', 'expired'))",
}


def upgrade() -> None:
    with op.batch_alter_table("coverage") as batch_op:
        for name in COUNTS:
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        for name in DAYS:
            batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("elements", sa.String(length=200), nullable=False, server_default=""))
    with op.batch_alter_table("coverage") as batch_op:
        for name in COUNTS:
            batch_op.alter_column(name, existing_type=sa.Integer(), existing_nullable=False, server_default=None)
        batch_op.alter_column("elements", existing_type=sa.String(length=200), existing_nullable=False, server_default=None)
    _changes()
    for name, asked in FILL.items():
        op.execute(f"UPDATE coverage SET {name} = ({asked})")  # noqa: S608 - the constants above
    _quiet()


def _changes() -> None:
    """The states of before this were not kept: what is there now is the beginning of the history."""
    op.create_table(
        "coverage_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("standard", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("newest_on", sa.Date(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.CheckConstraint("standard BETWEEN 1 AND 10", name=op.f("ck_coverage_change_standard_1_to_10")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_coverage_change_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage_change")),
    )
    op.create_index("ix_coverage_change_casus_id_changed_on", "coverage_change", ["casus_id", "changed_on"])
    for number in range(1, 11):
        op.execute(
            "INSERT INTO coverage_change (casus_id, standard, state, newest_on, changed_on) "  # noqa: S608 - a number
            f"SELECT casus_id, {number}, state_{number}, newest_{number}_on, CURRENT_DATE FROM coverage"
        )


def _quiet() -> None:
    """From which day an agreement is silent for too long: more than one and a half times its rhythm."""
    bind = op.get_bind()
    rows = bind.execute(sa.text(
        "SELECT casus_id, coalesce(last_check_on, starts_on) AS heard_on, check_every_days AS every FROM agreement "
        "WHERE status IN ('agreed', 'trying', 'active') AND check_every_days > 0 AND coalesce(last_check_on, starts_on) IS NOT NULL"
    ).columns(heard_on=sa.Date()))  # fmt: skip
    days = {}
    for casus_id, heard_on, every in rows:
        day = heard_on + timedelta(days=floor(every * 1.5) + 1)
        days[casus_id] = min(days.get(casus_id, day), day)
    coverage = sa.table("coverage", sa.column("casus_id", sa.Integer()), sa.column("quiet_from", sa.Date()))
    for casus_id, day in days.items():
        op.execute(coverage.update().where(coverage.c.casus_id == casus_id).values(quiet_from=day))


def downgrade() -> None:
    op.drop_index("ix_coverage_change_casus_id_changed_on", "coverage_change")
    op.drop_table("coverage_change")
    with op.batch_alter_table("coverage") as batch_op:
        for name in (*COUNTS, *DAYS, "elements"):
            batch_op.drop_column(name)
