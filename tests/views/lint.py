"""Every rule for what people see, each by its name; what is excused, and why."""

from collections.abc import Callable, Iterator

from tests.views import accessibility, limits, markup, opinions
from tests.views.payloads import Payload

RULES: dict[str, Callable[[Payload], Iterator[str]]] = {
    "Slack's limits": limits.faults_of,
    "the sandbox": opinions.of_the_sandbox,
    "Slack's library": opinions.of_the_library,
    "markup": markup.faults_of,
    "accessibility": accessibility.faults_of,
}

# One form holds everything that joining asks, so that consent is given once and for all of it:
# docs/decisions/007-joining.md
LONG_FORMS = ("joining.joining", "joining.settings")

# They are pressed for in the Home tab and show there alone, where there is room for more.
IN_HOME = ("rounds.preview",)

EXCUSED = ((LONG_FORMS, " inputs"), (IN_HOME, " letters in one message"))


def faults_of(name: str, payload: Payload) -> list[str]:
    found = [fault for rule in RULES.values() for fault in rule(payload)]
    return [fault for fault in found if not any(name.startswith(who) and fault.endswith(what) for who, what in EXCUSED)]
