"""Who may be told what, and what somebody asked about last."""

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0011"
down_revision = "0010"

TOLD = ("event", "resource", "fact", "contact")


def upgrade() -> None:
    for table in TOLD:
        op.add_column(table, sa.Column("audience", sa.String(length=24), server_default="members", nullable=False))
    op.create_table(
        "topic",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_topic_workspace_id_member_id_member"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_topic_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_topic_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id",
            "member_id",
            "place",
            "position",
            name=op.f("uq_topic_workspace_id_member_id_place_position"),
        ),
    )
    op.create_index(op.f("ix_topic_workspace_id_until"), "topic", ["workspace_id", "until"])
