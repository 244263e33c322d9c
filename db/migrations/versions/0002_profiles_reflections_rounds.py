"""Profiles, sealed reflections and plans, prompts, rounds and introductions."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0002"
down_revision = "0001"


def upgrade() -> None:

    op.create_table(
        "opener",
        sa.Column("scope", sa.String(length=24), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("stem", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_opener_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opener")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_opener_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_opener_workspace_id_key")),
    )
    op.create_table(
        "prompt",
        sa.Column("characteristic_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("notice", "learn", "try", "peer", name="promptkind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column(
            "tone", sa.Enum("strength", "neutral", "stretch", name="tone", native_enum=False, length=24), nullable=False
        ),
        sa.Column("stem", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("when_example", sa.String(length=200), nullable=True),
        sa.Column("then_example", sa.String(length=200), nullable=True),
        sa.Column("definition_version", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "characteristic_id"],
            ["characteristic.workspace_id", "characteristic.id"],
            name=op.f("fk_prompt_workspace_id_characteristic_id_characteristic"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "source_id"],
            ["source.workspace_id", "source.id"],
            name=op.f("fk_prompt_workspace_id_source_id_source"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_prompt_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_prompt_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_prompt_workspace_id_key")),
    )
    op.create_table(
        "asking",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("prompt_id", sa.Integer(), nullable=False),
        sa.Column("characteristic_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("due_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("answered_at", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "characteristic_id"],
            ["characteristic.workspace_id", "characteristic.id"],
            name=op.f("fk_asking_workspace_id_characteristic_id_characteristic"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_asking_workspace_id_member_id_member"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prompt_id"],
            ["prompt.workspace_id", "prompt.id"],
            name=op.f("fk_asking_workspace_id_prompt_id_prompt"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_asking_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asking")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_asking_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "member_id", "slot", name=op.f("uq_asking_workspace_id_member_id_slot")),
    )
    op.create_table(
        "member_key",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_member_key_workspace_id_member_id_member"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_member_key_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_key")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_member_key_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "member_id", name=op.f("uq_member_key_workspace_id_member_id")),
    )
    op.create_table(
        "round",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("drawn", "sent", "cancelled", name="roundstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=False),
        sa.Column("drawn_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ends_at", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "drawn_by_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_round_workspace_id_drawn_by_id_member"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_round_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_round_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_round_workspace_id_number")),
    )
    op.create_table(
        "introduction",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("opener", sa.String(length=200), nullable=False),
        sa.Column("channel", sa.String(length=24), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "round_id"],
            ["round.workspace_id", "round.id"],
            name=op.f("fk_introduction_workspace_id_round_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_introduction_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_introduction_workspace_id_id")),
    )
    op.create_table(
        "reflection",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("asking_id", sa.Integer(), nullable=True),
        sa.Column("characteristic_id", sa.Integer(), nullable=False),
        sa.Column("stem", sa.String(length=200), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=True),
        sa.Column("so_what", sa.LargeBinary(), nullable=True),
        sa.Column("now_what", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("edited_at", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "asking_id"],
            ["asking.workspace_id", "asking.id"],
            name=op.f("fk_reflection_workspace_id_asking_id_asking"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "characteristic_id"],
            ["characteristic.workspace_id", "characteristic.id"],
            name=op.f("fk_reflection_workspace_id_characteristic_id_characteristic"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_reflection_workspace_id_member_id_member"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_reflection_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflection")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_reflection_workspace_id_id")),
    )
    with op.batch_alter_table("reflection", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reflection_workspace_id_member_id_written_at"),
            ["workspace_id", "member_id", "written_at"],
            unique=False,
        )

    op.create_table(
        "plan",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("reflection_id", sa.String(), nullable=False),
        sa.Column("when", sa.LargeBinary(), nullable=False),
        sa.Column("then", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_plan_workspace_id_member_id_member"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "reflection_id"],
            ["reflection.workspace_id", "reflection.id"],
            name=op.f("fk_plan_workspace_id_reflection_id_reflection"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_plan_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_plan_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "reflection_id", name=op.f("uq_plan_workspace_id_reflection_id")),
    )
    op.create_table(
        "seat",
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("met", sa.Enum("yes", "date set", "no", name="met", native_enum=False, length=24), nullable=True),
        sa.Column("answered_at", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "introduction_id"],
            ["introduction.workspace_id", "introduction.id"],
            name=op.f("fk_seat_workspace_id_introduction_id_introduction"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_seat_workspace_id_member_id_member"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_seat_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_seat_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "introduction_id", "member_id", name=op.f("uq_seat_workspace_id_introduction_id_member_id")
        ),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("name", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("zone", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("slack_zone", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sector_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("job", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("borough", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("challenges", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("offers", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("wants", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("wants_prompts", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("prompt_weekday", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("prompt_hour", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("wants_introductions", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("paused_until", sa.Date(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_member_workspace_id_organisation_id_organisation"),
            "organisation",
            ["workspace_id", "organisation_id"],
            ["workspace_id", "id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_member_workspace_id_sector_id_sector"),
            "sector",
            ["workspace_id", "sector_id"],
            ["workspace_id", "id"],
        )
