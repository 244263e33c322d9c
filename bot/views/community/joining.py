"""The one form for joining and for changing one's mind: what is kept, what we ask of each other, and every choice."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from bot.community.profiles import HOURS, Choices, Option, Profile
from bot.rules.dates import date_words, time_words
from bot.rules.words import PromptRhythm
from bot.views.community import preferences
from bot.views.forms import MOST_IN_LIST, alert, checkboxes, date_input, form, radio, select, text_input
from bot.views.parts import Block, Card, actions, bullets, button, divider, header, section

FORM = "member.profile"
PAUSE_FORM = "member.pause_until"
SETTINGS = "member.settings"
ASK_TO_PAUSE = "member.ask_to_pause"
RESUME = "member.resume"
ANOTHER = "another"
YES, NO = "yes", "no"
SHOES = "shoes"
OFTEN = {
    PromptRhythm.WEEKLY: "every week",
    PromptRhythm.FORTNIGHTLY: "every 2 weeks",
    PromptRhythm.MONTHLY: "every 4 weeks",
    PromptRhythm.AFTER_EVENTS: "only after events that you go to",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

KEPT = (
    "*What we keep.* Your Slack name, where you work, your choices and your replies to events. We also keep what you "
    "write in reflections and plans."
)
LOCKED = "That text is stored locked, with a different key for each member."
HOW_LONG = (
    "*For how long.* Until you clear it or leave. When you leave, we clear it and the key to it. 1 thing stays: whom I "
    "must not introduce you to. So you are still kept apart if you come back."
)
WHO_SEES = (
    "*Who sees it.* Only you see what you write here, unless you share it. Organisers see the groups in each round, "
    "but not who met. Whoever runs the server could read stored text. Slack also keeps the messages that you type."
)
GUESSED = "I guessed this from your e-mail address. Change it if it is wrong."
SOME = "This list shows {} of {}. If yours is not there, choose Another organisation and type its name."
MOST = MOST_IN_LIST - 1  # of organisations, beside the way to name another
CONDUCT = (
    "Treat what peers tell you as private.",
    "Leave out patients and other people's names.",
    "Turn up, or say that you cannot.",
    "Speak to an organiser if something feels wrong.",
)


def joining(choices: Choices, guessed: Profile, *, note: str = "") -> dict[str, Any]:
    """The form for somebody new; `note` is an answer to an event that waits for it."""
    opening: list[Block] = [alert(KEPT, level="info"), section(LOCKED), section(HOW_LONG), section(WHO_SEES)]
    opening += [section(f"*We ask 4 things of each other.*\n{bullets(CONDUCT)}"), divider()]
    blocks = [*opening, *_about_you(choices, guessed, hint=GUESSED), *_wishes(choices, guessed, decided=False)]
    return form(FORM, title="Join", submit="Join", blocks=blocks, note=note)


def settings(choices: Choices, profile: Profile) -> dict[str, Any]:
    """The same choices, as the member left them."""
    blocks = [*_about_you(choices, profile), *_wishes(choices, profile, decided=True)]
    return form(FORM, title="Your settings", submit="Save", blocks=blocks)


def joined(profile: Profile, answered: Card | None) -> dict[str, Any]:
    """What the form turns into: what happens next."""
    prompts = f"You will get a prompt {_when(profile)}." if profile.wants_prompts else "You will get no prompts."
    introductions = (
        "You will be in the next round of introductions."
        if profile.wants_introductions
        else "You will not be in rounds of introductions."
    )
    shoes = ["You will be in Walking in Their Shoes."] if profile.wants_shoes else []
    lines = [
        "You have joined.",
        prompts,
        introductions,
        *shoes,
        "To change anything, choose Your settings in my Home tab.",
    ]
    more = [answered.blocks[0]] if answered else []
    more += [actions(preferences.door())] if profile.wants_introductions or profile.wants_shoes else []
    return form(FORM, title="You have joined", close="Close", blocks=[section("\n".join(lines)), *more])


def pausing(tomorrow: date) -> dict[str, Any]:
    """Until when?"""
    words = "Until then I send no prompts and no introductions. You still get reminders of events you are going to."
    blocks = [section(words), date_input("until", "Pause until", shown=tomorrow.isoformat())]
    return form(PAUSE_FORM, title="Pause", submit="Pause", blocks=blocks)


def paused_form(until: date) -> dict[str, Any]:
    words = f"Paused until {date_words(until)}. To come back sooner, choose Start again in my Home tab."
    return form(PAUSE_FORM, title="Paused", close="Close", blocks=[section(words)])


def resumed() -> Card:
    words = "Welcome back. You get what you chose in your settings again."
    return Card(words, (section(words),))


def standing(profile: Profile, paused_until: date | None) -> list[Block]:
    """A member's choices in short, with the ways to change them."""
    prompts = f"Prompts: {_when(profile)}." if profile.wants_prompts else "Prompts: none."
    introductions = "Introductions: yes." if profile.wants_introductions else "Introductions: no."
    shoes = "Walking in Their Shoes: yes." if profile.wants_shoes else ""
    paused = f"Paused until {date_words(paused_until)}." if paused_until else ""
    words = " ".join(part for part in (paused, prompts, introductions, shoes) if part)
    turn = button("Start again", RESUME, "resume") if paused_until else button("Pause", ASK_TO_PAUSE, "pause")
    return [header("Your choices"), section(words), actions(button("Your settings", SETTINGS, "settings"), turn)]


def saved() -> dict[str, Any]:
    return form(FORM, title="Your settings", close="Close", blocks=[section("Saved.")])


def _about_you(choices: Choices, profile: Profile, *, hint: str = "") -> list[Block]:
    """The questions about a person; `hint` stands at an organisation that is filled in already."""
    organisations = _organisations(choices, profile)
    boroughs = [(borough, borough) for borough in choices.boroughs]
    chosen = str(profile.organisation) if profile.organisation else None
    sector = str(profile.sector) if profile.sector else None
    short = SOME.format(len(organisations) - 1, len(choices.organisations))
    told = " ".join([*([hint] if chosen and hint else []), *([short] if len(choices.organisations) > MOST else [])])
    asked = [
        header("About you"),
        select("organisation", "Where do you work?", organisations, chosen=chosen, hint=told),
        text_input("other_organisation", "If it is another organisation, what is its name?", most=120),
        select("sector", "In which sector?", _pairs(choices.sectors), chosen=sector),
        text_input("job", "What is your role?", shown=profile.job, most=120),
    ]
    where = [select("borough", "In which borough?", boroughs, chosen=profile.borough or None, optional=True)]
    return asked + (where if boroughs else [])


def _organisations(choices: Choices, profile: Profile) -> list[tuple[str, str]]:
    """As many as Slack takes, the member's own among them, and the way to name one that does not show."""
    own = [option for option in choices.organisations if option.key == str(profile.organisation)]
    others = [option for option in choices.organisations if option not in own]
    kept = [*own, *others][:MOST]
    shown = [option for option in choices.organisations if option in kept]
    return [*_pairs(shown), (ANOTHER, "Another organisation")]


def _wishes(choices: Choices, profile: Profile, *, decided: bool) -> list[Block]:
    return [
        *_matters(choices, profile),
        *_prompts(choices, profile, decided=decided),
        *_meeting(profile, decided=decided),
    ]


def _matters(choices: Choices, profile: Profile) -> list[Block]:
    asked = [
        ("challenges", "Which challenges matter most to you?", choices.challenges, profile.challenges),
        ("offers", "What could you offer a peer?", choices.characteristics, profile.offers),
        ("wants", "What would you like to get better at?", choices.characteristics, profile.wants),
    ]
    return [checkboxes(field, label, _pairs(found), chosen=chosen) for field, label, found, chosen in asked if found]


def _prompts(choices: Choices, profile: Profile, *, decided: bool) -> list[Block]:
    often = [(one.name, words.capitalize()) for one, words in OFTEN.items()]
    days = [(str(number), day) for number, day in enumerate(_DAYS[:5])]
    hours = [(str(hour), _hour(hour)) for hour in HOURS]
    zones = dict.fromkeys(zone for zone in (profile.zone, choices.zone) if zone)
    return [
        header("Prompts"),
        radio(
            "prompts",
            "Do you want prompts?",
            [(YES, "Yes, to me alone"), (NO, "No")],
            chosen=_decided(wanted=profile.wants_prompts, decided=decided),
        ),
        select("rhythm", "How often?", often, chosen=profile.rhythm.name),
        select("weekday", "On which day?", days, chosen=str(profile.weekday)),
        select("hour", "At what time?", hours, chosen=str(profile.hour)),
        select("zone", "In which time zone?", [(zone, zone) for zone in zones], chosen=next(iter(zones))),
        _days_off(profile),
    ]


def _days_off(profile: Profile) -> Block:
    return checkboxes(
        "days_off",
        "On which days do you not work?",
        [(str(number), day) for number, day in enumerate(_DAYS)],
        chosen=map(str, profile.days_off),
        hint="A prompt never comes on these days or on a bank holiday. It waits for your next working day.",
    )


def _meeting(profile: Profile, *, decided: bool) -> list[Block]:
    words = "In each round I put you in touch with 1 or 2 people from other organisations."
    seen = "They see your name, where you work and what you chose to share."
    return [
        header("Introductions"),
        radio(
            "introductions",
            "Do you want introductions?",
            [(YES, "Yes"), (NO, "No")],
            chosen=_decided(wanted=profile.wants_introductions, decided=decided),
            hint=f"{words} {seen}",
        ),
        checkboxes(
            "shoes",
            "Do you want to see how a peer works?",
            [(SHOES, "Walking in Their Shoes: at least a day with a peer")],
            chosen=[SHOES] if profile.wants_shoes else [],
            hint="You spend it where each of you works, over 6 months. You can choose this with or without rounds.",
        ),
    ]


def _decided(*, wanted: bool, decided: bool) -> str | None:
    """Nothing is ticked beforehand for somebody new: consent is theirs to give."""
    if not decided:
        return None
    return YES if wanted else NO


def _pairs(options: Iterable[Option]) -> list[tuple[str, str]]:
    return [(option.key, option.name) for option in options]


def _when(profile: Profile) -> str:
    return f"{OFTEN[profile.rhythm]}, on {_DAYS[profile.weekday]} at {_hour(profile.hour)}"


def _hour(hour: int) -> str:
    return time_words(time(hour))
