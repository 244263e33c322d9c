"""Members' keys, made on first need: with them a member's private text is sealed and opened."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.vault import Place, Vault
from db.models import Member, MemberKey


@dataclass(frozen=True)
class Lock:
    """One member's key and the vault that it fits."""

    vault: Vault = field(repr=False)
    wrapped: bytes = field(repr=False)
    workspace: str
    member: int

    def seal(self, text: str, *, table: str, row: str, column: str) -> bytes:
        return self.vault.seal(self.wrapped, text, Place(self.workspace, self.member, table, row, column))

    def open(self, sealed: bytes, *, table: str, row: str, column: str) -> str:
        """The text that belongs in this place; raises Unreadable."""
        return self.vault.open(self.wrapped, sealed, Place(self.workspace, self.member, table, row, column))


def find(session: Session, vault: Vault, member: Member) -> Lock | None:
    """This member's lock, or None when they have no key: nothing was sealed yet, or it is erased."""
    wrapped = session.scalar(select(MemberKey.wrapped).where(MemberKey.member_id == member.id))
    return Lock(vault, wrapped, session.info["workspace"], member.id) if wrapped else None


def find_or_make(session: Session, vault: Vault, member: Member) -> Lock:
    found = find(session, vault, member)
    if found is not None:
        return found
    workspace = session.info["workspace"]
    wrapped = vault.new_member_key(Place(workspace, member.id, "", "", "").owner)
    # two first texts at the same moment: the unique key makes the second transaction fail, and it is tried again
    session.add(MemberKey(member_id=member.id, wrapped=wrapped))
    session.flush()
    return Lock(vault, wrapped, workspace, member.id)
