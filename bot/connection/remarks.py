"""Remarks: what a member wrote about an introduction for themselves, sealed."""

import uuid
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.community import keys
from bot.connection import introductions
from bot.rules.text import clean
from bot.vault import Unreadable, Vault
from db.models import Member, Remark

LONGEST = 3000


def write(session: Session, vault: Vault, introduction: int, member: Member, words: str, *, now: datetime) -> None:
    """Keep these words in the place of earlier ones; without words, none are kept. Raises NotFound without a seat."""
    introductions.mine(session, introduction, member)
    words = clean(words)[:LONGEST]
    own = (Remark.introduction_id == introduction, Remark.member_id == member.id)
    session.execute(delete(Remark).where(*own))
    if not words:
        return
    row, lock = str(uuid.uuid4()), keys.find_or_make(session, vault, member)
    sealed = lock.seal(words, table="remark", row=row, column="words")
    session.add(Remark(id=row, introduction_id=introduction, member_id=member.id, words=sealed, written_at=now))


def read(session: Session, vault: Vault, introduction: int, member: Member) -> str:
    """What this member wrote, or nothing. Raises NotFound without a seat."""
    introductions.mine(session, introduction, member)
    found = session.scalar(select(Remark).where(Remark.introduction_id == introduction, Remark.member_id == member.id))
    lock = keys.find(session, vault, member)
    if found is None or lock is None:
        return ""
    try:
        return lock.open(found.words, table="remark", row=found.id, column="words")
    except Unreadable:
        return ""
