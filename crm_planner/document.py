"""What every YAML document of ours shares: frozen parts, no unknown keys, and checks that span several parts."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from crm_planner.place import Path


class Part(BaseModel):
    """A part of a document: read once, never changed, strict about its keys.

    What checks it is built with its document's, and for the part alone only where somebody reads it alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Fault(NamedTuple):
    """What a check across parts found: where in the document, the code, what is wrong and what to do."""

    path: Path
    code: str
    message: str


Check = Callable[[Mapping[str, Any]], Iterable[Fault]]


class Document(Part):
    """A whole document, whose `cross_checks` hold between its parts.

    The checks read the tree as it was written, so that a reader of files can run them (`faults`) even
    when single fields are wrong, and report everything at once.
    """

    cross_checks: ClassVar[tuple[Check, ...]] = ()

    @classmethod
    def faults(cls, tree: Mapping[str, Any]) -> list[Fault]:
        """Everything the checks across parts find in `tree`, however broken its parts are."""
        return [fault for check in cls.cross_checks for fault in check(tree)]

    @model_validator(mode="wrap")
    @classmethod
    def _holds_together(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        document = handler(data)
        faults = cls.faults(data) if isinstance(data, Mapping) else []
        if faults:
            raise ValidationError.from_exception_data(cls.__name__, [_line_error(fault) for fault in faults])
        return document


def _line_error(fault: Fault) -> InitErrorDetails:
    error = PydanticCustomError(fault.code, "{said}", {"said": fault.message})
    return InitErrorDetails(type=error, loc=fault.path, input=None)


def entries(node: Any, key: str) -> list[tuple[int, Mapping[str, Any]]]:
    """The mappings in the list under `key`, with their index; nothing where the document is not shaped so."""
    found = node.get(key) if isinstance(node, dict) else None
    if not found or not isinstance(found, list | tuple):
        return []
    return [(index, entry) for index, entry in enumerate(found) if isinstance(entry, dict)]
