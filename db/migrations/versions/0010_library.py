"""The library: how long a resource takes, when to look at it again, who suggested it, and members' own marks."""

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0010"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("resource") as table:
        table.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
        table.add_column(sa.Column("review_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("status", sa.String(length=24), nullable=False, server_default="approved"))
        table.add_column(sa.Column("suggested_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("suggested_at", UtcDateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("decided_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("decided_at", UtcDateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("reason", sa.String(length=500), nullable=True))
        for column in ("suggested_by_id", "decided_by_id"):
            table.create_foreign_key(
                f"fk_resource_workspace_id_{column}_member",
                "member",
                ["workspace_id", column],
                ["workspace_id", "id"],
            )
    with op.batch_alter_table("resource") as table:
        table.alter_column("status", server_default=None)
    op.create_table(
        "reading",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=24), nullable=False),
        sa.Column("marked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        _points("member_id", "member"),
        _points("resource_id", "resource"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name="fk_reading_workspace_id_workspace"),
        sa.PrimaryKeyConstraint("id", name="pk_reading"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_reading_workspace_id_id"),
        sa.UniqueConstraint(
            "workspace_id", "member_id", "resource_id", name="uq_reading_workspace_id_member_id_resource_id"
        ),
    )


def _points(column: str, other: str) -> sa.ForeignKeyConstraint:
    own, theirs = ["workspace_id", column], [f"{other}.workspace_id", f"{other}.id"]
    return sa.ForeignKeyConstraint(own, theirs, name=f"fk_reading_workspace_id_{column}_{other}")
