"""A leader's first week: she looks at events, says that she is going, asks things, and is reminded the day before."""

from sandbox.client import Client


def test_a_leader_finds_an_event_says_that_she_is_going_and_is_reminded(slack: Client) -> None:
    amina, grace = slack.person("Amina"), slack.person("Grace")

    amina.opens_home()
    amina.sees_home("I write first only to people who join")

    amina.types("/events")
    amina.sees("Tuesday 5 July 2022, 9am to 10.45am")
    amina.presses("Going", near="Catalysing")
    amina.sees("you need to join")
    amina.presses("Join and answer Going")
    amina.sees_form("We ask 4 things of each other")
    amina.chooses_in_form("Where do you work?", "Bexley Council")
    amina.chooses_in_form("In which sector?", "Local authority")
    amina.chooses_in_form("Do you want prompts?", "No")
    assert amina.submits() == "problems"  # introductions are asked for by themselves
    amina.chooses_in_form("Do you want introductions?", "No")
    assert amina.submits() == "updated"
    amina.sees_form("I will remind you on Monday 4 July 2022")
    amina.closes_form()

    amina.types("/ask when does it start?")
    answer = amina.sees("9am on Tuesday 5 July 2022")
    assert answer.only_you
    assert "the July 2022 deck" in answer.text

    amina.types("/ask who was on the panel?")
    amina.sees("I do not know")
    amina.presses("Ask a person", near="panel")
    amina.sees("I have passed your question to the 2 organisers")
    grace.sees("who was on the panel?")
    grace.presses("Close without an answer", near="panel")
    grace.sees("Closed for all organisers.")
    amina.sees("An organiser has closed your question of")

    slack.clock.move_to("2022-07-04T07:59:00Z")
    amina.does_not_see("is tomorrow")
    slack.clock.move_to("2022-07-04T08:00:30Z")
    reminder = amina.sees("is tomorrow: Tuesday 5 July 2022, 9am to 10.45am")
    assert not reminder.only_you
    amina.presses("Cannot go", near="is tomorrow")
    amina.sees("You are not going to")

    amina.opens_home()
    amina.sees_home("You are not going.")
    assert slack.unmodelled() == []
    assert slack.pings() == []


def test_a_question_in_a_direct_message_or_a_mention_is_answered_where_it_was_asked(slack: Client) -> None:
    amina, daniel = slack.person("Amina"), slack.person("Daniel")

    amina.says("what should I read?")
    amina.sees("There are 5 resources")

    daniel.mentions("when does it start?", place="general")
    answer = amina.sees("starts at 9am on Tuesday 5 July 2022")
    assert answer.place == "general"
    assert answer.thread is not None


def test_whatever_is_typed_is_answered_and_nobody_is_pinged(slack: Client) -> None:
    amina = slack.person("Amina")

    amina.types("/ask <!channel> when does it start?")
    amina.sees("Ask a person")
    amina.types("/ask " + "x" * 8000)
    amina.sees("longer than I can take in")
    amina.types("/ask")
    amina.sees("Try one of these")
    amina.types("/community hepl")
    amina.sees("Did you mean /community help")
    amina.says("<!channel> <!everyone> \u202eevil\u0000")
    amina.sees("I do not know")
    assert slack.pings() == []
