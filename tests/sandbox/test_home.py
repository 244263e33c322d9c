"""Home: published per person, guarded by a hash."""

from tests.sandbox.forms import CARD, WORDS, field
from tests.sandbox.room import AMINA, Json, Room, error_of

VIEW: Json = {"type": "home", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "Hello Amina"}}]}


def test_a_home_is_published_for_one_person(room: Room) -> None:
    room.web.views_publish(user_id=AMINA, view=VIEW)
    assert room.slack.person("Amina").sees_home("Hello Amina") == "Hello Amina"
    assert room.slack.person("Daniel").home_text() == ""


def test_what_is_typed_at_home_comes_with_the_next_press_and_stays_when_home_is_published_again(app_room: Room) -> None:
    view = {"type": "home", "blocks": [field("Words", WORDS), *CARD]}
    app_room.web.views_publish(user_id=AMINA, view=view)
    amina = app_room.slack.person("Amina")
    amina.fills_at_home("Words", "so far")
    amina.presses("Press", near="A card")
    body = app_room.last_sent(lambda payload: payload.get("type") == "block_actions")
    again = app_room.web.views_publish(user_id=AMINA, view=view)["view"]
    typed = {"words": {"words": {"type": "plain_text_input", "value": "so far"}}}
    assert (body["view"]["state"]["values"], again["state"]["values"]) == (typed, typed)


def test_a_published_home_keeps_its_id_and_gets_a_new_hash(room: Room) -> None:
    first = room.web.views_publish(user_id=AMINA, view=VIEW)["view"]
    second = room.web.views_publish(user_id=AMINA, view=VIEW, hash=first["hash"])["view"]
    assert first["id"] == second["id"]
    assert error_of(lambda: room.web.views_publish(user_id=AMINA, view=VIEW, hash=first["hash"])) == "hash_conflict"
