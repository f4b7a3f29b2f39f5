"""Refusing a value inside a model: the code of the fault, what is wrong with the value, and what to write instead."""

from typing import NoReturn

from pydantic_core import PydanticCustomError


def refuse(code: str, said: str, hint: str, at: str | None = None) -> NoReturn:
    """Refuse the value being validated: `said` names it and what is wrong, `hint` says what to write instead.

    `at` is the key below the value where the fault is. Raises PydanticCustomError, whose type is our `code`
    and whose context keeps the parts of the message apart.
    """
    about = {"said": said, "hint": hint} | ({} if at is None else {"at": at})
    raise PydanticCustomError(code, "{said}. {hint}", about)  # type: ignore[arg-type]
