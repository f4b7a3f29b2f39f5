"""Filling in templates nobody has to trust: in a process of its own, which is stopped where it takes too much.

It gets plain data and copies of the files of one folder, and gives back one document or what is wrong.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_planner.documents.proposal.child import JOB, PROBLEMS, RESULT, SET, read_problems
from crm_planner.errors import DataError
from crm_planner.limits import DOCUMENT_BYTES, TEMPLATE_CPU_SECONDS, TEMPLATE_MEMORY, TEMPLATE_SECONDS
from crm_planner.place import Place
from crm_planner.problem import Problem

if TYPE_CHECKING:
    from crm_planner.documents.proposal.rendering import Wanted

_CHILD = "crm_planner.documents.proposal.child"
_SIMPLER = "Make it simpler: no endless loops, nothing repeated without need"


_NO_NETWORK = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
"""Nobody listens there: whatever typst would fetch is not fetched."""

Source = tuple[str, str, bool]
"""What messages call a template, its text, and whether it is Word's, where a line is a paragraph."""


def filled_apart(wanted: "Wanted", files: Mapping[str, bytes], sources: Sequence[Source], called: str) -> bytes:
    """What `rendered` makes of the templates `files`, once the texts `sources` of some of them are checked.

    `called` is the name of the template in messages about all of it. Raises DataError with what is wrong.
    """
    drawn = [{**one._asdict(), "png": b64encode(one.png).decode()} for one in wanted.pictures]
    job = {**wanted._asdict(), "pictures": drawn, "fonts": str(wanted.fonts), "sources": sources, "called": called}
    made, problems = _done(job, files, called)
    if made is None:
        raise DataError(problems or [Problem(Place(called), "TPL006", "the template made nothing", _SIMPLER)])
    return made


def checked_apart(sources: Sequence[Source]) -> list[Problem]:
    """What is wrong with the tags of `sources`."""
    called = sources[0][0]
    return _done({"form": "", "sources": sources, "called": called}, {}, called)[1]


def _done(job: Mapping[str, Any], files: Mapping[str, bytes], called: str) -> tuple[bytes | None, list[Problem]]:
    """What a child makes of `job`: a document, or problems."""
    with tempfile.TemporaryDirectory(prefix="crm-planner-") as name:
        here = Path(name).resolve()
        (here / SET).mkdir()
        for file, data in files.items():
            (here / SET / file).write_bytes(data)
        (here / JOB).write_text(json.dumps(job), encoding="utf-8")
        ended = _run(here)
        if (here / PROBLEMS).is_file():
            return None, read_problems((here / PROBLEMS).read_text(encoding="utf-8"))
        if ended == 0 and (here / RESULT).is_file():
            return (here / RESULT).read_bytes(), []
    if ended == 0:
        return None, []
    return None, [Problem(Place(called), "TPL006", _why(ended), _SIMPLER)]


def _run(here: Path) -> int | None:
    """The status a child ends with, minus a signal's number; None where it had to be stopped."""
    command = [sys.executable, "-I", "-X", "utf8", "-m", _CHILD]
    with subprocess.Popen(  # noqa: S603 - our own module
        command,
        cwd=here,
        env=_surroundings(here),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            return child.wait(TEMPLATE_SECONDS)
        except subprocess.TimeoutExpired:
            return None
        finally:
            child.kill()


def _surroundings(here: Path) -> dict[str, str]:
    """What the child is told of this machine: no more than it needs to start, and to take little room."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {
        **_NO_NETWORK,
        "LC_ALL": "C.UTF-8",
        "TMPDIR": str(here),
        "MALLOC_ARENA_MAX": "2",
        "RAYON_NUM_THREADS": "2",
    }


def _why(ended: int | None) -> str:
    if ended is None:
        return f"the template took more than {TEMPLATE_SECONDS} s"
    if os.name == "posix" and ended in {-signal.SIGXCPU, -signal.SIGKILL}:
        return f"the template took more than {TEMPLATE_CPU_SECONDS} s"
    if os.name == "posix" and ended == -signal.SIGXFSZ:
        return f"the document has more than {DOCUMENT_BYTES >> 20} MB"
    return f"the template took more than {TEMPLATE_MEMORY >> 20} MB of memory"
