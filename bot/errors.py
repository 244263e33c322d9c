"""What can go wrong, each with the sentence that a member reads.

CommunityError
├── InvalidText            more than we can take, or nothing that can be read
├── InvalidField           something in a form that does not fit, with the field that it stands in
├── EventHasEnded          an answer to an event that is over
├── NotFound               something that was there and is not any more
├── JoinFirst              a thing that is kept for members only
├── NotAnOrganiser         a thing that only organisers may do
├── NobodyToIntroduce      a round for which there are not enough members
├── RoundIsDrawn           a second draw while one is being looked at
├── RoundIsRunning         a second round while one is running
├── RoundHasChanged        a press on a draw that is not the present one
├── AlreadySwapped         a second swap of one prompt
├── NoOtherPrompt          a swap for which there is no other prompt
├── SnoozedEnough          a prompt that was put off as often as one can be
├── CannotBeShared         an answer that a channel may not read, or not any more
├── NobodyToAsk            a question for organisers in a community that has none
├── TooManyWishes          one more search for somebody while enough are open, or after enough of them
├── NobodyFits             a search for somebody, and nobody who can be asked
├── IntroductionIsOver     a time to meet for an introduction that has ended or broken up
├── TimeIsGone             a time to meet that has passed or is no longer proposed
└── OperatorError          something that whoever runs the bot has to mend
"""


class CommunityError(Exception):
    """Something that a person can be told about; `words` is the sentence they read."""

    words = "Something went wrong at our end. Try again in a minute."

    def __init__(self, words: str | None = None) -> None:
        self.words = words or self.words
        super().__init__(self.words)


class InvalidText(CommunityError):
    words = "I could not read that. Write it in a sentence or two and try again."


class InvalidField(CommunityError):
    """`field` is the block of the form beside which the sentence is shown."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


class EventHasEnded(CommunityError):
    words = "That event is over, so its answers are closed. My Home tab shows what is coming up."


class NotFound(CommunityError):
    words = "That is not here any more. My Home tab shows what is coming up."


class JoinFirst(CommunityError):
    words = "That is for members. Nothing is kept about you until you join: choose Join in my Home tab."


class NotAnOrganiser(CommunityError):
    words = "Only organisers can do that. If you think you should be one, ask whoever looks after Slack for you."


class NobodyToIntroduce(CommunityError):
    words = "A round needs at least 2 members who want introductions, from different organisations."


class RoundIsDrawn(CommunityError):
    words = "A draw is waiting already. Send it or cancel it before you draw another."


class RoundIsRunning(CommunityError):
    words = "A round is running now. You can draw the next one when it has ended."


class RoundHasChanged(CommunityError):
    words = "That draw is no longer the present one. The Organise page of my Home tab shows how things stand."


class AlreadySwapped(CommunityError):
    words = "You have swapped this prompt already. You can leave it, and the next one comes in its turn."


class NoOtherPrompt(CommunityError):
    words = "I have no other prompt about this for you just now. You can leave it, and the next one comes in its turn."


class SnoozedEnough(CommunityError):
    words = "You have put this prompt off twice already. You can leave it, and the next one comes in its turn."


class CannotBeShared(CommunityError):
    words = "I cannot share that. It is not there any more, or it is not for everybody in a channel."


class NobodyToAsk(CommunityError):
    words = "No organiser has been named in this workspace yet. Ask whoever looks after Slack for you."


class TooManyWishes(CommunityError):
    words = "I am looking for 2 people for you already. When one of these has ended, I can look again."


class NobodyFits(CommunityError):
    words = "Nobody who fits can be asked just now. Try other words, or ask an organiser."


class IntroductionIsOver(CommunityError):
    words = "This introduction is over. To be in touch with somebody new, choose Find somebody in my Home tab."


class TimeIsGone(CommunityError):
    words = "That time has passed. To find another one, choose Propose times."


class OperatorError(CommunityError):
    """Something that whoever runs the bot has to mend; the sentence names what to do."""
