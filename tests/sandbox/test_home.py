"""Home: published per person, guarded by a hash."""

from tests.sandbox.room import AMINA, Json, Room, error_of

VIEW: Json = {"type": "home", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "Hello Amina"}}]}


def test_a_home_is_published_for_one_person(room: Room) -> None:
    room.web.views_publish(user_id=AMINA, view=VIEW)
    assert room.slack.person("Amina").sees_home("Hello Amina") == "Hello Amina"
    assert room.slack.person("Daniel").home_text() == ""


def test_a_published_home_keeps_its_id_and_gets_a_new_hash(room: Room) -> None:
    first = room.web.views_publish(user_id=AMINA, view=VIEW)["view"]
    second = room.web.views_publish(user_id=AMINA, view=VIEW, hash=first["hash"])["view"]
    assert first["id"] == second["id"]
    assert error_of(lambda: room.web.views_publish(user_id=AMINA, view=VIEW, hash=first["hash"])) == "hash_conflict"
