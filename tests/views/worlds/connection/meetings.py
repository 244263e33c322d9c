"""What members are asked about an introduction, and what they say."""

from bot.rules.words import Met, Useful
from bot.views.connection import meetings
from tests.views.worlds.base import Fill
from tests.views.worlds.connection.introductions import DEV, GUS, introduced

VIEWS: dict[str, Fill] = {
    "meetings.reminder": lambda w: meetings.reminder(introduced(w, DEV)),
    "meetings.reminder, trio": lambda w: meetings.reminder(introduced(w, DEV, GUS)),
    "meetings.did_you_meet": lambda w: meetings.did_you_meet(introduced(w, DEV)),
    "meetings.did_you_meet, trio": lambda w: meetings.did_you_meet(introduced(w, DEV, GUS)),
    "meetings.thanks, yes": lambda w: meetings.thanks(introduced(w, DEV), Met.YES),
    "meetings.thanks, yes trio": lambda w: meetings.thanks(introduced(w, DEV, GUS), Met.YES),
    "meetings.thanks, yes same organisation": lambda w: meetings.thanks(introduced(w, DEV, crosses=False), Met.YES),
    "meetings.thanks, date": lambda w: meetings.thanks(introduced(w, DEV), Met.DATE_SET),
    "meetings.thanks, no": lambda w: meetings.thanks(introduced(w, DEV), Met.NO),
    "meetings.rated": lambda w: meetings.rated(introduced(w, DEV), Useful.PARTLY),
    "meetings.remark": lambda w: meetings.remark(introduced(w, DEV), w.say("She knows how a ward works.", 3000)),
    "meetings.remark, nothing yet": lambda w: meetings.remark(introduced(w, DEV, GUS), ""),
    "meetings.remarked": lambda _: meetings.remarked(is_empty=False),
    "meetings.remarked, empty": lambda _: meetings.remarked(is_empty=True),
}
