"""Answers by meaning: vectors, learned phrasings, and the state of what is known."""

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "embedding",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_embedding_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_embedding")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_embedding_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "digest", "model", name=op.f("uq_embedding_workspace_id_digest_model")),
    )
    op.create_table(
        "phrasing",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.Column("approved_at", UtcDateTime(), nullable=True),
        sa.Column("mark", sa.String(length=64), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_phrasing_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrasing")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_phrasing_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "kind", "item_id", "text", name=op.f("uq_phrasing_workspace_id_kind_item_id_text")
        ),
    )
    op.create_table(
        "knowledge_state",
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.String(length=32), nullable=False),
        sa.Column("certain_at", sa.Float(), nullable=True),
        sa.Column("likely_at", sa.Float(), nullable=True),
        sa.Column("calibrated_for", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_knowledge_state_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_knowledge_state")),
    )
