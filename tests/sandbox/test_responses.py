"""response_url: five answers in half an hour, for one person unless said otherwise."""

from slack_sdk import WebhookClient

from tests.sandbox.forms import CARD
from tests.sandbox.probes import response_url
from tests.sandbox.room import GENERAL, Room


def pressed_url(room: Room) -> str:
    """Post a card, let Amina press its button, and give the response_url of the press."""
    room.web.chat_postMessage(channel=GENERAL, text="t", blocks=CARD)
    room.slack.person("Amina").presses("Press", near="A card")
    room.slack.person("Amina").sees("pressed")
    press = room.last_sent(lambda payload: payload.get("type") == "block_actions")
    return str(press["response_url"])


def test_an_address_takes_five_answers_and_no_sixth(app_room: Room) -> None:
    hook = WebhookClient(response_url(app_room))
    answers = [hook.send(text=f"answer {number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 200, 404]
    assert "used_url" in answers[-1].body


def test_an_answer_is_for_one_person_unless_it_says_in_channel(app_room: Room) -> None:
    hook = WebhookClient(response_url(app_room))
    hook.send(text="for you")
    hook.send(text="for all", response_type="in_channel")
    daniel = app_room.slack.person("Daniel")
    assert not daniel.sees("for all").only_you
    daniel.does_not_see("for you")
    assert app_room.slack.person("Amina").sees("for you").only_you


def test_an_answer_may_delete_the_message_that_was_pressed(app_room: Room) -> None:
    WebhookClient(pressed_url(app_room)).send(delete_original=True)
    app_room.slack.person("Daniel").does_not_see("pressed")


def test_an_answer_may_replace_the_message_that_was_pressed(app_room: Room) -> None:
    WebhookClient(pressed_url(app_room)).send(text="done", replace_original=True)
    assert not app_room.slack.person("Daniel").sees("done").only_you
    app_room.slack.person("Daniel").does_not_see("pressed")


def test_an_answer_with_wrong_blocks_or_without_words_is_refused(app_room: Room) -> None:
    hook = WebhookClient(response_url(app_room))
    wrong, empty = hook.send(blocks=[{"type": "nonsense"}]), hook.send(response_type="ephemeral")
    assert (wrong.status_code, "invalid_blocks" in wrong.body) == (400, True)
    assert (empty.status_code, "no_text" in empty.body) == (400, True)


def test_an_answer_works_where_the_bot_is_no_member(app_room: Room) -> None:
    app_room.slack.person("Amina").types("/echo twice", place="random")
    assert app_room.slack.person("Amina").sees("and again").place == "random"
