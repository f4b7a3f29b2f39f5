"""The process for templates nobody has to trust: `python -I -m crm_planner.documents.proposal.child`.

Its working folder holds the job, and takes the result. It may take little time, memory and room, may start nothing,
connect to nothing, and change no file but its own.
"""

import json
import os
import sys
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from crm_planner.limits import DOCUMENT_BYTES, TEMPLATE_CPU_SECONDS, TEMPLATE_MEMORY
from crm_planner.place import Place
from crm_planner.problem import Problem

JOB, RESULT, PROBLEMS, SET = "job.json", "result", "problems.json", "set"
_STARTS = ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "subprocess.Popen", "pty.spawn")
_REACHES = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "ctypes.dlopen", "webbrowser.")
_CHANGES = (
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.truncate",
    "shutil.",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main() -> None:
    """Do the job of the working folder: write its result, or the problems that kept it from having one."""
    _limit()
    here = Path.cwd()
    job = json.loads((here / JOB).read_text(encoding="utf-8"))
    try:
        problems = _checked(job)
        if not problems and job["form"]:
            (here / RESULT).write_bytes(_filled(job, here))
    except Exception as error:  # noqa: BLE001 - whatever a template makes the libraries do is a fault of the template
        problems = [_placed(error, job)]
    if problems:
        (here / PROBLEMS).write_text(json.dumps(problems), encoding="utf-8")


def _checked(job: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the tags of the templates."""
    from crm_planner.documents.proposal.fields import FIELDS, PAGE_FIELDS, WORD_FIELDS
    from crm_planner.documents.templates.environment import text_environment, word_environment
    from crm_planner.documents.templates.tags import tag_problems, unclosed, word_source

    found = []
    for file, text, is_word in job["sources"]:
        if is_word:
            open_tags = unclosed(text, file)
            found += open_tags or tag_problems(word_source(text), file, WORD_FIELDS, word_environment())
        else:
            fields = PAGE_FIELDS if ".html" in file else FIELDS
            found += tag_problems(text, file, fields, text_environment(Path(SET)))
    return found


def _filled(job: Mapping[str, Any], here: Path) -> bytes:
    """The document the template makes. Raises whatever the libraries raise."""
    from crm_planner.documents.charts.drawing import Picture
    from crm_planner.documents.proposal.rendering import Wanted, rendered, warm_up
    from crm_planner.documents.templates.failure import Excessive

    warm_up(job["form"])
    _forbid(here)
    pictures = [Picture(**{**one, "png": b64decode(one["png"])}) for one in job["pictures"]]
    made = rendered(Wanted(job["form"], job["context"], pictures, Path(job["fonts"])), here / SET)
    if len(made) > DOCUMENT_BYTES:
        raise Excessive(f"the document has more than {DOCUMENT_BYTES >> 20} MB")
    return made


def _placed(error: Exception, job: Mapping[str, Any]) -> Problem:
    """What to say of `error`. In a Word document its line is sought in the text, where a line is a paragraph."""
    from crm_planner.documents.templates.environment import word_environment
    from crm_planner.documents.templates.failure import problem_of
    from crm_planner.documents.templates.tags import word_source

    if job["form"] == "docx" and not isinstance(error, MemoryError):
        empty = dict.fromkeys(("logo", "cost_by_category", "cost_by_year", "gantt", "risk_heat_map"), "")
        for file, text, _ in job["sources"]:
            try:
                word_environment().from_string(word_source(text)).render(
                    {**job["context"], "picture": empty, "caption": empty}
                )
            except Exception as again:  # noqa: BLE001 - the same fault, where it can be placed
                return problem_of(again, file)
        return problem_of(error, job["called"])._replace(place=Place(job["called"]))
    return problem_of(error, job["called"])


def read_problems(text: str) -> list[Problem]:
    """The problems a child wrote, as the values they were."""
    return [Problem(Place(*place), *rest) for place, *rest in json.loads(text)]


def _forbid(here: Path) -> None:
    """From now on this process starts nothing, connects to nothing, and writes only into its folder.

    Templates cannot get at any of this; should one find a way that nobody knows of, this is in it.
    """

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith((*_STARTS, *_REACHES, *_CHANGES)):
            _stop(event)
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
            name = arguments[0]
            if isinstance(name, str | bytes) and Path(os.fsdecode(name)).resolve().parent != here:
                _stop(event)

    sys.addaudithook(look)


def _stop(event: str) -> NoReturn:
    raise PermissionError(f"the template reaches for what it may not: {event}")


def _limit() -> None:
    """Bound this process; where the system has no such bounds the clock of its parent is left."""
    try:
        import resource
    except ImportError:
        return
    for kind, most, last in (
        (resource.RLIMIT_CPU, TEMPLATE_CPU_SECONDS, TEMPLATE_CPU_SECONDS + 1),
        (resource.RLIMIT_AS, TEMPLATE_MEMORY, TEMPLATE_MEMORY),
        (resource.RLIMIT_FSIZE, DOCUMENT_BYTES, DOCUMENT_BYTES),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(kind, (most, last))


if __name__ == "__main__":
    main()
