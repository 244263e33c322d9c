"""Reflection: rhythms and forms, why a prompt was chosen, who may read what, and what plans led to."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    _members()
    _askings()
    _reflections()
    _plans()
    _sharings()
    _barriers()


def _members() -> None:
    with op.batch_alter_table("member") as table:
        table.add_column(_word("prompt_rhythm", default="fortnightly"))
        table.add_column(_instant("prompts_since"))
        table.add_column(_word("reflects_in", default="what"))
    _forget_defaults("member", "prompt_rhythm", "reflects_in")


def _askings() -> None:
    with op.batch_alter_table("asking") as table:
        table.add_column(_word("why", optional=True))
        table.add_column(sa.Column("event_id", sa.Integer(), nullable=True))
        table.add_column(_instant("swapped_at"))
        table.add_column(sa.Column("snoozed", sa.Integer(), nullable=False, server_default="0"))
        table.create_foreign_key(
            "fk_asking_workspace_id_event_id_event", "event", ["workspace_id", "event_id"], ["workspace_id", "id"]
        )
    _forget_defaults("asking", "snoozed")
    op.create_table(
        "aversion",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("prompt_id", sa.Integer(), nullable=False),
        _instant("retired_at"),
        _instant("flagged_at"),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        _points("aversion", "member_id", "member"),
        _points("aversion", "prompt_id", "prompt"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name="fk_aversion_workspace_id_workspace"),
        sa.PrimaryKeyConstraint("id", name="pk_aversion"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_aversion_workspace_id_id"),
        sa.UniqueConstraint(
            "workspace_id", "member_id", "prompt_id", name="uq_aversion_workspace_id_member_id_prompt_id"
        ),
    )


def _reflections() -> None:
    with op.batch_alter_table("reflection") as table:
        table.add_column(_word("form", default="what"))
        for name in ("feelings", "evaluation", "conclusion", "discussed", "tags"):
            table.add_column(sa.Column(name, sa.LargeBinary(), nullable=True))
        table.add_column(_word("audience", default="only me"))
        table.add_column(_instant("shared_at"))
    _forget_defaults("reflection", "form", "audience")


def _plans() -> None:
    """Plans of an earlier version were never asked about, and nobody is asked about them now."""
    with op.batch_alter_table("plan") as table:
        table.add_column(_instant("ask_at"))
        table.add_column(sa.Column("asked", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(_word("outcome", optional=True))
        table.add_column(_word("hindrance", optional=True))
        table.add_column(_instant("closed_at"))
        table.create_index("ix_plan_workspace_id_ask_at", ["workspace_id", "ask_at"])
    _forget_defaults("plan", "asked")


def _sharings() -> None:
    op.create_table(
        "sharing",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("reflection_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=24), nullable=True),
        sa.Column("channel_name", sa.String(length=80), nullable=True),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("shared_at", db.types.UtcDateTime(timezone=True), nullable=False),
        _instant("stopped_at"),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        _points("sharing", "member_id", "member"),
        _points("sharing", "reflection_id", "reflection"),
        _points("sharing", "introduction_id", "introduction"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name="fk_sharing_workspace_id_workspace"),
        sa.PrimaryKeyConstraint("id", name="pk_sharing"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_sharing_workspace_id_id"),
    )
    op.create_index("ix_sharing_workspace_id_reflection_id", "sharing", ["workspace_id", "reflection_id"])


def _barriers() -> None:
    op.create_table(
        "barrier",
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        _points("barrier", "source_id", "source"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name="fk_barrier_workspace_id_workspace"),
        sa.PrimaryKeyConstraint("id", name="pk_barrier"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_barrier_workspace_id_id"),
        sa.UniqueConstraint("workspace_id", "key", name="uq_barrier_workspace_id_key"),
    )


def _points(name: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    own, theirs = ["workspace_id", column], [f"{other}.workspace_id", f"{other}.id"]
    return sa.ForeignKeyConstraint(own, theirs, name=f"fk_{name}_workspace_id_{column}_{other}")


def _word(name: str, *, optional: bool = False, default: str | None = None) -> sa.Column[object]:
    return sa.Column(name, sa.String(length=24), nullable=optional, server_default=default)


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, db.types.UtcDateTime(timezone=True), nullable=True)


def _forget_defaults(name: str, *columns: str) -> None:
    with op.batch_alter_table(name) as table:
        for column in columns:
            table.alter_column(column, server_default=None)
