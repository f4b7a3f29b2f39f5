"""How ratios are taken: rounds interleaved, so that a busy moment of the machine meets every contender alike."""

from collections.abc import Callable, Mapping
from statistics import median

Timing = dict[str, list[float]]


def interleaved(contenders: Mapping[str, Callable[[], float]], rounds: int) -> Timing:
    """Seconds of each contender, once in every round, after one round that is not counted."""
    taken: Timing = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, seconds in contenders.items():
            spent = seconds()
            if number:
                taken[name].append(spent)
    return taken


def report(timing: Timing, floor: str, aims: Mapping[str, float]) -> None:
    """Print each contender as a multiple of `floor`: medians, best against best, and the aim."""
    print(f"{'':32}{'median':>10}{'x floor':>10}{'best/best':>10}{'aim':>8}")
    for name, seconds in timing.items():
        middle, best = median(seconds) / median(timing[floor]), min(seconds) / min(timing[floor])
        aim = f"<= {aims[name]:g}" if name in aims else ""
        print(f"{name:32}{median(seconds) * 1000:>7.0f} ms{middle:>10.2f}{best:>10.2f}{aim:>8}")
