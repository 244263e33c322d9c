"""Delivery: the pace of each workspace, marks to find a message again by, and each member's next turn."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _members_and_workspaces()
    _questions()
    _messages()
    _pace()


def _members_and_workspaces() -> None:
    op.add_column("workspace", sa.Column("holidays", sa.String(length=12), nullable=True))
    with op.batch_alter_table("member") as table:
        table.add_column(sa.Column("days_off", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("next_prompt_at", db.types.UtcDateTime(timezone=True), nullable=True))
        table.create_index("ix_member_workspace_id_next_prompt_at", ["workspace_id", "next_prompt_at"])
    with op.batch_alter_table("member") as table:
        table.alter_column("days_off", server_default=None)


def _questions() -> None:
    """On SQLite an id is never used again; elsewhere it never was."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("question", recreate="always", table_kwargs={"sqlite_autoincrement": True}):
            pass


def _messages() -> None:
    with op.batch_alter_table("message") as table:
        table.drop_index("ix_message_waiting")
        table.add_column(sa.Column("target", sa.String(length=60), nullable=False, server_default=""))
        table.add_column(sa.Column("mark", sa.String(length=64), nullable=True))
        table.add_column(sa.Column("intent_at", db.types.UtcDateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("asked_at", db.types.UtcDateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("empty_looks", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("latency", sa.Integer(), nullable=True))
    op.execute("UPDATE message SET target = 'member ' || member_id WHERE channel IS NULL OR channel LIKE 'D%'")
    op.execute("UPDATE message SET target = channel WHERE target = ''")
    op.execute("UPDATE message SET target = kind || ' ' || about_id WHERE kind = 'introduction'")
    # an earlier version gave them no mark, so nobody can find them in Slack
    op.execute("UPDATE message SET state = 'held' WHERE state IN ('uncertain', 'sending', 'claimed')")
    with op.batch_alter_table("message") as table:
        table.alter_column("target", server_default=None)
        table.alter_column("empty_looks", server_default=None)
    for states, name, columns in (
        ("= 'ready'", "ix_message_ready", ["workspace_id", "priority", "due_at", "id"]),
        ("= 'ready'", "ix_message_next", ["due_at"]),
        ("= 'sending'", "ix_message_sending", ["lease_until"]),
        ("= 'uncertain'", "ix_message_uncertain", ["not_before"]),
        ("IN ('dead', 'held')", "ix_message_troubled", ["workspace_id", "due_at"]),
    ):
        only = sa.text(f"state {states}")
        op.create_index(name, "message", columns, sqlite_where=only, postgresql_where=only)
    op.create_index("ix_message_workspace_id_member_id_kind", "message", ["workspace_id", "member_id", "kind"])
    op.create_index("ix_message_workspace_id_target_asked_at", "message", ["workspace_id", "target", "asked_at"])


def _pace() -> None:
    op.create_table(
        "pace",
        sa.Column("next_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_until", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_because", sa.String(length=80), nullable=True),
        sa.Column("lane", sa.String(length=60), nullable=True),
        sa.Column("lane_until", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("slowed_down", sa.Integer(), nullable=False),
        sa.Column("found_again", sa.Integer(), nullable=False),
        sa.Column("sent_again", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_pace_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pace")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_pace_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_pace_workspace_id")),
    )
    op.execute(
        "INSERT INTO pace (workspace_id, next_at, slowed_down, found_again, sent_again) "
        "SELECT id, first_seen_at, 0, 0, 0 FROM workspace"
    )
