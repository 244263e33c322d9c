"""Times to meet: one of them proposes, the others choose, and when a time suits everybody it is their date."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.rules.messages import Kind, State
from bot.rules.words import Met, Presence, Stage
from bot.slack import Refused
from db.models import Acceptance, Introduction, Message, Proposal, Seat
from tests.community import Community, Reply, words_of
from tests.fakes import Seen
from tests.leaders import ADA, BILL, DEV, GUS, arrive, change, hold, read, send
from tests.people import Somebody

TUESDAY, WEDNESDAY, THURSDAY = ("2022-07-05", "09:00"), ("2022-07-06", "10:30"), ("2022-07-07", "14:00")
NINE = "Tuesday 5 July, 9am suits me"
GROUP = "GU0ADA+U0DEV"


@pytest.fixture
def pair(community: Community) -> Community:
    """Ada and Dev have been put in touch in a conversation of their own."""
    return _introduced(community, ADA, DEV)


@pytest.fixture
def two(house: Community) -> Community:
    return _introduced(house, ADA, DEV)


@pytest.fixture
def trio(house: Community) -> Community:
    return _introduced(house, ADA, DEV, GUS)


@pytest.fixture
def apart(house: Community) -> Community:
    """Slack does not put Ada and Dev into one conversation."""
    arrive(house, ADA, DEV)
    send(house)
    house.slack.faults += [Refused("invalid_user_combination")]
    house.deliver()
    return house


def _introduced(community: Community, *people: Somebody) -> Community:
    arrive(community, *people)
    hold(community)
    return community


def proposes(community: Community, who: Somebody, *times: tuple[str, str]) -> dict[str, Any]:
    """Fill in these times and empty the other fields; gives what the form answers."""
    community.presses(who, "Propose times", community.types(who, "/connect"))
    rows = [*times, ("", ""), ("", ""), ("", "")][:3]
    fields = {f"day_{number}": day for number, (day, _) in enumerate(rows, start=1)}
    fields |= {f"time_{number}": hour for number, (_, hour) in enumerate(rows, start=1)}
    return community.submits(who, community.form(), **fields)


def proposal(community: Community) -> Seen:
    (seen,) = [seen for seen in community.deliver() if "proposes" in seen.text]
    return seen


def met(community: Community) -> list[Met | None]:
    return [seat.met for seat in community.rows(Seat)]


def test_times_are_proposed_from_the_introduction_itself(pair: Community) -> None:
    (seen,) = pair.slack.posts

    pair.presses(DEV, "Propose times", seen)

    fields = {block["block_id"]: block["element"] for block in pair.form()["blocks"] if block["type"] == "input"}
    assert fields["day_1"]["initial_date"] == "2022-06-28"
    assert [fields[f"time_{number}"]["initial_time"] for number in (1, 2, 3)] == ["10:00", "14:00", "10:00"]
    assert "London time." in str(pair.form())
    told = pair.submits(DEV, pair.form())["view"]
    assert "I pass this on to *Ada Obi*." in words_of(told["blocks"])
    assert len(pair.rows(Proposal)) == 3


def test_the_others_read_the_times_in_their_own_conversation(pair: Community) -> None:
    proposes(pair, ADA, TUESDAY, WEDNESDAY)

    seen = proposal(pair)

    assert seen.channel == GROUP
    assert "Ada Obi proposes Tuesday 5 July 2022, 9am, Wednesday 6 July 2022, 10.30am." in seen.text
    assert "<!date^1657008000^{date_long_pretty} at {time}|Tuesday 5 July 2022, 9am>" in read(seen)
    assert "Wednesday 6 July, 10.30am suits me" in read(seen)


def test_a_time_that_suits_everybody_is_their_date(pair: Community) -> None:
    proposes(pair, ADA, TUESDAY, WEDNESDAY)

    told = pair.presses(DEV, NINE, proposal(pair))

    (seen,) = pair.deliver()
    assert "You meet on Tuesday 5 July 2022, 9am." in told.words()
    assert pair.slack.answers[-1][0] == "whispered"
    assert (seen.channel, seen.text[:37]) == (GROUP, "You meet on Tuesday 5 July 2022, 9am.")
    assert met(pair) == [Met.DATE_SET, Met.DATE_SET]
    assert {seat.presence for seat in pair.rows(Seat)} == {Presence.ACCEPTED}
    assert len(pair.rows(Proposal)) == 1


def test_where_slack_refuses_the_group_each_hears_alone(apart: Community) -> None:
    proposes(apart, ADA, TUESDAY)
    seen = proposal(apart)
    assert seen.channel == "DU0DEV"

    apart.presses(DEV, NINE, seen)

    assert [(told.channel, told.text[:11]) for told in apart.deliver()] == [("DU0ADA", "You meet on")]


@pytest.mark.parametrize("code", ["restricted_action", "invalid_user_combination"])
def test_when_slack_will_not_have_the_proposal_in_the_group_each_hears_alone(two: Community, code: str) -> None:
    proposes(two, ADA, TUESDAY)
    two.slack.faults += [Refused(code)]

    seen = proposal(two)

    assert seen.channel == "DU0DEV"
    two.slack.faults.clear()
    two.presses(DEV, NINE, seen)
    two.slack.faults += [Refused(code)]
    assert {told.channel for told in two.deliver()} == {"DU0ADA", "DU0DEV"}


def test_of_three_both_others_have_to_choose_the_same_time(trio: Community) -> None:
    proposes(trio, ADA, TUESDAY, WEDNESDAY)
    seen = proposal(trio)

    first = trio.presses(DEV, NINE, seen).words()
    other = trio.presses(GUS, "Wednesday 6 July, 10.30am suits me", seen).words()
    assert met(trio) == [None, None, None]
    last = trio.presses(GUS, NINE, seen).words()

    assert "When it suits everybody, I will tell you all." in first
    assert "These are open too:" in other
    assert "You meet on" in last
    assert met(trio) == [Met.DATE_SET] * 3


def test_choosing_twice_is_choosing_once(trio: Community) -> None:
    proposes(trio, ADA, TUESDAY)
    seen = proposal(trio)
    body = trio.press_body(DEV, NINE, seen)

    answers = [trio.presses_again(body), trio.presses_again(body), trio.presses(DEV, NINE, seen)]

    assert answers[0] == answers[1] == answers[2]
    assert len(trio.rows(Acceptance)) == 1


def test_choosing_after_the_date_is_set_says_when_they_meet(two: Community) -> None:
    proposes(two, ADA, TUESDAY, WEDNESDAY)
    seen = proposal(two)
    two.presses(DEV, NINE, seen)
    two.deliver()

    assert "You meet on" in two.presses(DEV, NINE, seen).words()
    assert "You meet on" in two.presses(ADA, NINE, seen).words()
    assert "That time is no longer proposed." in two.presses(DEV, "Wednesday 6 July, 10.30am suits me", seen).words()
    assert two.deliver() == []


def test_the_form_sent_twice_proposes_once(pair: Community) -> None:
    pair.presses(ADA, "Propose times", pair.types(ADA, "/connect"))
    body = pair.form_body(ADA, pair.form())

    first, again = pair.submits_again(body), pair.submits_again(body)

    assert first == again
    assert len(pair.rows(Proposal)) == 3
    assert len(pair.deliver()) == 1


def test_a_second_proposal_adds_to_the_first(two: Community) -> None:
    proposes(two, ADA, TUESDAY)
    proposal(two)

    proposes(two, DEV, WEDNESDAY)
    seen = proposal(two)

    assert "Ada Obi proposes Tuesday 5 July 2022, 9am; Dev Nair proposes Wednesday 6 July 2022, 10.30am." in seen.text
    assert "Proposed already:" in str(two.slack.forms[-1])


def test_proposing_what_another_proposed_is_choosing_it(two: Community) -> None:
    proposes(two, ADA, TUESDAY)
    two.deliver()

    told = proposes(two, DEV, TUESDAY, WEDNESDAY)

    assert "You meet on" in words_of(told["view"]["blocks"])
    assert met(two) == [Met.DATE_SET, Met.DATE_SET]
    assert [seen.text[:11] for seen in two.deliver()] == ["You meet on"]


def test_nine_times_are_the_most_that_are_open(two: Community) -> None:
    for first in (5, 8, 11):
        proposes(two, ADA, *((f"2022-07-{first + number:02}", "09:00") for number in range(3)))

    answered = proposes(two, DEV, ("2022-07-20", "09:00"))

    assert "9 times are the most that can be open at once." in answered["errors"]["day_1"]
    assert len(two.rows(Proposal)) == 9


def test_what_does_not_fit_is_told_beside_its_field_and_kept(two: Community) -> None:
    answered = proposes(two, ADA, TUESDAY, ("2022-07-06", ""))

    assert answered["errors"] == {"time_2": "Choose a time for this day, or empty the day."}
    assert two.rows(Proposal) == []


def test_after_a_date_is_set_another_can_be_found(two: Community) -> None:
    proposes(two, ADA, TUESDAY)
    two.presses(DEV, NINE, proposal(two))
    two.deliver()
    proposes(two, DEV, THURSDAY)
    seen = proposal(two)

    two.presses(ADA, "Thursday 7 July, 2pm suits me", seen)

    assert [told.text[:39] for told in two.deliver()] == ["You meet on Thursday 7 July 2022, 2pm. "]
    assert len(two.rows(Proposal)) == 1


def test_none_of_these_says_to_propose_others(two: Community) -> None:
    proposes(two, ADA, TUESDAY)

    shown = two.presses(DEV, "None of these", proposal(two))

    assert "To find a time that suits, propose others." in shown.words()
    two.presses(DEV, "Propose times", shown)
    assert two.form()["callback_id"] == "proposal.form"


def test_who_proposed_a_time_is_told_so(two: Community) -> None:
    proposes(two, ADA, TUESDAY)

    assert "You proposed" in two.presses(ADA, NINE, proposal(two)).words()
    assert two.rows(Acceptance) == []


def test_a_yes_to_having_met_stays(two: Community) -> None:
    two.changes(two.rows(Seat)[0], met=Met.YES)
    proposes(two, ADA, TUESDAY)

    two.presses(DEV, NINE, proposal(two))

    assert met(two) == [Met.YES, Met.DATE_SET]


def test_when_a_date_is_set_nobody_is_reminded_to_meet(two: Community) -> None:
    proposes(two, ADA, TUESDAY)
    two.presses(DEV, NINE, proposal(two))
    two.deliver()
    two.clock.forward(days=15)

    assert [seen for seen in two.deliver() if "can still meet" in seen.text] == []


def it_has_passed(community: Community) -> None:
    community.clock.move_to("2022-07-05T09:00+01:00")


def the_round_is_over(community: Community) -> None:
    community.clock.forward(days=29)


def it_is_broken(community: Community) -> None:
    community.changes(community.rows(Introduction)[0], stage=Stage.BROKEN)


def ada_leaves(community: Community) -> None:
    community.presses(ADA, "Leave", community.types(ADA, "/community leave"))


def dev_withdrew(community: Community) -> None:
    community.changes(community.rows(Seat)[1], presence=Presence.WITHDREW)


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (it_has_passed, "That time has passed."),
        (the_round_is_over, "This introduction is over."),
        (it_is_broken, "This introduction is over."),
        (ada_leaves, "Nobody else in this introduction can take part any more."),
        (dev_withdrew, "That is not here any more."),
    ],
)
def test_a_time_that_cannot_be_chosen_any_more_gets_a_sentence(two: Community, happens: Any, words: str) -> None:
    proposes(two, ADA, TUESDAY)
    seen = proposal(two)
    happens(two)

    assert words in two.presses(DEV, NINE, seen).words()
    assert two.rows(Acceptance) == []


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (the_round_is_over, "This introduction is over."),
        (it_is_broken, "This introduction is over."),
        (ada_leaves, "Nobody else in this introduction can take part any more."),
        (dev_withdrew, "That is not here any more."),
    ],
)
def test_times_that_cannot_be_proposed_any_more_get_a_sentence(two: Community, happens: Any, words: str) -> None:
    two.presses(DEV, "Propose times", two.types(DEV, "/connect"))
    form, seen = two.form(), two.slack.posts[0]
    happens(two)

    assert words in two.presses(DEV, "Propose times", seen).words()
    assert words in two.submits(DEV, form)["errors"]["day_1"]
    assert two.rows(Proposal) == []


def test_nobody_chooses_or_proposes_for_others(two: Community) -> None:
    proposes(two, ADA, TUESDAY)
    seen = proposal(two)
    arrive(two, BILL)

    for label in (NINE, "None of these"):
        assert "That is not here any more." in two.presses(BILL, label, seen).words()


@pytest.mark.parametrize("happens", [it_has_passed, ada_leaves, the_round_is_over])
def test_a_proposal_that_is_of_no_use_any_more_is_not_sent(two: Community, happens: Any) -> None:
    proposes(two, ADA, TUESDAY)
    happens(two)

    assert [seen for seen in two.deliver() if "proposes" in seen.text] == []


def test_when_one_of_three_has_gone_the_others_hear_alone(trio: Community) -> None:
    proposes(trio, ADA, TUESDAY)
    trio.presses(GUS, "Leave", trio.types(GUS, "/community leave"))

    seen = proposal(trio)

    assert seen.channel == "DU0DEV"
    trio.presses(DEV, NINE, seen)
    assert [told.channel for told in trio.deliver()] == ["DU0ADA"]


def test_somebody_who_has_paused_is_not_written_to_alone(apart: Community) -> None:
    change(apart, DEV, paused_until=date(2022, 8, 1))
    proposes(apart, ADA, TUESDAY)

    assert apart.deliver() == []


def test_who_lives_by_another_clock_reads_their_own(apart: Community) -> None:
    change(apart, DEV, zone="America/New_York")
    proposes(apart, ADA, ("2022-07-05", "15:00"))
    apart.clock.forward(hours=6)

    assert "Ada Obi proposes Tuesday 5 July 2022, 10am." in proposal(apart).text


def test_a_group_with_several_clocks_reads_which_one_is_meant(two: Community) -> None:
    change(two, DEV, zone="America/New_York")
    proposes(two, ADA, ("2022-07-05", "15:00"))

    assert "Tuesday 5 July, 3pm London time suits me" in read(proposal(two))


def test_what_somebody_proposed_is_gone_when_they_leave(pair: Community) -> None:
    proposes(pair, ADA, TUESDAY)
    proposes(pair, DEV, WEDNESDAY)
    seen = proposal(pair)
    pair.presses(ADA, "Wednesday 6 July, 10.30am suits me", seen)
    proposes(pair, ADA, THURSDAY)

    pair.presses(ADA, "Leave", pair.types(ADA, "/community leave"))

    assert (len(pair.rows(Proposal)), len(pair.rows(Acceptance))) == (1, 0)


def test_times_that_have_passed_are_let_go_after_30_days(pair: Community) -> None:
    proposes(pair, ADA, TUESDAY)
    pair.presses(DEV, NINE, proposal(pair))
    pair.clock.move_to("2022-07-05T09:00+01:00")
    kept = []
    for length in (timedelta(days=30), timedelta(minutes=1)):
        pair.clock.forward(seconds=length.total_seconds())
        pair.retain()
        kept.append((len(pair.rows(Proposal)), len(pair.rows(Acceptance))))

    assert kept == [(1, 1), (0, 0)]


def test_two_who_choose_from_the_same_message_share_one_message_in_the_outbox(trio: Community) -> None:
    proposes(trio, ADA, TUESDAY)
    seen = proposal(trio)
    for who in (DEV, GUS, GUS):
        trio.presses(who, NINE, seen)

    rows = [row for row in trio.rows(Message) if row.kind == Kind.DATE_SET]
    assert [row.state for row in rows] == [State.READY]


def test_the_reminder_to_meet_offers_to_propose_times(two: Community) -> None:
    two.clock.forward(days=14, hours=1)
    (seen,) = [seen for seen in two.deliver() if seen.channel == "DU0ADA"]

    shown: Reply = two.presses(ADA, "Propose times", seen)

    assert shown.status == 200
    assert two.form()["callback_id"] == "proposal.form"
