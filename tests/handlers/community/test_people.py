"""What Slack tells us of an account is followed for members and organisers, and of strangers nothing is kept."""

from typing import Any

import pytest

from bot.rules.messages import State
from bot.rules.words import Role
from db.models import Member, Message, Receipt
from tests.community import Community
from tests.people import AMINA, BEN, OLIVE, Somebody

LEADING = "Catalysing and embedding innovation"


def joins(community: Community, who: Somebody, **fields: Any) -> None:
    """Somebody is a member, however they became one."""
    known = community.person(who)
    with community.db.begin(community.workspace) as session:
        member = session.get_one(Member, known.id) if known else Member(slack_id=who.slack_id)
        member.joined_at, member.zone = community.now(), "Europe/London"
        member.slack_zone = "Europe/London"
        for name, value in fields.items():
            setattr(member, name, value)
        session.add(member)


def change(community: Community, who: Somebody, **more: Any) -> dict[str, Any]:
    """The event as Slack words it."""
    profile = {"real_name": more.pop("name", who.name), "email": "someone@example.org"}
    account = {"id": who.slack_id, "team_id": community.workspace, "deleted": False, "tz": "Europe/London"}
    account |= {"is_admin": who.is_organiser, "is_owner": False, "is_bot": False, "profile": profile}
    return community.event_body({"type": "user_change", "user": account | more, "event_ts": "1.0"})


def changes(community: Community, who: Somebody, **more: Any) -> Member | None:
    assert community.dispatch(change(community, who, **more)).status == 200
    return community.person(who)


def kept(community: Community, who: Somebody) -> Member:
    found = community.person(who)
    assert found is not None
    return found


def deactivates(community: Community, who: Somebody) -> Member | None:
    """A deactivated account comes without its zone and without its role."""
    body = change(community, who, deleted=True)
    for gone in ("tz", "is_admin", "is_owner"):
        del body["event"]["user"][gone]
    assert community.dispatch(body).status == 200
    return community.person(who)


# names and zones


def test_a_zone_that_the_member_chose_stays_until_it_changes_in_slack(community: Community) -> None:
    joins(community, AMINA, zone="Asia/Tokyo")

    changes(community, AMINA, tz="Europe/London")
    before = kept(community, AMINA).zone
    changes(community, AMINA, tz="Asia/Kolkata")

    assert (before, kept(community, AMINA).zone) == ("Asia/Tokyo", "Asia/Kolkata")


def test_a_members_name_and_zone_follow(community: Community) -> None:
    joins(community, AMINA)

    changes(community, AMINA, name="Amina Yusuf-Okafor", tz="Asia/Kolkata")

    assert (kept(community, AMINA).name, kept(community, AMINA).zone) == ("Amina Yusuf-Okafor", "Asia/Kolkata")


@pytest.mark.parametrize("zone", [None, "", "Nowhere/Land", "Europe", "../etc/passwd", "London\0", "x" * 300, "\ud83d"])
def test_a_zone_that_is_none_leaves_the_one_that_was(community: Community, zone: str | None) -> None:
    joins(community, AMINA)

    changes(community, AMINA, tz=zone, name="Amina")

    assert (kept(community, AMINA).name, kept(community, AMINA).zone) == ("Amina", "Europe/London")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", "Amina"),
        (" \u200b ", "Amina"),
        ("A" * 500, "A" * 120),
        ("\u202eanimA\n\tYusuf\0", "animA Yusuf"),
        ("<!channel>", "<!channel>"),  # escaped where it is shown
        ("\ud83d Amina", "Amina"),
    ],
)
def test_any_name_is_made_fit_to_keep(community: Community, name: str, shown: str) -> None:
    joins(community, AMINA, name="Amina")

    changes(community, AMINA, name=name)

    assert kept(community, AMINA).name == shown


def test_what_a_member_chose_stays_as_it_was(house: Community) -> None:
    joins(house, AMINA, wants=["learning"], job="nurse", wants_prompts=True)

    changes(house, AMINA, name="New Name")

    member = kept(house, AMINA)
    assert (member.wants, member.job, member.wants_prompts) == (["learning"], "nurse", True)
    assert member.joined_at is not None


# strangers


def test_of_somebody_whom_we_do_not_know_nothing_is_written(community: Community) -> None:
    before = len(community.rows(Member))

    changes(community, BEN, name="Another Name")
    deactivates(community, BEN)

    assert (len(community.rows(Member)), community.rows(Receipt)) == (before, [])


def test_of_a_stranger_who_once_asked_nothing_is_written(community: Community) -> None:
    community.says(BEN, "when does it start?")

    changes(community, BEN, name="Another Name", tz="Asia/Kolkata")

    member = kept(community, BEN)
    assert (member.name, member.zone, member.role, member.deactivated_at) == (None, None, Role.MEMBER, None)


def test_a_stranger_who_is_gone_gets_no_reply_and_has_nothing_written(community: Community) -> None:
    community.says(BEN, "when does it start?")

    deactivates(community, BEN)

    assert kept(community, BEN).deactivated_at is None
    assert [message.state for message in community.rows(Message)] == [State.CANCELLED]


# organisers


def test_whoever_becomes_an_administrator_organises_and_is_known_by_id_alone(community: Community) -> None:
    changes(community, BEN, is_admin=True, name="Ben")

    member = kept(community, BEN)
    assert (member.role, member.name, member.zone, member.joined_at) == (Role.ORGANISER, None, None, None)


def test_an_owner_organises_too(house: Community) -> None:
    changes(house, BEN, is_owner=True)

    assert kept(house, BEN).role is Role.ORGANISER


def test_whoever_is_an_administrator_no_more_organises_no_more(community: Community) -> None:
    joins(community, OLIVE)

    changes(community, OLIVE, is_admin=False)

    assert (kept(community, OLIVE).role, kept(community, OLIVE).joined_at) == (Role.MEMBER, community.now())


def test_an_organiser_who_has_not_joined_goes_and_comes_back_as_slack_says(community: Community) -> None:
    noted = []
    for body in ("gone", "back", "back without the role"):
        if body == "gone":
            deactivates(community, OLIVE)
        else:
            changes(community, OLIVE, is_admin=body == "back")
        noted.append((kept(community, OLIVE).role, kept(community, OLIVE).deactivated_at))

    assert noted == [(Role.MEMBER, community.now()), (Role.ORGANISER, None), (Role.MEMBER, None)]


# gone and back


def test_a_member_who_is_gone_is_noted_and_what_waits_for_them_is_cancelled(community: Community) -> None:
    joins(community, AMINA, name="Amina")
    community.presses(AMINA, "Going", community.types(AMINA, "/events"), near=LEADING)

    member, went = deactivates(community, AMINA), community.now()
    community.clock.move_to("2022-07-04T10:00+01:00")

    assert member is not None
    assert (member.deactivated_at, member.name, member.zone) == (went, "Amina Yusuf", "Europe/London")
    assert [message.state for message in community.rows(Message)] == [State.CANCELLED]
    assert community.deliver() == []


def test_the_day_that_a_member_went_stays_when_slack_says_it_again(community: Community) -> None:
    joins(community, AMINA)
    deactivates(community, AMINA)
    went = community.now()
    community.clock.forward(days=2)

    deactivates(community, AMINA)

    assert kept(community, AMINA).deactivated_at == went


def test_a_member_who_comes_back_is_written_to_again(community: Community) -> None:
    joins(community, AMINA)
    deactivates(community, AMINA)

    changes(community, AMINA)
    community.presses(AMINA, "Going", community.types(AMINA, "/events"), near=LEADING)

    assert kept(community, AMINA).deactivated_at is None
    assert [message.state for message in community.rows(Message)] == [State.READY]


def test_what_waits_for_others_is_left_alone(house: Community) -> None:
    joins(house, AMINA)
    joins(house, BEN)
    for who in (AMINA, BEN):
        house.presses(who, "Going", house.types(who, "/events"), near=LEADING)

    deactivates(house, AMINA)

    assert [message.state for message in house.rows(Message)] == [State.CANCELLED, State.READY]


# the same event again, and other workspaces


def test_an_event_that_comes_twice_is_acted_on_once(community: Community) -> None:
    joins(community, AMINA)
    early, late = change(community, AMINA, name="Early"), change(community, AMINA, name="Late")

    for body in (early, late, early):
        assert community.dispatch(body).status == 200

    assert kept(community, AMINA).name == "Late"


def test_an_event_of_another_workspace_changes_nothing_here(community: Community) -> None:
    other = Community(community.db, workspace="T0NORTH")
    joins(community, AMINA, name="Amina")

    changes(other, AMINA, name="Somebody else", is_admin=True)

    assert (kept(community, AMINA).name, kept(community, AMINA).role) == ("Amina", Role.MEMBER)


def test_an_event_that_fails_is_told_to_slack_so_that_it_comes_again(house: Community) -> None:
    joins(house, AMINA)
    body = change(house, AMINA, name="Later")
    del body["event"]["user"]["id"]

    assert house.dispatch(body).status == 500
