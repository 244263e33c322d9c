"""The fixed words that rows, rules and views share: answers to an event, roles, and how a question stands."""

from enum import StrEnum


class Role(StrEnum):
    MEMBER = "member"
    ORGANISER = "organiser"


class EventStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What a member says to an event."""

    GOING = "going"
    MAYBE = "maybe"
    CANNOT_GO = "cannot go"


class CharacteristicStatus(StrEnum):
    CONFIRMED = "confirmed"
    WORKING_TITLE = "working title"


class Origin(StrEnum):
    """Where a question was asked."""

    COMMAND = "command"
    DIRECT_MESSAGE = "direct message"
    MENTION = "mention"


class Standing(StrEnum):
    """How a question stands: asked of the bot, waiting for a person, or closed by one."""

    ASKED = "asked"
    WAITING = "waiting"
    CLOSED = "closed"


class PromptKind(StrEnum):
    """What a prompt invites: to notice, to learn, to try, or to talk with a peer."""

    NOTICE = "notice"
    LEARN = "learn"
    TRY = "try"
    PEER = "peer"


class Tone(StrEnum):
    STRENGTH = "strength"
    NEUTRAL = "neutral"
    STRETCH = "stretch"


class RoundState(StrEnum):
    """A round is drawn and looked at, then sent or cancelled, then over."""

    DRAWN = "drawn"
    SENT = "sent"
    CANCELLED = "cancelled"


class Met(StrEnum):
    """What a member says of an introduction."""

    YES = "yes"
    DATE_SET = "date set"
    NO = "no"
