"""Why a template could not be filled in, as a problem with its line or paragraph."""

import re
from traceback import extract_tb

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError

from crm_planner.errors import OutputError
from crm_planner.place import Place
from crm_planner.problem import Problem, quoted


class Unfinished(Exception):
    """A template was understood, but what it makes is no document."""


class NoPicture(Exception):
    """What should be a picture cannot be read as one."""


class Excessive(Exception):
    """A template was understood, but makes too much."""


def problem_of(error: Exception, file: str) -> Problem:
    """What to say of `error`, which came from filling in `file`."""
    place = Place(file, line_of(error), 1 if line_of(error) else 0)
    said = _readable(str(error))
    match error:
        case MemoryError():
            return Problem(Place(file), "TPL006", "the template takes more memory than it may", _SIMPLER)
        case Excessive():
            return Problem(Place(file), "TPL006", said, _SIMPLER)
        case RecursionError():
            return Problem(Place(file), "TPL006", "the template goes too deep into itself", _SIMPLER)
        case TemplateNotFound():
            said = f"there is no template {quoted(error.message or error.name)} beside this one"
            return Problem(place, "TPL005", said, "A template may only use what lies in its own folder")
        case TemplateSyntaxError():
            return Problem(place, "TPL002", f"this cannot be read as a tag: {said}", "Correct the tag")
        case SecurityError():
            return Problem(place, "TPL005", f"the template reaches for what it may not: {said}", "Use the fields only")
        case UndefinedError():
            return Problem(place, "TPL001", f"the template asks for what is not there: {said}", _FIELDS)
        case OutputError():
            return _typesetting(said, file)
        case Unfinished():
            return Problem(place, "TPL005", said, "Correct the template in a word processor")
    return Problem(
        place, "TPL005", f"the template cannot be filled in: {said or type(error).__name__}", "Correct the tag"
    )


_TYPST = re.compile(r"\S+\.typ:(\d+):(\d+): (.*)")


def _typesetting(said: str, file: str) -> Problem:
    """What typst has against a template, which it places itself."""
    found = _TYPST.fullmatch(said)
    if found is None:
        return Problem(Place(file), "TPL005", said, "Correct the template")
    return Problem(Place(file, int(found[1]), int(found[2])), "TPL005", found[3], "Correct the template")


_SIMPLER = "Make it simpler: no endless loops, nothing repeated without need"
_FIELDS = "crm-planner template fields lists what there is"


def line_of(error: Exception) -> int:
    """The line of the template an error of Jinja's is about, as far as it tells; 0 if it does not."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [
        frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename.endswith(("<template>", ".j2"))
    ]
    return (lines[-1] or 0) if lines else 0


_NOISE = re.compile(r"<[^<>]*>|&[a-z]+;")


def _readable(said: str) -> str:
    """A message of a library on one line, without the XML it quotes."""
    line = " ".join(_NOISE.sub(" ", said).split())
    return line.rstrip(".")[:300].replace("'dict object'", "this part of the proposal")
