"""Introductions: programmes, who takes part, what comes of it, who is kept apart, who waits, and who looks for whom."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _members()
    _rounds()
    _introductions()
    _seats()
    _programmes()
    _outcomes()
    _sealed()
    _wishes()
    _keep_what_was()


def _members() -> None:
    with op.batch_alter_table("member") as table:
        table.add_column(sa.Column("wants_shoes", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("introductions_from", sa.Date(), nullable=True))
        table.add_column(sa.Column("prefers_three", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("free", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("knows", sa.String(length=300), nullable=True))
        table.add_column(sa.Column("open_to_wishes", sa.Boolean(), nullable=False, server_default=sa.false()))
    _forget_defaults("member", "wants_shoes", "prefers_three", "free", "open_to_wishes")


def _rounds() -> None:
    with op.batch_alter_table("round") as table:
        table.add_column(_word("track", default="rounds"))
        table.add_column(_instant("starts_at", optional=True))
        table.add_column(sa.Column("left_out", sa.JSON(), nullable=False, server_default="[]"))
        table.alter_column("drawn_by_id", existing_type=sa.Integer(), nullable=True)
    op.execute("UPDATE round SET starts_at = COALESCE(sent_at, drawn_at)")
    with op.batch_alter_table("round") as table:
        table.alter_column("track", server_default=None)
        table.alter_column("left_out", server_default=None)
        table.alter_column("starts_at", existing_type=db.types.UtcDateTime(timezone=True), nullable=False)
        table.drop_constraint("uq_round_workspace_id_number", type_="unique")
        table.create_unique_constraint("uq_round_workspace_id_track_number", ["workspace_id", "track", "number"])
        table.create_unique_constraint("uq_round_workspace_id_track_starts_at", ["workspace_id", "track", "starts_at"])


def _introductions() -> None:
    with op.batch_alter_table("introduction") as table:
        table.add_column(_word("track", default="rounds"))
        table.add_column(_word("began", default="draw"))
        table.add_column(_word("stage", default="proposed"))
        table.add_column(_instant("opened_at", optional=True))
        table.add_column(_instant("ends_at", optional=True))
        table.alter_column("round_id", existing_type=sa.Integer(), nullable=True)
        table.create_index("ix_introduction_workspace_id_stage_ends_at", ["workspace_id", "stage", "ends_at"])
    _forget_defaults("introduction", "track", "began", "stage")


def _seats() -> None:
    with op.batch_alter_table("seat") as table:
        table.add_column(_word("presence", default="invited"))
        table.add_column(_word("useful", optional=True))
        table.create_index("ix_seat_workspace_id_member_id", ["workspace_id", "member_id"])
    _forget_defaults("seat", "presence")


def _programmes() -> None:
    _table(
        "programme",
        _word("track"),
        _word("rhythm"),
        sa.Column("first_on", sa.Date(), nullable=False),
        _instant("next_starts_at", optional=True),
        _instant("asked_for", optional=True),
        unique=["track"],
    )
    op.create_index("ix_programme_next_starts_at", "programme", ["next_starts_at"])
    _table(
        "turnout",
        _word("track"),
        _instant("starts_at"),
        sa.Column("comes", sa.Boolean(), nullable=False),
        points={"member_id": "member"},
        unique=["track", "starts_at", "member_id"],
    )
    _table(
        "waiting",
        _word("why"),
        _instant("since"),
        _word("ended", optional=True),
        _instant("ended_at", optional=True),
        points={"round_id": "round", "member_id": "member"},
    )
    op.create_index("ix_waiting_workspace_id_round_id_ended", "waiting", ["workspace_id", "round_id", "ended"])


def _outcomes() -> None:
    places = {"first_organisation_id": "organisation", "second_organisation_id": "organisation"}
    _table(
        "meeting",
        _instant("noted_at"),
        points={"introduction_id": "introduction", "first_id": "member", "second_id": "member"},
        may_point=places,
        unique=["introduction_id", "first_id", "second_id"],
    )
    op.create_index("ix_meeting_workspace_id_noted_at", "meeting", ["workspace_id", "noted_at"])
    _table(
        "exclusion",
        _word("kind"),
        _instant("made_at"),
        points={"member_id": "member", "other_id": "member"},
        may_point={"made_by_id": "member"},
        unique=["kind", "member_id", "other_id"],
    )
    op.create_index("ix_exclusion_workspace_id_other_id", "exclusion", ["workspace_id", "other_id"])
    _table(
        "proposal",
        _instant("starts_at"),
        _instant("made_at"),
        points={"introduction_id": "introduction", "member_id": "member"},
        unique=["introduction_id", "starts_at"],
    )
    _table("acceptance", points={"proposal_id": "proposal", "member_id": "member"}, unique=["proposal_id", "member_id"])


def _sealed() -> None:
    both = {"introduction_id": "introduction", "member_id": "member"}
    seat = ["introduction_id", "member_id"]
    _table("remark", _sealed_words(), _instant("written_at"), points=both, unique=seat, ids=_uuid())
    _table(
        "concern",
        _sealed_words(),
        _instant("reported_at"),
        _instant("closed_at", optional=True),
        points=both,
        may_point={"closed_by_id": "member"},
        ids=_uuid(),
    )


def _wishes() -> None:
    _table(
        "wish",
        sa.Column("words", sa.String(length=300), nullable=False),
        _word("state"),
        _instant("asked_at"),
        _instant("expires_at"),
        points={"member_id": "member"},
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wish_workspace_id_state_expires_at", "wish", ["workspace_id", "state", "expires_at"])
    _table(
        "approach",
        _word("reply", optional=True),
        _instant("replied_at", optional=True),
        points={"wish_id": "wish", "member_id": "member"},
        may_point={"introduction_id": "introduction"},
        unique=["wish_id", "member_id"],
        sqlite_autoincrement=True,
    )


def _keep_what_was() -> None:
    """Introductions take over how far they are from their round; whoever was left alone still comes first next time."""
    of_sent = "(SELECT {column} FROM round WHERE round.id = introduction.round_id AND round.state = 'sent')"
    for column, own in (("sent_at", "opened_at"), ("ends_at", "ends_at")):
        op.execute(f"UPDATE introduction SET {own} = {of_sent.format(column=column)}")
    alone = "(SELECT COUNT(*) FROM seat WHERE seat.introduction_id = introduction.id) < 2"
    op.execute("UPDATE introduction SET stage = 'opened' WHERE opened_at IS NOT NULL")
    op.execute(f"UPDATE introduction SET stage = 'broken' WHERE opened_at IS NOT NULL AND {alone}")
    op.execute(
        "INSERT INTO waiting (workspace_id, round_id, member_id, why, since, ended, ended_at)"
        " SELECT seat.workspace_id, introduction.round_id, seat.member_id, 'left alone', introduction.opened_at,"
        " 'next time', introduction.opened_at FROM seat JOIN introduction ON introduction.id = seat.introduction_id"
        " WHERE introduction.stage = 'broken'"
    )


def _table(
    name: str,
    *columns: sa.Column[object],
    points: dict[str, str] | None = None,
    may_point: dict[str, str] | None = None,
    unique: list[str] | None = None,
    ids: sa.Column[object] | None = None,
    **more: bool,
) -> None:
    """A table of one workspace's rows; `points` are its columns that hold another row's id."""
    kinds = {**dict.fromkeys(points or {}, False), **dict.fromkeys(may_point or {}, True)}
    own = [f"uq_{name}_workspace_id_{'_'.join(unique)}"] if unique else []
    op.create_table(
        name,
        *columns,
        *(sa.Column(column, sa.Integer(), nullable=optional) for column, optional in kinds.items()),
        ids if ids is not None else sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=f"fk_{name}_workspace_id_workspace"),
        *(
            sa.ForeignKeyConstraint(
                ["workspace_id", column],
                [f"{other}.workspace_id", f"{other}.id"],
                name=f"fk_{name}_workspace_id_{column}_{other}",
            )
            for column, other in {**(points or {}), **(may_point or {})}.items()
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("workspace_id", "id", name=f"uq_{name}_workspace_id_id"),
        *(sa.UniqueConstraint("workspace_id", *(unique or []), name=constraint) for constraint in own),
        **more,
    )


def _word(name: str, *, optional: bool = False, default: str | None = None) -> sa.Column[object]:
    return sa.Column(name, sa.String(length=24), nullable=optional, server_default=default)


def _instant(name: str, *, optional: bool = False) -> sa.Column[object]:
    return sa.Column(name, db.types.UtcDateTime(timezone=True), nullable=optional)


def _sealed_words() -> sa.Column[bytes]:
    return sa.Column("words", sa.LargeBinary(), nullable=False)


def _uuid() -> sa.Column[str]:
    return sa.Column("id", sa.String(length=36), nullable=False)


def _forget_defaults(name: str, *columns: str) -> None:
    with op.batch_alter_table(name) as table:
        for column in columns:
            table.alter_column(column, server_default=None)
