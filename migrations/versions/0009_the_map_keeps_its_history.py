"""The map keeps its history: what a thing said before. And what harm did to the child, next steps, and who takes them on."""

import sqlalchemy as sa
from alembic import op

import workbench.crypto
import workbench.extensions

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NEW = ("done_on", "due_on", "actor_id", "impact")


def upgrade() -> None:
    with op.batch_alter_table("map_item") as batch_op:
        batch_op.add_column(sa.Column("impact", workbench.crypto.EncryptedText(), nullable=True))
        batch_op.add_column(sa.Column("actor_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("done_on", sa.Date(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_map_item_actor_id_person"), "person", ["actor_id"], ["id"])
    op.create_table(
        "earlier_map_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("why", workbench.crypto.EncryptedText(), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("replaced_at", workbench.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_earlier_map_item_casus_id_casus")),
        sa.ForeignKeyConstraint(["item_id"], ["map_item.id"], name=op.f("fk_earlier_map_item_item_id_map_item")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["users.id"], name=op.f("fk_earlier_map_item_replaced_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_map_item")),
    )  # fmt: skip
    op.create_index(op.f("ix_earlier_map_item_casus_id"), "earlier_map_item", ["casus_id"])
    op.create_index(op.f("ix_earlier_map_item_item_id"), "earlier_map_item", ["item_id"])
    op.create_table(
        "earlier_map_item_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("was", workbench.crypto.EncryptedText(), nullable=True),
        sa.Column("became", workbench.crypto.EncryptedText(), nullable=True),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["earlier_map_item.id"], name=op.f("fk_earlier_map_item_part_earlier_id_earlier_map_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_map_item_part")),
    )
    op.create_index(op.f("ix_earlier_map_item_part_earlier_id"), "earlier_map_item_part", ["earlier_id"])


def downgrade() -> None:
    op.drop_table("earlier_map_item_part")
    op.drop_table("earlier_map_item")
    with op.batch_alter_table("map_item") as batch_op:
        batch_op.drop_constraint(op.f("fk_map_item_actor_id_person"), type_="foreignkey")
        for name in NEW:
            batch_op.drop_column(name)
