"""Asking Slack to post a letter, outside every transaction, and reading what its answer means."""

from datetime import timedelta

from sqlalchemy.exc import InterfaceError, OperationalError

from bot.community import members
from bot.connection import introductions
from bot.delivery.attempts import Result
from bot.library.catalogues import Catalogue
from bot.rules.exports import Wanted
from bot.rules.messages import Outcome, refusal
from bot.slack import NotReached, Posted, Refused, SlackFault, SlowDown
from schedules.sending import files
from schedules.sending.letters import Letter
from schedules.sending.worker import Worker

NOT_MADE = Result(Outcome.REFUSED, error="the file could not be made")
DATABASE_AWAY = Result(Outcome.NOT_POSTED, error="the database was not reached")
HELD_UP = Result(Outcome.NOT_POSTED, error="the worker was held up")


def post(worker: Worker, letter: Letter) -> Result:
    """Post this letter once. What comes back says whether it left, did not leave, or may have left."""
    try:
        channel = letter.channel or _open(worker, letter)
        file = _upload(worker, letter, letter.export) if letter.export else None
    except SlackFault as fault:
        # nothing was posted yet, so it is safe to try again
        return read(fault, otherwise=Outcome.NOT_POSTED)
    except (OperationalError, InterfaceError):
        return DATABASE_AWAY
    if letter.export and file is None:
        return NOT_MADE
    began = worker.machine.seconds()
    if began > letter.leaves_until:
        return HELD_UP
    try:
        posted = _show(worker, letter, channel, file)
    except SlackFault as fault:
        return _of_post(fault, letter)
    took = timedelta(seconds=worker.machine.seconds() - began)
    return Result(Outcome.SENT, channel=posted.channel, ts=posted.ts or None, took=took)


def _show(worker: Worker, letter: Letter, channel: str, file: str | None) -> Posted:
    """The one request after which people see something. Slack does not say where a file stands."""
    slack, workspace = worker.tools.slack, letter.claim.workspace
    if letter.export and file:
        slack.show_file(workspace, channel, file, title=letter.export.file_name, words=letter.card.text)
        return Posted(channel, "")
    return slack.post(workspace, channel, letter.card, mark=letter.mark, thread=letter.thread)


def _upload(worker: Worker, letter: Letter, wanted: Wanted | Catalogue) -> str | None:
    """Make the file and hand it over; nobody sees it yet."""
    body = files.make(worker, letter.claim.workspace, letter.member_id, wanted)
    return worker.tools.slack.upload(letter.claim.workspace, wanted.file_name, body) if body else None


def read(fault: SlackFault, *, otherwise: Outcome) -> Result:
    """What a fault means; `otherwise` is what it means when nobody knows whether the request worked."""
    match fault:
        case Refused(code=code):
            return Result(refusal(code), error=code)
        case SlowDown(seconds=seconds):
            return Result(Outcome.SLOW_DOWN, error="slow down", wait=timedelta(seconds=seconds))
        case NotReached():
            return Result(Outcome.NOT_POSTED, error="not reached")
    return Result(otherwise, error=str(fault)[:120])


def _of_post(fault: SlackFault, letter: Letter) -> Result:
    """A conversation that we remember may be gone; then it is asked for again."""
    if isinstance(fault, Refused) and fault.code == "channel_not_found" and letter.channel and not letter.thread:
        return Result(Outcome.NOT_POSTED, error=fault.code, forget_channel=True)
    return read(fault, otherwise=Outcome.UNKNOWN)


def _open(worker: Worker, letter: Letter) -> str:
    """The conversation, asked of Slack and remembered."""
    if letter.group:
        return _open_group(worker, letter)
    channel = worker.tools.slack.direct_message(letter.claim.workspace, letter.slack_id)
    with worker.tools.db.begin(letter.claim.workspace) as session:
        member = members.by_id(session, letter.member_id)
        if member is not None:
            member.dm_channel = channel
    return channel


def _open_group(worker: Worker, letter: Letter) -> str:
    channel = worker.tools.slack.conversation(letter.claim.workspace, letter.group)
    with worker.tools.db.begin(letter.claim.workspace) as session:
        introductions.keep_channel(session, letter.about, channel)
    return channel
