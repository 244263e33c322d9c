"""Learning: questions have an owner and a reply, and what members say of answers is counted."""

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    _widen_question()
    op.create_table(
        "opinion",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_opinion_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_opinion_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "mark", name=op.f("uq_opinion_workspace_id_mark")),
    )
    op.create_index(op.f("ix_opinion_workspace_id_noted_at"), "opinion", ["workspace_id", "noted_at"])


def _widen_question() -> None:
    """SQLite makes the table anew, and would then give ids again of questions that were dropped."""
    connection = op.get_bind()
    on_sqlite = connection.dialect.name == "sqlite"
    last = connection.scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'question'")) if on_sqlite else None
    how = {"recreate": "always", "table_kwargs": {"sqlite_autoincrement": True}} if on_sqlite else {}
    with op.batch_alter_table("question", **how) as table:  # type: ignore[arg-type]
        table.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("remind_at", UtcDateTime(), nullable=True))
        table.add_column(sa.Column("reminded_at", UtcDateTime(), nullable=True))
        table.add_column(sa.Column("reply", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("link", sa.String(length=1000), nullable=True))
        table.add_column(sa.Column("kept_at", UtcDateTime(), nullable=True))
        table.create_foreign_key(
            op.f("fk_question_workspace_id_owner_id_member"),
            "member",
            ["workspace_id", "owner_id"],
            ["workspace_id", "id"],
        )
    if last is not None:
        connection.execute(sa.text("UPDATE sqlite_sequence SET seq = :last WHERE name = 'question'"), {"last": last})
