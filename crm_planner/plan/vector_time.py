"""Working time for many draws at once: what worktime.py says of one moment, said of an array of moments."""

from crm_planner.formula.arrays import Array, np
from crm_planner.plan.instance import Instance
from crm_planner.plan.worktime import Interrupted, Steady


class ManyTimes:
    """The working time of one job or of lags; days beyond `slots` are worked in full, as nobody knows better."""

    def __init__(self, time: Steady, slots: int) -> None:
        self.full = time.full
        if isinstance(time, Interrupted):
            done = np.array(time.done, dtype=np.int64)
            further = done[-1] + time.full * np.arange(1, slots + 1, dtype=np.int64)
            self.done: Array | None = np.concatenate([done, further])
        else:
            self.done = None

    def first(self, moments: Array) -> Array:
        if self.done is None:
            return moments
        found: Array = np.searchsorted(self.done, self.done[moments], side="right") - 1
        return found

    def after(self, starts: Array, work: Array | int) -> Array:
        if self.done is None:
            return starts + work
        return np.maximum(starts, np.searchsorted(self.done, self.done[starts] + work, side="left"))

    def latest_start(self, finishes: Array, work: Array | int) -> Array:
        if self.done is None:
            return finishes - work
        found: Array = np.searchsorted(self.done, self.done[np.maximum(finishes, 0)] - work, side="right") - 1
        return np.minimum(finishes, found)

    def last_worked(self, moments: Array) -> Array:
        """The last slot up to `moments` in which somebody works."""
        return moments if self.done is None else self.latest_start(moments + 1, 1)

    def start_for(self, finishes: Array, work: Array) -> Array:
        if self.done is None:
            earliest: Array = np.maximum(0, finishes - work)
            return earliest
        found = np.searchsorted(self.done, self.done[np.maximum(finishes - 1, 0)] - work, side="right")
        return np.where(finishes <= 0, 0, np.where(work == 0, finishes, found))

    def latest_before(self, moments: Array, lead: int) -> Array:
        if self.done is None:
            return moments + lead
        following = np.minimum(np.maximum(moments + 1, 0), len(self.done) - 1)
        found: Array = np.searchsorted(self.done, self.done[following] + lead - 1, side="right") - 1
        return found


def times_of(instance: Instance, slots: int) -> tuple[list[ManyTimes], ManyTimes]:
    """The working times of all jobs, each made once, and that of the lags."""
    made: dict[int, ManyTimes] = {}

    def many(time: Steady) -> ManyTimes:
        return made.setdefault(id(time), ManyTimes(time, slots))

    return [many(job.worktime) for job in instance.jobs], many(instance.lag_time)
