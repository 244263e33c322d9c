"""Excerpts: what of a reflection other people read, once its author shares it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from bot.community import keys, members, peers
from bot.community.peers import Directory, Peer
from bot.connection import introductions
from bot.errors import NotFound
from bot.reflection import reflections, sharing
from bot.reflection.plans import Intention
from bot.reflection.reflections import Words
from bot.reflection.sharing import PLAN
from bot.rules.messages import Kind
from bot.rules.words import Form
from bot.vault import Unreadable, Vault
from db.models import Characteristic, Member, Message, Reflection, Sharing


@dataclass(frozen=True)
class Excerpt:
    """The parts that its author chose. They never show in a trace."""

    author: Peer
    characteristic: Characteristic
    stem: str
    form: Form
    told: dict[str, str] = field(repr=False)
    plan: Intention | None = field(default=None, repr=False)


def read(session: Session, author: Member, reflection: Reflection, words: Words, parts: Collection[str]) -> Excerpt:
    """These parts of it, as its readers will see them."""
    return Excerpt(
        author=Directory.read(session).peer(author),
        characteristic=session.get_one(Characteristic, reflection.characteristic_id),
        stem=reflection.stem,
        form=reflection.form,
        told={box: text for box, text in words.told.items() if box in parts},
        plan=words.plan if PLAN in parts else None,
    )


def to_send(session: Session, vault: Vault, message: Message, reader: Member) -> Excerpt | None:
    """What a message with something shared says now; None when it is private again, or gone, or not for them."""
    found = sharing.find(session, message.about_id)
    author = members.by_id(session, found.member_id) if found else None
    if found is None or author is None or not peers.is_here(author):
        return None
    if not _may_read(session, found, author, message, reader):
        return None
    try:
        reflection = reflections.find(session, author, found.reflection_id)
        words = reflections.open_words(session, keys.find(session, vault, author), reflection)
    except (NotFound, Unreadable):
        return None
    excerpt = read(session, author, reflection, words, found.parts)
    return excerpt if excerpt.told or excerpt.plan else None


def _may_read(session: Session, found: Sharing, author: Member, message: Message, reader: Member) -> bool:
    """Whether the message still goes to whom its author chose: to their channel, or to who is still introduced."""
    if found.introduction_id is None:
        return message.channel == found.channel
    try:
        seen = introductions.mine(session, found.introduction_id, author)
    except NotFound:
        return False
    if message.kind == Kind.SHARED_REFLECTION:
        return bool(seen.peers) and message.channel == introductions.channel(session, found.introduction_id)
    return reader.id in {peer.member_id for peer in seen.peers}
