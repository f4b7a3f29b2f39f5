"""The states of lines as formulas: words for them, and counts of lines that have a price, none, or are included."""

from crm_planner.catalog.offer import Status
from crm_planner.documents.wording import Speech
from crm_planner.documents.workbook.content import quoted
from crm_planner.living.model import STATES

PRICED, INCLUDED = STATES.index(Status.PRICED), STATES.index(Status.INCLUDED)
FIRST_GAP = min(number for number, state in enumerate(STATES) if state is not None and state.is_gap)


def state_word(code: str, speech: Speech) -> str:
    """A formula for the word of a state whose number stands in `code`; nothing where a line is not there."""
    words = ('""' if state is None else quoted(speech.show(state)) for state in STATES)
    return f"CHOOSE({code}+1,{','.join(words)})"


def shown_state(number: int, speech: Speech) -> str:
    """The same word, for the number that stands there now."""
    state = STATES[number]
    return "" if state is None else speech.show(state)


def states_of(candidate: str, category: str) -> str:
    """What formulas call the cells with the states of the lines of one category."""
    return f"{candidate}/states/{category}"


def how_many(cells: str, number: int) -> str:
    """A formula for how many of `cells`, the states of some lines, are the one with this number."""
    return f"COUNTIF({cells},{number})"
