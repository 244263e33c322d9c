"""The house: workspaces, what the community knows, members, questions, the outbox and the inbox."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0001"
down_revision = None


def upgrade() -> None:

    op.create_table(
        "heartbeat",
        sa.Column("process", sa.String(length=120), nullable=False),
        sa.Column("ticked_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "workspace",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("community", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=120), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("first_seen_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
    )
    op.create_table(
        "inbox",
        sa.Column("event_key", sa.String(length=120), nullable=False),
        sa.Column("received_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_inbox_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("workspace_id", "event_key", name=op.f("uq_inbox_workspace_id_event_key")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_inbox_workspace_id_id")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_received_at"), ["received_at"], unique=False)

    op.create_table(
        "member",
        sa.Column("slack_id", sa.String(length=24), nullable=False),
        sa.Column("role", sa.Enum("member", "organiser", name="role", native_enum=False, length=24), nullable=False),
        sa.Column("joined_at", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("deactivated_at", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("dm_channel", sa.String(length=24), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_member_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_member_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "slack_id", name=op.f("uq_member_workspace_id_slack_id")),
    )
    op.create_table(
        "sector",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_sector_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sector")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_sector_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_sector_workspace_id_key")),
    )
    op.create_table(
        "source",
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=True),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_source_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_source_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_source_workspace_id_key")),
    )
    op.create_table(
        "challenge",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "source_id"],
            ["source.workspace_id", "source.id"],
            name=op.f("fk_challenge_workspace_id_source_id_source"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_challenge_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_challenge_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_challenge_workspace_id_key")),
    )
    op.create_table(
        "characteristic",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "status",
            sa.Enum("confirmed", "working title", name="characteristicstatus", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("definition_version", sa.Integer(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("behaviours", sa.JSON(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "source_id"],
            ["source.workspace_id", "source.id"],
            name=op.f("fk_characteristic_workspace_id_source_id_source"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_characteristic_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_characteristic")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_characteristic_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_characteristic_workspace_id_key")),
    )
    op.create_table(
        "contact",
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "source_id"],
            ["source.workspace_id", "source.id"],
            name=op.f("fk_contact_workspace_id_source_id_source"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_contact_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_contact_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_contact_workspace_id_key")),
    )
    op.create_table(
        "message",
        sa.Column("dedupe_key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=24), nullable=True),
        sa.Column("thread", sa.String(length=24), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "ready",
                "claimed",
                "sending",
                "sent",
                "uncertain",
                "dead",
                "cancelled",
                "expired",
                name="state",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("due_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sa.String(length=60), nullable=True),
        sa.Column("lease_until", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=120), nullable=True),
        sa.Column("payload_hash", sa.String(length=64), nullable=True),
        sa.Column("slack_channel", sa.String(length=24), nullable=True),
        sa.Column("slack_ts", sa.String(length=24), nullable=True),
        sa.Column("sent_at", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_message_workspace_id_member_id_member"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_message_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("workspace_id", "dedupe_key", name=op.f("uq_message_workspace_id_dedupe_key")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_message_workspace_id_id")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_waiting", ["state", "priority", "due_at"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sector_id", sa.Integer(), nullable=False),
        sa.Column("boroughs", sa.JSON(), nullable=False),
        sa.Column("email_domains", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "sector_id"],
            ["sector.workspace_id", "sector.id"],
            name=op.f("fk_organisation_workspace_id_sector_id_sector"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_organisation_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_organisation_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_organisation_workspace_id_key")),
    )
    op.create_table(
        "question",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("command", "direct message", "mention", name="origin", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column(
            "standing",
            sa.Enum("asked", "waiting", "closed", name="standing", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("asked_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "closed_by_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_question_workspace_id_closed_by_id_member"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_question_workspace_id_member_id_member"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_question_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_question_workspace_id_id")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_workspace_id_standing_asked_at"),
            ["workspace_id", "standing", "asked_at"],
            unique=False,
        )

    op.create_table(
        "event",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("series", sa.String(length=200), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column(
            "status",
            sa.Enum("draft", "published", "cancelled", name="eventstatus", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("starts_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("characteristic_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=300), nullable=True),
        sa.Column("link", sa.String(length=1000), nullable=True),
        sa.Column("speakers", sa.JSON(), nullable=False),
        sa.Column("host", sa.String(length=200), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("cost", sa.String(length=200), nullable=True),
        sa.Column("recording", sa.String(length=1000), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "characteristic_id"],
            ["characteristic.workspace_id", "characteristic.id"],
            name=op.f("fk_event_workspace_id_characteristic_id_characteristic"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "source_id"],
            ["source.workspace_id", "source.id"],
            name=op.f("fk_event_workspace_id_source_id_source"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_event_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_event_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_event_workspace_id_key")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_event_workspace_id_starts_at"), ["workspace_id", "starts_at"], unique=False
        )

    op.create_table(
        "fact",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("quote", sa.JSON(), nullable=False),
        sa.Column("said_by", sa.String(length=200), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("characteristic_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "characteristic_id"],
            ["characteristic.workspace_id", "characteristic.id"],
            name=op.f("fk_fact_workspace_id_characteristic_id_characteristic"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "source_id"],
            ["source.workspace_id", "source.id"],
            name=op.f("fk_fact_workspace_id_source_id_source"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_fact_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_fact_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_fact_workspace_id_key")),
    )
    op.create_table(
        "resource",
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("publisher", sa.String(length=300), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("url", sa.String(length=1000), nullable=True),
        sa.Column("doi", sa.String(length=120), nullable=True),
        sa.Column("isbn", sa.String(length=20), nullable=True),
        sa.Column("access", sa.String(length=300), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("named_as", sa.Text(), nullable=True),
        sa.Column("characteristic_id", sa.Integer(), nullable=True),
        sa.Column("details_source_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("seeded_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "characteristic_id"],
            ["characteristic.workspace_id", "characteristic.id"],
            name=op.f("fk_resource_workspace_id_characteristic_id_characteristic"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "details_source_id"],
            ["source.workspace_id", "source.id"],
            name=op.f("fk_resource_workspace_id_details_source_id_source"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "source_id"],
            ["source.workspace_id", "source.id"],
            name=op.f("fk_resource_workspace_id_source_id_source"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_resource_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_resource_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_resource_workspace_id_key")),
    )
    op.create_table(
        "agenda_item",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("speaker", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "event_id"],
            ["event.workspace_id", "event.id"],
            name=op.f("fk_agenda_item_workspace_id_event_id_event"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_agenda_item_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint(
            "workspace_id", "event_id", "position", name=op.f("uq_agenda_item_workspace_id_event_id_position")
        ),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_agenda_item_workspace_id_id")),
    )
    op.create_table(
        "rsvp",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum("going", "maybe", "cannot go", name="answer", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("answered_at", db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "event_id"],
            ["event.workspace_id", "event.id"],
            name=op.f("fk_rsvp_workspace_id_event_id_event"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_rsvp_workspace_id_member_id_member"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_rsvp_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rsvp")),
        sa.UniqueConstraint(
            "workspace_id", "event_id", "member_id", name=op.f("uq_rsvp_workspace_id_event_id_member_id")
        ),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_rsvp_workspace_id_id")),
    )
