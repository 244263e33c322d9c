"""What one member asks and the bot does not know, an organiser answers, and the next member gets at once."""

import time

from sandbox.client import Client, Person

REPLY = "Ask at the front desk of the town hall, from 8am."


def test_a_question_that_an_organiser_answers_is_known_to_the_next_who_asks_in_other_words(slack: Client) -> None:
    amina, daniel, grace = (slack.person(name) for name in ("Amina", "Daniel", "Grace"))

    amina.types("/ask whom do I ring about a parking permit?")
    amina.sees("I do not know")
    amina.presses("Ask a person", near="I do not know")
    amina.sees("If nobody has answered by Wednesday 29 June 2022, I will tell you.")

    grace.sees("whom do I ring about a parking permit?", place="bot")
    grace.presses("I'll take it", near="parking permit")
    grace.sees("You have taken this question.")
    grace.presses("Answer", near="parking permit")
    grace.sees_form("Keep this answer for everybody?")
    grace.fills("Your answer", REPLY)
    grace.chooses_in_form("Keep this answer for everybody?", "Yes. Let me check it first, without their name")
    assert grace.submits() == "updated"
    grace.sees_form("Now check how everybody will see it")
    grace.fills("The question", "How does Mr Jones get a parking permit?")
    assert grace.submits() == "problems"  # it may show who somebody is
    grace.fills("The question", "How do I get a parking permit?")
    assert grace.submits() == "updated"
    grace.sees_form("Kept.")
    grace.closes_everything()

    amina.sees("has answered your question", place="bot")
    amina.presses("That helped", near="has answered your question")
    amina.sees("Thank you.")

    told = asks_until_known(daniel)
    assert "An organiser's answer, Monday 27 June 2022." in told
    assert "Amina" not in told
    daniel.presses("Helpful", near=REPLY)
    daniel.sees("Thank you. That tells us")
    assert slack.unmodelled() == []
    assert slack.pings() == []


def asks_until_known(person: Person) -> str:
    """In other words; the meaning of what is new is read within seconds, and until then it is only offered."""
    for _ in range(12):
        person.types("/ask who gives out parking permits?")
        time.sleep(2)
        told = [message.text for message in person.messages() if REPLY in message.text]
        if told:
            return told[-1]
    raise AssertionError("it is not known in other words")
