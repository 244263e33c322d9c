"""Signposts: where to turn when things are hard."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "signpost",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_signpost_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signpost")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_signpost_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_signpost_workspace_id_key")),
    )
