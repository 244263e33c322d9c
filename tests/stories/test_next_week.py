"""What is on next week, as the clock goes on: before the event, the day after it, and over the end of a year."""

from sandbox.client import Client


def test_next_week_is_the_week_after_the_one_that_runs(slack: Client) -> None:
    amina = slack.person("Amina")

    amina.types("/ask what's on next week?")
    shown = amina.sees("1 event is listed for Monday 4 July 2022 to Sunday 10 July 2022")
    assert "Tuesday 5 July 2022, 9am to 10.45am" in shown.text
    assert shown.only_you

    slack.clock.move_to("2022-07-06T08:00:00Z")
    amina.types("/ask what's on next week?")
    shown = amina.sees("Nothing is listed for Monday 11 July 2022 to Sunday 17 July 2022")
    assert "It is over" in shown.text

    slack.clock.move_to("2022-12-31T23:30:00Z")  # a Saturday
    amina.types("/ask what's on next week?")
    amina.sees("Nothing is listed for Monday 2 January 2023 to Sunday 8 January 2023")
    amina.types("/ask what was on in the summer?")
    amina.sees("1 event is listed for Wednesday 1 June 2022 to Wednesday 31 August 2022")
