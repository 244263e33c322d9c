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
    """How a question stands: asked of the bot, waiting for a person, answered by one, or closed."""

    ASKED = "asked"
    WAITING = "waiting"
    ANSWERED = "answered"  # its reply may still be read again, and kept for everybody
    CLOSED = "closed"


class Verdict(StrEnum):
    """What a member says of an answer, or what we note of a question that had none."""

    HELPFUL = "helpful"
    NOT_QUITE = "not quite"  # they gave no reason
    WRONG = "wrong"
    OUT_OF_DATE = "out of date"
    NOT_ASKED = "not asked"  # it answers another question
    HARD = "hard"
    TOO_LONG = "too long"
    NOT_KNOWN = "not known"


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


class PromptRhythm(StrEnum):
    """How often a member gets a prompt."""

    FORTNIGHTLY = "fortnightly"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    AFTER_EVENTS = "after events"


class Form(StrEnum):
    """In which form a member reflects: What, So what and Now what; the six steps of Gibbs; or freely."""

    WHAT = "what"
    GIBBS = "gibbs"
    FREE = "free"


class Audience(StrEnum):
    """Who may read a reflection."""

    ONLY_ME = "only me"
    INTRODUCTION = "introduction"  # the peers of the introduction that is running
    CHANNEL = "channel"


class Readers(StrEnum):
    """Who may be told what the community knows: every member, or organisers alone."""

    MEMBERS = "members"
    ORGANISERS = "organisers"

    @property
    def may_read(self) -> "tuple[Readers, ...]":
        """What is for these: organisers are members too."""
        return tuple(Readers) if self is Readers.ORGANISERS else (Readers.MEMBERS,)


class Outcome(StrEnum):
    """What became of a plan."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not yet"
    LET_GO = "let go"


class Hindrance(StrEnum):
    """What got in the way of a plan."""

    NOT_KNOWN_HOW = "not known how"
    NO_CHANCE = "no chance"
    MATTERS_LESS = "matters less"


class Shape(StrEnum):
    """In which shape reflections are exported."""

    PLAIN = "plain"
    PROFESSIONAL = "professional"  # as revalidation asks, without exact dates


class FileKind(StrEnum):
    """The kinds of file, by the ending of their names."""

    DOCX = "docx"
    MARKDOWN = "md"
    CSV = "csv"
    JSON = "json"


class Track(StrEnum):
    """A way of being introduced: in rounds, for half an hour; or walking in their shoes, for at least a day."""

    ROUNDS = "rounds"
    SHOES = "shoes"


class Rhythm(StrEnum):
    """How often a round starts by itself, once organisers say from when."""

    MONTHLY = "monthly"
    FORTNIGHTLY = "fortnightly"
    HALF_YEARLY = "half-yearly"


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


class Began(StrEnum):
    """How an introduction came about."""

    DRAW = "draw"
    REPAIR = "repair"  # somebody was left alone, or came late
    BY_HAND = "by hand"  # an organiser made it
    ASKED = "asked"  # a member looked for somebody, who said yes


class Stage(StrEnum):
    """How far an introduction is: drawn, told, and then they met, did not meet, or fewer than two were left."""

    PROPOSED = "proposed"
    OPENED = "opened"
    MET = "met"
    NOT_MET = "not met"
    BROKEN = "broken"


class Presence(StrEnum):
    """Where a member stands in an introduction."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    WITHDREW = "withdrew"


class Useful(StrEnum):
    """Whether a meeting was worth the time, to the one who says so."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Apart(StrEnum):
    """Why two members are never introduced to each other."""

    BLOCK = "block"  # one of them does not want the other, and nobody is told
    LINE_MANAGER = "line manager"
    ORGANISER = "organiser"
    UNREACHABLE = "unreachable"  # Slack does not put them into one conversation


class Wait(StrEnum):
    """Why a member has no introduction in a round that is running."""

    LEFT_ALONE = "left alone"  # their peers withdrew or left
    LATE = "late"  # they wanted one after the draw
    LEFT_OUT = "left out"  # the draw found nobody


class Then(StrEnum):
    """What somebody wants who drops out of an introduction."""

    ANOTHER = "another"
    SKIP = "skip"


class WaitEnd(StrEnum):
    """How waiting for a peer ended."""

    FOUND = "found"
    NEXT_TIME = "next time"  # nobody was found by the middle of the round: first in the next one
    GONE = "gone"  # they do not want one any more


class WishState(StrEnum):
    """What became of "someone who knows …": people are being asked, one said yes, or nobody did."""

    OPEN = "open"
    MET_WITH_YES = "yes"
    NOBODY = "nobody"
    WITHDRAWN = "withdrawn"


class Reply(StrEnum):
    """What somebody says who was asked."""

    YES = "yes"
    NO = "no"


class ResourceStatus(StrEnum):
    """How a resource stands: only what is approved shows to anybody but organisers."""

    APPROVED = "approved"
    SUGGESTED = "suggested"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Mark(StrEnum):
    """What a member notes about a resource, for themselves alone."""

    WANTED = "want to read"
    READ = "read"
    TRIED = "tried it"
