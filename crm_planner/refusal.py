"""Refusing a value inside a model: the code of the fault, what is wrong with the value, and what to write instead."""

from typing import NoReturn

from pydantic_core import PydanticCustomError

from crm_planner.place import Path


def refuse(code: str, said: str, hint: str, at: str | Path = ()) -> NoReturn:
    """Refuse the value being validated: `said` names it and what is wrong, `hint` says what to write instead.

    `at` is the way to the fault from the value. Raises PydanticCustomError, whose type is our `code`
    and whose context keeps the parts of the message apart.
    """
    about = {"said": said, "hint": hint, "at": (at,) if isinstance(at, str) else at}
    raise PydanticCustomError(code, "{said}. {hint}", about)
