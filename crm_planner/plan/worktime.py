"""Working time as a line of slots: how far a piece of work gets from a slot, with days off and people away.

A slot is an hour of a day on which anybody of the plan works. Slot numbers are also the moments between slots:
a piece of work of three slots that starts at 4 occupies 4, 5 and 6 and finishes at 7.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate


class BeyondHorizon(Exception):
    """A piece of work does not end within the time that is planned."""


class Steady:
    """Working time without interruption: every slot is worked."""

    full = 1
    """How much work one slot holds if everybody is there."""

    def first(self, slot: int) -> int:
        """The first slot from `slot` on that is worked."""
        return slot

    def after(self, start: int, work: int) -> int:
        """The moment at which `work` is done that begins at `start`."""
        return start + work

    def latest_start(self, finish: int, work: int) -> int:
        """The last moment to begin `work` that is to be done by `finish`; negative where there is none."""
        return finish - work

    def start_for(self, finish: int, work: int) -> int:
        """The first moment to begin `work` so that it is not done before `finish`."""
        return max(0, finish - work)

    def latest_before(self, moment: int, lead: int) -> int:
        """The last moment that lies at most `lead` slots of work behind `moment`."""
        return moment + lead

    def between(self, start: int, finish: int) -> int:
        """How much work can be done from `start` to `finish`."""
        return finish - start


STEADY = Steady()


class Interrupted(Steady):
    """Working time with days off and fewer hands: `weights` says how much work each slot holds, `full` the most."""

    def __init__(self, weights: Sequence[int], full: int = 1) -> None:
        self.done = list(accumulate(weights, initial=0))
        self.full = full

    def first(self, slot: int) -> int:
        moment = bisect_right(self.done, self.done[slot], lo=slot) - 1
        if moment + 1 >= len(self.done):
            raise BeyondHorizon
        return moment

    def after(self, start: int, work: int) -> int:
        if start >= len(self.done):
            raise BeyondHorizon
        moment = bisect_left(self.done, self.done[start] + work, lo=start)
        if moment >= len(self.done):
            raise BeyondHorizon
        return moment

    def latest_start(self, finish: int, work: int) -> int:
        finish = min(finish, len(self.done) - 1)
        return min(finish, bisect_right(self.done, self.done[finish] - work) - 1) if finish >= 0 else -1

    def start_for(self, finish: int, work: int) -> int:
        if finish <= 0:
            return 0
        if finish >= len(self.done):
            raise BeyondHorizon
        return finish if work == 0 else bisect_right(self.done, self.done[finish - 1] - work)

    def latest_before(self, moment: int, lead: int) -> int:
        following = min(max(moment + 1, 0), len(self.done) - 1)
        return bisect_right(self.done, self.done[following] + lead - 1) - 1

    def between(self, start: int, finish: int) -> int:
        return self.done[min(finish, len(self.done) - 1)] - self.done[min(start, len(self.done) - 1)]
