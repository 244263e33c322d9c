"""The fixed sentences for what is not looked up. None repeats what was typed."""

from bot.rules.manners import Manner
from bot.rules.text import clean
from bot.views.desk.answers import ASK_A_PERSON
from bot.views.parts import Card, actions, button, paragraphs, shorten

_WORDS = {
    Manner.TOO_PERSONAL: (
        "This may show who somebody is. I have not kept it, and I have told nobody. "
        "Ask me again and leave out names, dates and places. To reflect on it, use the form: only you will see it. "
        "Do not report an incident here. You can delete your message in Slack."
    ),
    Manner.OF_OTHERS: (
        "What members write, plan and answer is private. I show it to nobody but them. "
        "Ask me about your own, in a direct message."
    ),
    Manner.INSTRUCTION: (
        "I answer from what this community knows, and I keep to how I work. What would you like to know about events, "
        "resources or people to contact?"
    ),
    Manner.ABUSE: (
        "I am sorry that I could not help. Ask me again in other words, and I will do my best. "
        "If something is wrong, an organiser would like to hear of it."
    ),
    Manner.OTHER_LANGUAGE: (
        "I am sorry, I answer in English only. Ask me again in English, or choose Ask a person. "
        "I will pass on your question as you wrote it, with your name."
    ),
}


def card(manner: Manner, *, question: str) -> Card:
    """The sentence, and a person where one may help with these very words."""
    words = _WORDS[manner]
    if manner is not Manner.OTHER_LANGUAGE:
        return Card(words, tuple(paragraphs(words)))
    ask = button("Ask a person", ASK_A_PERSON, shorten(clean(question), 1_000) or "?")
    return Card(words, (*paragraphs(words), actions(ask)))
