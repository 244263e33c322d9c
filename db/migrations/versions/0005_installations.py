"""Installations: what Slack's own library keeps of each workspace that has the app, and of those on the way to it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table("slack_installations", *_app_and_workspace(), *_installer(), *_when())
    op.create_index(
        "slack_installations_idx",
        "slack_installations",
        ["client_id", "enterprise_id", "team_id", "user_id", "installed_at"],
    )
    op.create_table("slack_bots", *_app_and_workspace(), *_when())
    op.create_index("slack_bots_idx", "slack_bots", ["client_id", "enterprise_id", "team_id", "installed_at"])
    op.create_table(
        "slack_oauth_states",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("expire_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slack_oauth_states"),
    )


def _app_and_workspace() -> list[sa.Column[object]]:
    words = {"app_id": 32, "enterprise_id": 32, "enterprise_name": 200, "team_id": 32, "team_name": 200}
    words |= {"bot_token": 200, "bot_id": 32, "bot_user_id": 32, "bot_scopes": 1000, "bot_refresh_token": 200}
    return [
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("client_id", sa.String(length=32), nullable=False),
        *(sa.Column(name, sa.String(length=most), nullable=name != "app_id") for name, most in words.items()),
        sa.Column("bot_token_expires_at", sa.DateTime()),
        sa.Column("is_enterprise_install", sa.Boolean(), nullable=False),
    ]


def _installer() -> list[sa.Column[object]]:
    words = {"enterprise_url": 200, "user_token": 200, "user_scopes": 1000, "user_refresh_token": 200}
    words |= {"incoming_webhook_url": 200, "incoming_webhook_channel": 200, "incoming_webhook_channel_id": 200}
    words |= {"incoming_webhook_configuration_url": 200, "token_type": 32}
    return [
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("user_token_expires_at", sa.DateTime()),
        *(sa.Column(name, sa.String(length=most)) for name, most in words.items()),
    ]


def _when() -> list[sa.Column[object]]:
    return [sa.Column("installed_at", sa.DateTime(), nullable=False)]
