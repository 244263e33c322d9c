"""Small words that answers are told with: what a field is called, lists of names, and the tense."""

from bot.answers.reasons import Field, Tense


def label(field: Field) -> str:
    return field.value[:1].upper() + field.value[1:]


def tense_words(tense: Tense) -> str:
    return {Tense.PAST: " It is over.", Tense.NOW: " It is on now.", Tense.COMING: ""}[tense]


def was(tense: Tense, past: str, other: str) -> str:
    return past if tense is Tense.PAST else other


def joined(values: tuple[str, ...]) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} and {values[-1]}"
