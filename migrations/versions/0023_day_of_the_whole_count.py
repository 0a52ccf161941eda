"""The day on which the coverage of a casus was last counted as a whole, so that verify knows what a date may have changed since."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody knows of older rows when that was; from the beginning of the casus nothing is a fault that a date may have done."""
    with op.batch_alter_table("coverage") as batch_op:
        batch_op.add_column(sa.Column("counted_on", sa.Date(), nullable=True))
    op.execute("UPDATE coverage SET counted_on = (SELECT started_on FROM casus WHERE casus.id = coverage.casus_id)")
    with op.batch_alter_table("coverage") as batch_op:
        batch_op.alter_column("counted_on", existing_type=sa.Date(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("coverage") as batch_op:
        batch_op.drop_column("counted_on")
