"""Every session belongs to one workspace: it reads nothing else and writes nothing else.

Three nets, one behind the other: SELECTs of mapped classes are filtered, a guard at the cursor refuses any SQL on a
scoped table that does not name the session's workspace, and foreign keys between scoped tables carry the workspace.
The guard is a net for honest mistakes; docs/decisions/003-tenancy.md says what it cannot see.
"""

import re
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    CursorResult,
    Engine,
    Executable,
    ForeignKey,
    ForeignKeyConstraint,
    Result,
    Select,
    String,
    bindparam,
    event,
)
from sqlalchemy.orm import (
    LoaderCriteriaOption,
    Mapped,
    ORMExecuteState,
    Session,
    declared_attr,
    mapped_column,
    with_loader_criteria,
)

READING = "reading"
NAMES_ITS_WORKSPACE = "names_its_workspace"
WORKSPACE = "workspace"
SCOPED = "scoped"

_ONE_ROW_BY_KEY = re.compile(r"(UPDATE (\w+) SET .*|DELETE FROM (\w+)) WHERE \w+\.id = \S+( RETURNING .*)?", re.DOTALL)
_COLUMNS = re.compile(r"^(INSERT INTO \w+) \([^()]*\)")  # a column may be named as a table is
_TABLES = re.compile(r"(?:FROM|JOIN|UPDATE|,)\s+\(?(\w+)\b(?![.(])(?: AS (\w+))?", re.IGNORECASE)


HERE: BindParameter[str] = bindparam("workspace", type_=String())
"""In a statement that is given to `run`: the session's workspace."""


class Unscoped(RuntimeError):
    """A statement that would have read or written outside its workspace."""


class Scoped:
    """A table whose rows belong to one workspace."""

    @declared_attr
    def workspace_id(cls) -> Mapped[str]:  # noqa: N805 - SQLAlchemy hands over the class
        return mapped_column(ForeignKey("workspace.id"), default=lambda context: context.execution_options[WORKSPACE])


class WorkspaceSession(Session):
    """A session of one workspace."""


def within(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key that cannot point at another workspace's row."""
    return ForeignKeyConstraint(["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"])


@lru_cache(2000)
def _only(workspace: str) -> LoaderCriteriaOption:
    """The filter of one workspace; making it anew for each statement takes a tenth of the statement's time."""
    return with_loader_criteria(Scoped, lambda cls: cls.workspace_id == workspace, include_aliases=True)


@event.listens_for(WorkspaceSession, "do_orm_execute")
def filter_reads(state: ORMExecuteState) -> None:
    if state.execution_options.get(NAMES_ITS_WORKSPACE):
        return
    workspace = state.session.info[WORKSPACE]
    if state.is_column_load and isinstance(state.statement, Select) and state.bind_mapper:
        # refresh() reads by key, which the criteria miss
        owner = state.bind_mapper.class_
        if issubclass(owner, Scoped):
            state.statement = state.statement.where(owner.workspace_id == workspace)
    elif not state.is_insert:
        state.statement = state.statement.options(_only(workspace))
    if state.is_update and isinstance(state.parameters, list):
        raise Unscoped("UPDATE by primary key skips the filter: use update().where()")


# For the few statements that run for each message: made once, they say HERE themselves and do without the filter,
# which takes longer than they do. The guard at the cursor looks at them as at any other.


def run(session: Session, statement: Executable, told: dict[str, Any]) -> CursorResult[*tuple[Any, ...]]:
    """Execute a statement that says HERE wherever it must; it gives plain rows."""
    return session.connection().execute(statement, told | {"workspace": session.info[WORKSPACE]})


def find(session: Session, statement: Executable, told: dict[str, Any]) -> Result[*tuple[Any, ...]]:
    """Execute a SELECT that says HERE wherever it must; it gives mapped objects."""
    told = told | {"workspace": session.info[WORKSPACE]}
    return session.execute(statement, told, execution_options={NAMES_ITS_WORKSPACE: True})


@event.listens_for(WorkspaceSession, "before_attach")
def refuse_strangers(session: Session, row: object) -> None:
    workspace = session.info[WORKSPACE]
    if isinstance(row, Scoped) and row.__dict__.get("workspace_id", workspace) != workspace:
        raise Unscoped("a row of another workspace")


@lru_cache(2000)
def unfiltered(sql: str, scoped: frozenset[str]) -> list[str]:
    """The scoped tables that this SQL reads or changes without naming their workspace."""
    if _ONE_ROW_BY_KEY.fullmatch(sql):
        return []  # the unit of work, by key: its rows were loaded filtered
    tables = _TABLES.findall(_COLUMNS.sub(r"\1", sql))
    return [name for name, alias in tables if name in scoped and not _names_workspace(sql, alias or name)]


def _names_workspace(sql: str, table: str) -> bool:
    return re.search(rf"\b{table}\.workspace_id = ", sql) is not None


def guard(engine: Engine) -> None:
    """Refuse, at the last moment before the database, SQL that does not name its workspace."""

    @event.listens_for(engine, "before_cursor_execute")
    def check(_connection: Any, _cursor: Any, sql: str, _parameters: Any, context: Any, *_: Any) -> None:
        options = context.execution_options
        workspace = options.get(WORKSPACE)
        if workspace is None:
            return
        if missing := unfiltered(sql, options[SCOPED]):
            raise Unscoped(f"{missing} without a workspace: {sql[:200]}")
        if getattr(context, "rows_were_guarded", False):
            return  # many rows go to the cursor one by one, and all of them were looked at with the first
        context.rows_were_guarded = True
        for row in getattr(context, "compiled_parameters", None) or ():  # raw driver SQL has none
            if any(value != workspace for name, value in row.items() if name.startswith("workspace")):
                raise Unscoped("another workspace's id")
