"""Every way a command can fail: what is said on standard error, and the exit status."""

import os
import platform
import sys
import traceback
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import typer

from crm_planner import __version__
from crm_planner.cli.streams import ReaderLeft, complain, failed
from crm_planner.errors import CrmPlannerError, DataError, InputError, OutputError
from crm_planner.problem import MOST_SHOWN, Problem, listed

PROGRAM = "crm-planner"
WRONG_USAGE, INTERRUPTED, BUG = 2, 130, 70


def exit_status(error: BaseException) -> int:
    """Say what went wrong, and give the status to end with."""
    match error:
        case ReaderLeft():
            return 0
        case KeyboardInterrupt():
            return INTERRUPTED
        case DataError():
            for line in problem_lines(error.problems):
                complain(line)
        case InputError() | OutputError(args=(Problem(), *_)):
            complain(str(error))
        case CrmPlannerError() if error.exit_status != BUG:
            complain(f"{PROGRAM}: {error}")
        case typer.TyperException():
            complain(f"{PROGRAM}: {_usage(error)}")
            return WRONG_USAGE
        case OSError() if error.filename is None:  # only writing a result raises one that names no file
            return exit_status(failed(error))
        case _:
            return _bug(error)
    return error.exit_status


def problem_lines(problems: Iterable[object]) -> Iterator[str]:
    """A line for each problem, in their order; for each file at most fifty, and then how many more there are."""
    for _, group in groupby(problems, key=lambda one: one.place.file if isinstance(one, Problem) else ""):
        of_one_file = list(group)
        faults = [one for one in of_one_file if isinstance(one, Problem)]
        shown = listed(faults) if len(faults) > MOST_SHOWN + 1 else of_one_file
        yield from map(str, shown)


def _usage(error: typer.TyperException) -> str:
    """The parser's message on one line, and where to read more."""
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", PROGRAM)
    said = " ".join(error.format_message().split()).rstrip(".")
    return f"{said}. See {command} --help"


def _bug(error: BaseException) -> int:
    """A fault of ours: one line, and a file with what we need to know to mend it."""
    said = f"{PROGRAM}: a fault of the program: {type(error).__name__}: {error}".replace("\n", "; ")
    try:
        report = _report(error)
    except OSError:
        complain(f"{said}. Please report it")
    else:
        complain(f"{said}. Please report it, with {report}")
    return BUG


def _report(error: BaseException) -> Path:
    """Write the traceback, without any values, to a file only this user can read."""
    import tempfile

    details = f"{PROGRAM} {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n"
    details += "".join(traceback.format_exception(error))
    for folder in (_log_folder(), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(".txt", f"{PROGRAM}-", folder)
        except OSError:
            continue
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as report:
            report.write(details)
        return Path(name)
    raise OSError(f"no folder for a report ({sys.platform})")


def _log_folder() -> Path:
    from platformdirs import user_log_path

    return user_log_path(PROGRAM, appauthor=False)
