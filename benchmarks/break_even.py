"""`breakeven` over 1,000 numbers of users against `compare`, whole processes of three shipped candidates.

python -m benchmarks.break_even
"""

import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.ratios import interleaved, report

BRIEF = Path(__file__).resolve().parents[1] / "examples" / "firm-of-25.yaml"
ROUNDS = 3
AIMS = {"breakeven, 1 to 1,000 users": 8.0}


def seconds(*arguments: str) -> float:
    """How long the program takes from its start to its end."""
    began = perf_counter()
    subprocess.run([sys.executable, "-m", "crm_planner", *arguments], stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - began


def main() -> None:
    """Print both as multiples of `compare`."""
    timing = interleaved(
        {
            "compare": lambda: seconds("compare", str(BRIEF)),
            "breakeven, 1 to 1,000 users": lambda: seconds("breakeven", str(BRIEF), "--users", "1..1000"),
        },
        ROUNDS,
    )
    report(timing, "compare", AIMS)


if __name__ == "__main__":
    main()
