"""The two passes of the critical path method for many draws at once, as arrays."""

from collections.abc import Sequence

from crm_planner.formula.arrays import Array, np
from crm_planner.plan.instance import Instance, Wait
from crm_planner.plan.vector_time import times_of


class Passes:
    """Both passes over one network. `works` is how much work each job takes in each draw; all end within `slots`."""

    def __init__(self, network: Instance, works: Sequence[Array], slots: int) -> None:
        self.network, self.works = network, works
        self.times, self.lag_time = times_of(network, slots)
        self.starts: list[Array] = [np.zeros_like(work) for work in works]
        self.finishes = list(self.starts)

    def forward(self) -> tuple[list[Array], list[Array]]:
        """The earliest starts and finishes of each job."""
        for job in self.network.order:
            start = np.full_like(self.works[job], self.network.jobs[job].release)
            for wait in self.network.waits_of[job]:
                start = np.maximum(start, self._pushed(wait))
            self.starts[job] = np.where(self.works[job] > 0, self.times[job].first(start), start)
            self.finishes[job] = self.times[job].after(self.starts[job], self.works[job])
        return self.starts, self.finishes

    def _pushed(self, wait: Wait) -> Array:
        moment = (self.starts if wait.kind in {"SS", "SF"} else self.finishes)[wait.before]
        if wait.lag > 0:
            moment = self.lag_time.after(moment, wait.lag)
        elif wait.lag < 0:
            moment = np.maximum(0, self.lag_time.latest_start(moment, -wait.lag))
        if wait.kind in {"FS", "SS"}:
            return moment
        return self.times[wait.after].start_for(moment, self.works[wait.after])

    def backward(self, end: Array) -> list[Array]:
        """The latest start of each job that moves the end of no draw."""
        late: list[Array] = [end] * len(self.works)
        for job in reversed(self.network.order):
            time, work = self.times[job], self.works[job]
            start, finish = end, end
            for wait in self.network.waiting_for[job]:
                after = late[wait.after]
                moment = (
                    after if wait.kind in {"FS", "SS"} else self.times[wait.after].after(after, self.works[wait.after])
                )
                moment = self._unlagged(moment, wait.lag)
                start = np.minimum(start, moment) if wait.kind in {"SS", "SF"} else start
                finish = np.minimum(finish, moment) if wait.kind in {"FS", "FF"} else finish
            start = np.minimum(start, time.latest_start(finish, work))
            late[job] = (
                np.where(work > 0, time.latest_start(np.asarray(start) + 1, 1), start)
                if time.done is not None
                else start
            )
        return late

    def _unlagged(self, moment: Array, lag: int) -> Array:
        if lag > 0:
            return self.lag_time.latest_start(moment, lag)
        return self.lag_time.latest_before(moment, -lag) if lag < 0 else moment
