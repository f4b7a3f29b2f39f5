"""What a model expects at a path of its document: for messages that name the keys and kinds of values allowed there."""

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from crm_planner.place import Path

Loc = tuple[str | int, ...]
"""Where pydantic says an error is: the path in the document, with names of kinds and `[key]` in between."""


def known_keys(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys of the model at `loc`; none where no model stands there."""
    expected = _walk(model, loc)
    return [] if expected is None else [key for member in _models(expected) for key in _fields(member)]


def in_document(model: type[BaseModel], loc: Loc) -> Path:
    """The path to follow in the file: `loc` without the names of kinds and the `[key]` that pydantic puts in."""
    expected: Any = model
    path: list[str | int] = []
    for part in loc:
        is_kind = isinstance(part, str) and _of_kind(expected, part) is not None
        if not is_kind and part != "[key]":
            path.append(part)
        expected = _inside(expected, part)
    return tuple(path)


def _walk(model: type[BaseModel], loc: Loc) -> Any:
    expected: Any = model
    for part in loc:
        expected = _inside(expected, part)
    return expected


def _inside(expected: Any, part: str | int) -> Any:
    """The type expected at `part` of something of type `expected`, or None if nothing is."""
    for member in _members(expected):
        if isinstance(member, type) and issubclass(member, BaseModel) and str(part) in _fields(member):
            return _fields(member)[str(part)].annotation
        arguments = get_args(member)
        if isinstance(part, int) and get_origin(member) in {tuple, list}:
            return arguments[0]
        if get_origin(member) in {dict, Mapping}:
            return arguments[1]
    return _of_kind(expected, part) if isinstance(part, str) else None


def _of_kind(expected: Any, kind: str) -> Any:
    """The member of a union of kinds that is called `kind`, or None."""
    models = list(_models(expected))
    if len(models) < 2:  # noqa: PLR2004 - a union has two members
        return None
    return next((model for model in models if kind in _kinds(model)), None)


def _kinds(model: type[BaseModel]) -> Iterator[str]:
    """The literal values that tell `model` from the other members of a union."""
    for field in model.model_fields.values():
        if get_origin(field.annotation) is Literal:
            yield from map(str, get_args(field.annotation))


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _models(expected: Any) -> Iterator[type[BaseModel]]:
    return (member for member in _members(expected) if isinstance(member, type) and issubclass(member, BaseModel))


def _members(expected: Any) -> Iterator[Any]:
    """The alternatives of a type, without None and annotations."""
    origin = get_origin(expected)
    if origin is Annotated:
        yield from _members(get_args(expected)[0])
    elif origin in {Union, UnionType}:
        for argument in get_args(expected):
            yield from _members(argument)
    elif expected is not None and expected is not NoneType:
        yield expected
