"""Whatever somebody types is shown letter by letter or declined: nobody is pinged, nothing turns the text round."""

from collections.abc import Iterator

import pytest

from db.models import Question
from tests.community import Community
from tests.people import AMINA, OLIVE

PINGS = "<!channel> <!here|x> <@U0BEN> <!subteam^S1> <#C1|general> <https://evil.example|bank>"
HOSTILE = {
    "empty": "",
    "spaces": "  \t ",
    "long": "x" * 8000,
    "NUL bytes": "when \x00does it\x00 start?",
    "turned round": "\u202emoc.live\u202c \u2066is this\u2069",
    "unseen": "\u200b\u200d\ufeff",
    "half a letter": "\ud83d",
    "pings": PINGS,
    "markup": "*bold* `code` ~gone~ _slant_ &lt;!channel&gt; &amp;lt;!here&amp;gt;",
    "formula": "=cmd|' /C calc'!A0; DROP TABLE member; -- ' OR 1=1",
    "astral": "𝕳𝖊𝖑𝖑𝖔 مرحبا 你好 🙂" * 20,
}
HARM = ("<!", "<@U", "<#", "<https://evil", "\u202e", "\u2066", "\0")
UNPARSED = ("value", "accessibility_label")
NAMES, TEXTS = list(HOSTILE), list(HOSTILE.values())


def parsed(payload: object) -> Iterator[str]:
    """Every text in which Slack would make a mention or a link: not what buttons carry, nor plain or raw text."""
    if isinstance(payload, dict):
        is_plain = payload.get("type") in {"plain_text", "raw_text"}
        yield from (
            found for key, part in payload.items() if key not in UNPARSED and not is_plain for found in parsed(part)
        )
    elif isinstance(payload, list | tuple):
        yield from (found for part in payload for found in parsed(part))
    elif isinstance(payload, str):
        yield payload


def harm_in(*payloads: object) -> list[str]:
    own = f"<@{AMINA.slack_id}>"  # the asker, whom organisers may write to
    shown = [text.replace(own, "") for text in parsed(payloads)]
    return [text for text in shown if any(mark in text for mark in HARM)]


def on_screens(community: Community) -> list[object]:
    """All that was put on anybody's screen, as it went to Slack."""
    answers = [card.as_reply() for _, _, card in community.slack.answers]
    return [*(vars(post) for post in community.slack.posts), *answers, *community.slack.homes.values()]


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
@pytest.mark.parametrize("command", ["/ask", "/events", "/community"])
def test_a_command_with_any_text_gets_a_harmless_answer(house: Community, command: str, text: str) -> None:
    reply = house.types(AMINA, f"{command} {text}")

    assert (reply.status, reply.words().strip() != "") == (200, True)
    assert harm_in(reply.text, reply.blocks) == []


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_a_message_or_a_mention_with_any_text_gets_a_harmless_reply(community: Community, text: str) -> None:
    community.says(AMINA, text)
    community.mentions(AMINA, text)

    assert len(community.deliver()) == 2
    assert harm_in(on_screens(community)) == []


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_a_question_with_any_text_reaches_organisers_harmless_or_is_declined(community: Community, text: str) -> None:
    shown = community.types(AMINA, f"/ask xyzzy {text}"[:900])

    community.presses(AMINA, "Ask a person", shown)
    community.deliver()
    community.opens_organise(OLIVE)

    assert len(community.rows(Question)) == 1
    assert harm_in(on_screens(community)) == []


def test_what_somebody_typed_is_shown_letter_by_letter(house: Community) -> None:
    shown = house.types(AMINA, "/ask xyzzy <!channel> & <@U0BEN>")

    house.presses(AMINA, "Ask a person", shown)

    assert "“xyzzy &lt;!channel&gt; &amp; &lt;@U0BEN&gt;”" in house.deliver()[0].text
    assert [question.text for question in house.rows(Question)] == ["xyzzy <!channel> & <@U0BEN>"]


def test_a_title_that_somebody_wrote_pings_nobody_wherever_it_stands(house: Community) -> None:
    house.plans(f"{PINGS} & co", "2022-06-29T09:00+01:00", summary=PINGS, place=PINGS, link=PINGS, series=PINGS)
    house.joins(AMINA)
    listing = house.types(AMINA, "/events")
    reply = house.presses(AMINA, "Going", listing)
    house.presses(AMINA, "Agenda", reply)
    house.opens_organise(OLIVE)
    house.clock.move_to("2022-06-28T09:00+01:00")

    assert len(house.deliver()) == 1
    assert harm_in(on_screens(house), listing.text, listing.blocks) == []
