"""Who organises and what members are called follow Slack, and of everybody else nothing is kept."""

import pytest

from bot.rules.words import Role
from bot.slack import Person, SlackFault, SlowDown, Unclear
from db.models import Member
from schedules import people
from tests.community import Community
from tests.people import AMINA, BEN, OLIVE, OMAR


def in_slack(community: Community, monkeypatch: pytest.MonkeyPatch, *everybody: Person) -> None:
    monkeypatch.setattr(community.slack, "people", lambda _workspace: iter(everybody))
    people.follow(community.tools)


def organisers(community: Community) -> set[str]:
    return {member.slack_id for member in community.rows(Member) if member.role is Role.ORGANISER}


def person(
    slack_id: str,
    *,
    organiser: bool = False,
    deactivated: bool = False,
    name: str = "Somebody",
    zone: str | None = "Europe/London",
) -> Person:
    return Person(slack_id, name, zone, None, organiser, deactivated)


def test_organisers_are_exactly_the_administrators_of_the_workspace(community: Community) -> None:
    assert organisers(community) == {OLIVE.slack_id, OMAR.slack_id}


def test_of_everybody_else_nothing_is_kept(community: Community) -> None:
    assert len(community.rows(Member)) == 2


def test_an_organiser_is_known_by_their_slack_id_alone(community: Community) -> None:
    member = community.person(OLIVE)

    assert member is not None
    assert (member.joined_at, member.dm_channel) == (None, None)


def test_organisers_come_and_go_as_in_slack(community: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    in_slack(community, monkeypatch, person(OMAR.slack_id, organiser=True), person(BEN.slack_id, organiser=True))

    assert organisers(community) == {OMAR.slack_id, BEN.slack_id}


def test_a_member_stays_a_member_when_they_stop_organising(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    community.joins(OLIVE)

    in_slack(community, monkeypatch, person(OLIVE.slack_id))

    member = community.person(OLIVE)
    assert member is not None
    assert (member.role, member.joined_at) == (Role.MEMBER, community.now())


def test_somebody_who_is_deactivated_is_noted_and_can_come_back(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    community.joins(AMINA)
    noted = []

    for is_deactivated in (True, True, False):
        in_slack(community, monkeypatch, person(AMINA.slack_id, deactivated=is_deactivated))
        found = community.person(AMINA)
        assert found is not None
        noted.append(found.deactivated_at)

    assert noted == [community.now(), community.now(), None]


def test_names_and_zones_of_members_follow_and_those_of_others_are_not_kept(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    london = {"zone": "Europe/London", "slack_zone": "Europe/London"}
    with community.db.begin(community.workspace) as session:
        session.add(Member(slack_id=AMINA.slack_id, joined_at=community.now(), name="Before", **london))

    in_slack(
        community,
        monkeypatch,
        person(AMINA.slack_id, name="After", zone="Asia/Kolkata"),
        person(OLIVE.slack_id, organiser=True, name="Olive", zone="Asia/Kolkata"),
        person(BEN.slack_id, name="Ben", zone="Asia/Kolkata"),
    )

    known = {member.slack_id: (member.name, member.zone) for member in community.rows(Member)}
    assert known == {
        AMINA.slack_id: ("After", "Asia/Kolkata"),
        OLIVE.slack_id: (None, None),
        OMAR.slack_id: (None, None),
    }


def test_somebody_whom_slack_lists_no_more_is_not_taken_for_being_back(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    with community.db.begin(community.workspace) as session:
        gone = Member(slack_id=AMINA.slack_id, joined_at=community.now(), deactivated_at=community.now())
        session.add(gone)

    in_slack(community, monkeypatch, person(OLIVE.slack_id, organiser=True))

    member = community.person(AMINA)
    assert member is not None
    assert member.deactivated_at == community.now()


def test_a_large_workspace_is_followed_in_parts(community: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = [person(f"U{number:05}", organiser=number % 100 == 0) for number in range(2 * people.BATCH + 1)]

    in_slack(community, monkeypatch, *crowd)

    assert organisers(community) == {someone.slack_id for someone in crowd if someone.is_organiser}


def test_following_twice_changes_nothing(community: Community) -> None:
    before = [(member.id, member.slack_id, member.role) for member in community.rows(Member)]

    people.follow(community.tools)

    assert [(member.id, member.slack_id, member.role) for member in community.rows(Member)] == before


@pytest.mark.parametrize("fault", [Unclear("no reply"), SlowDown(30)])
def test_while_slack_is_away_organisers_stay_as_they_were(community: Community, fault: SlackFault) -> None:
    community.slack.faults += [fault]

    people.follow(community.tools)

    assert organisers(community) == {OLIVE.slack_id, OMAR.slack_id}
