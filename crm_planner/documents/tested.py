"""What a test of catalogs found, for a person: a line for each fault and a count at the end."""

from collections.abc import Iterator

from crm_planner.lint.tested import Tested


def tested_table(tested: Tested) -> str:
    """Every fault on a line with its place and what to do; then how many passed, failed and are unguarded."""
    lines = [*map(str, _faults(tested)), *summary(tested)]
    return "".join(f"{line}\n" for line in lines)


def _faults(tested: Tested) -> Iterator[object]:
    yield from tested.problems
    for outcome in tested.outcomes:
        yield from outcome.findings
    yield from tested.unguarded


def summary(tested: Tested) -> Iterator[str]:
    """`19 passed, 0 failed`, and with falsified figures `46 changes: 46 noticed, 0 unguarded`."""
    wrong = f", {_counted(len(tested.problems), 'problem')} in the files" if tested.problems else ""
    yield f"{tested.passed} passed, {tested.failed} failed{wrong}"
    if tested.verdicts is not None:
        changes = _counted(len(tested.verdicts), "change")
        refused, silenced = tested.judged("refused"), tested.judged("silenced")
        extra = (f", {refused} refused as no valid catalog" if refused else "") + (
            f", {silenced} left unguarded by a comment" if silenced else ""
        )
        yield f"{changes}: {tested.judged('noticed')} noticed{extra}, {tested.judged('unguarded')} unguarded"


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
