"""The fixed words that findings are told with: what was asked, how it turned out, and why there is no answer."""

from enum import Enum


class Outcome(Enum):
    ANSWERED = "answered"
    MISSING = "missing"
    UNKNOWN = "unknown"


class Tense(Enum):
    """Where an event stands against the moment of the question."""

    COMING = "coming"
    NOW = "now"
    PAST = "past"


class Moment(Enum):
    """What about the time of an event or an agenda item was asked."""

    WHOLE = "whole"
    START = "start"
    END = "end"
    LENGTH = "length"
    DAY_PART = "day part"


class Field(Enum):
    """A thing that people ask about and that may not be held; the value is what it is called."""

    PLACE = "place"
    LINK = "link"
    SPEAKERS = "speakers"
    PANEL = "people on the panel"
    CAPACITY = "number of places"
    ATTENDANCE = "people who came"
    RECORDING = "recording"
    COST = "cost"
    HOST = "host"
    DIAL_IN = "dial-in number"
    SLIDES = "address of the slides"
    FOOD = "food and drink"
    PARKING = "parking and travel"
    ACCESS = "access"
    DRESS = "dress code"
    CERTIFICATE = "certificate"
    BREAKS = "breaks"
    TOPIC = "topic"
    AGENDA = "agenda"
    PAGES = "page numbers or length"
    PRICE = "price"
    AUTHORS = "authors"
    YEAR = "year"
    PUBLISHER = "publisher"
    ISBN = "ISBN"
    DOI = "DOI"
    PHONE = "phone number"
    ADDRESS = "postal address"
    HOURS = "opening hours"
    SURNAME = "surname"
    ROLE = "job"
    SIZE = "number of members"
    WEBSITE = "website"
    FOUNDED = "date of founding"
    LEADER = "leaders"
    FUNDING = "funding"


class Thing(Enum):
    """What kind of thing lacks a field."""

    EVENT = "event"
    AGENDA_ITEM = "agenda item"
    RESOURCE = "resource"
    CONTACT = "contact"
    COMMUNITY = "community"


class Part(Enum):
    """What about a characteristic was asked."""

    DEFINITION = "definition"
    BEHAVIOURS = "behaviours"
    STATUS = "status"


class Reason(Enum):
    """Why there is no answer."""

    EMPTY = "empty"
    NOTHING_FITS = "nothing fits"
