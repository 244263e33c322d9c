"""The cast: who they are, where they work, and what they are to the community."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Somebody:
    slack_id: str
    name: str
    organisation: str
    is_organiser: bool = False
    is_deactivated: bool = False
    zone: str = "Europe/London"
    email_domain: str | None = None


AMINA = Somebody("U0AMINA", "Amina Yusuf", "a hospital trust")
BEN = Somebody("U0BEN", "Ben Okafor", "a council")
CARYS = Somebody("U0CARYS", "Carys Pugh", "a hospice")
OLIVE = Somebody("U0OLIVE", "Olive Marsh", "the team that runs the community", is_organiser=True)
OMAR = Somebody("U0OMAR", "Omar Shah", "the team that runs the community", is_organiser=True)
DEE = Somebody("U0DEE", "Dee Lane", "a trust that she has left", is_deactivated=True)

EVERYBODY = (AMINA, BEN, CARYS, OLIVE, OMAR, DEE)
