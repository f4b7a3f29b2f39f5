"""What the sheet of scores says of a lead, in English."""

from crm_planner.text import mark

STANDINGS = (
    mark("not in the race"),
    mark("ahead"),
    mark("level: within the tie margin"),
    mark("may still pass"),
    mark("behind"),
)
"""How near a candidate is to the first, in the order of `lead_cells.STATES`."""
SURE = (
    mark("No candidate can be scored"),
    mark("Only one is left"),
    mark("Clearly ahead"),
    mark("A tie, first by a hair"),
    mark("Open, ahead by the middle of what is unknown"),
)
"""How sure the lead is, in the order of `lead_cells.SURES`."""
TURNS = {
    "above": mark("rank stability: at a weight above this another candidate is ahead"),
    "below": mark("rank stability: at a weight below this another candidate is ahead"),
}
"""What the tables of rank stability are called."""
NO_TURN = mark("—: at no weight of this criterion alone")
STABLE = mark("At no weight of a single criterion is another candidate ahead: the ranking is stable")
UNSCORED = mark(
    "No turn can be shown yet. Scores that nobody has given: {number}. Until then each counts as the middle of 1 to 5, "
    "so that nothing tells the candidates apart there"
)
"""Why there is no weight at which the ranking turns: of one criterion, of none, and of none before scores are given."""
