"""Files that members asked for, made at the moment that they leave and kept nowhere."""

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from bot import workspaces
from bot.community import members
from bot.files import writing
from bot.library import imports
from bot.library.catalogues import Catalogue
from bot.reflection import exports
from bot.rules.dates import local
from bot.rules.exports import Wanted
from bot.rules.words import FileKind
from bot.views.reflection import documents
from schedules.sending.worker import Worker

log = structlog.get_logger(__name__)


def make(worker: Worker, workspace: str, member_id: int, wanted: Wanted | Catalogue) -> bytes | None:
    """The bytes of a file, as things stand now; None when its member is gone, or it cannot be made.

    What went wrong is told by its kind alone: an error may quote what somebody wrote. Raises OperationalError or
    InterfaceError while the database cannot be reached: then the file may be made later.
    """
    try:
        if isinstance(wanted, Catalogue):
            with worker.tools.db.read(workspace) as session:
                return writing.write(imports.document(session), FileKind.CSV)
        with worker.tools.db.read(workspace) as session:
            member = members.by_id(session, member_id)
            if not members.has_joined(member) or member is None:
                return None
            found = exports.gather(session, worker.tools.vault, member, wanted)
            made_on = local(worker.now(), workspaces.zone_of(session, member)).date()
        return writing.write(documents.document(found, wanted.shape, made_on=made_on), wanted.kind)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the member is told
        log.error("a file was not made", workspace=workspace, error=type(error).__name__)  # noqa: TRY400
        return None
