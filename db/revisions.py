"""Notes whenever anything changes that answers are made from, so that it is read anew then, and only then."""

import secrets
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from db.models import AgendaItem, Embedding, KnowledgeState, Phrasing, Seeded, Workspace
from db.tenancy import WORKSPACE, WorkspaceSession

TOLD = (Seeded, AgendaItem, Embedding, Phrasing, Workspace)
_CHANGED = "knowledge changed"


def current(session: Session) -> str | None:
    """The revision that this session reads; None where it has changes of its own that nobody else sees yet."""
    found = session.scalar(select(KnowledgeState.revision))
    return None if session.info.get(_CHANGED) else found


def renew(session: Session) -> None:
    """A new revision, as soon as this session commits."""
    session.info[_CHANGED] = True


@event.listens_for(WorkspaceSession, "after_flush")
def _note_rows(session: Session, _context: UOWTransaction) -> None:
    changed = (*session.new, *session.deleted, *(row for row in session.dirty if session.is_modified(row)))
    if any(isinstance(row, TOLD) for row in changed):
        renew(session)


@event.listens_for(WorkspaceSession, "do_orm_execute")
def _note_statements(state: ORMExecuteState) -> None:
    writes = state.is_update or state.is_delete or state.is_insert
    if writes and state.bind_mapper is not None and issubclass(state.bind_mapper.class_, TOLD):
        renew(state.session)


@event.listens_for(WorkspaceSession, "before_commit")
def _renew(session: Session) -> None:
    session.flush()
    if not session.info.pop(_CHANGED, False):
        return
    # a number would be given twice when the first who took it rolled back
    told: dict[str, Any] = {"workspace_id": session.info[WORKSPACE], "revision": secrets.token_hex(16)}
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(KnowledgeState).values(**told)
    session.execute(
        statement.on_conflict_do_update(index_elements=["workspace_id"], set_={"revision": told["revision"]})
    )


@event.listens_for(WorkspaceSession, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_CHANGED, None)
