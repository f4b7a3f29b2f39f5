"""Drawn positions in the tables of uncertain figures: the same for the same seed, whatever is drawn beside or before.

Each figure has a stream of its own, counted and not carried on: draw 70,000 is found without the 69,999 before it, so
that neither chunks nor other figures nor other candidates change it. Figures of one side lean on a normal they share
(a Gaussian copula with one factor), so that any two of them are correlated by `correlation`.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from crm_planner.formula.arrays import Array, np
from crm_planner.simulation.sampling import POSITIONS, REACH

STRATA = 2**16
"""A normal is drawn as one of so many equally likely strata: 16 bits."""

_BITS_A_COUNT = 16
"""Draws that one step of the counter of a stream yields: four words of 64 bits."""


class Stream(NamedTuple):
    """The draws of one figure; those of the same `side` are correlated, a figure without a side is independent."""

    name: str
    side: str = ""


class Positions:
    """The positions of all streams for one seed; equal for equal seed, correlation and name."""

    def __init__(self, seed: int, correlation: float) -> None:
        self.seed = seed
        scale = POSITIONS / 2 / REACH
        own, shared = sqrt(1 - correlation), sqrt(correlation)
        # both at their ends would lie outside the tables where the correlation is near a half
        end = REACH * (1 - 1 / POSITIONS) / (own + shared)
        normal = _normals()
        within = np.clip(normal, -end, end)
        self._alone = (normal * scale + POSITIONS / 2).astype(np.float32)
        self._own = (within * (own * scale) + POSITIONS / 2).astype(np.float32)
        self._shared = (within * (shared * scale)).astype(np.float32)

    def drawn(self, streams: Iterable[Stream], start: int, stop: int) -> Mapping[Stream, Array]:
        """The positions of draws `start` to `stop`, without the last, of each stream."""
        factors: dict[str, Array] = {}
        found: dict[Stream, Array] = {}
        for one in streams:
            bits = self._bits(f"figure/{one.name}", start, stop)
            if not one.side:
                found[one] = self._alone.take(bits).astype(np.uint16)
                continue
            if one.side not in factors:
                factors[one.side] = self._shared.take(self._bits(f"side/{one.side}", start, stop))
            found[one] = (self._own.take(bits) + factors[one.side]).astype(np.uint16)
        return found

    def _bits(self, name: str, start: int, stop: int) -> Array:
        """16 random bits for each draw, found by counting: nothing before `start` has to be drawn."""
        first = start // _BITS_A_COUNT
        words = np.random.Philox(key=_key(self.seed, name), counter=first).random_raw(-(-stop // 4) - 4 * first)
        skipped = start - first * _BITS_A_COUNT
        return words.view(np.uint16)[skipped : skipped + stop - start]


@lru_cache(maxsize=1024)
def _key(seed: int, name: str) -> int:
    """128 bits that tell the stream from all others."""
    return int.from_bytes(blake2b(f"{seed}/{name}".encode(), digest_size=16).digest(), "little")


@lru_cache(maxsize=1)
def _normals() -> Array:
    """The normal in the middle of each stratum."""
    inverse = NormalDist().inv_cdf
    upper = np.array([inverse((one + 0.5) / STRATA) for one in range(STRATA // 2, STRATA)])
    return np.concatenate([-upper[::-1], upper])
