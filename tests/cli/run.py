"""Running a command line inside the test's own process."""

from typing import NamedTuple

import pytest

from crm_planner.cli.main import run


class Ended(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


def ran(capture: pytest.CaptureFixture[bytes], *arguments: str) -> Ended:
    """Run `crm-planner ARGUMENTS`; outputs as UTF-8, without a byte order mark in front."""
    capture.readouterr()
    status = run(arguments)
    out, err = capture.readouterr()
    return Ended(status, out.decode("utf-8"), err.decode("utf-8"))
