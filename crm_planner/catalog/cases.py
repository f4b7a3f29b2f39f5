"""Golden cases: figures that catalogs must reproduce, in a file of their own beside them."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from crm_planner.catalog.model import Golden
from crm_planner.document import Document, Fault, entries
from crm_planner.fields import CandidateId, Identifier, OneLine
from crm_planner.limits import EDITIONS
from crm_planner.place import Source

CASES = "crm-planner/cases/1"


class Case(Golden):
    """What one candidate must cost one client. The candidate is named whole, or as an edition of the file's catalog."""

    candidate: CandidateId | None = None
    edition: Identifier | None = None
    source: OneLine | None = None

    def about(self, catalog: str | None) -> str:
        """CATALOG/EDITION, where `catalog` is the one the file names."""
        return self.candidate or f"{catalog}/{self.edition}"


def each_names_a_candidate(cases: Mapping[str, Any]) -> Iterator[Fault]:
    """A case names a candidate, or an edition where the file names the catalog."""
    for number, case in entries(cases, "cases"):
        named = [key for key in ("candidate", "edition") if case.get(key) is not None]
        if len(named) != 1:
            said = "a case has either candidate or edition; write exactly one of them"
            yield Fault(("cases", number), "KEY006", said)
        elif named == ["edition"] and cases.get("catalog") is None:
            said = "edition needs the key catalog at the top of the file; add it, or write candidate: CATALOG/EDITION"
            yield Fault(("cases", number, "edition"), "KEY007", said)


class Cases(Document):
    """Figures that catalogs must reproduce, for `crm-planner catalog test`."""

    cross_checks = (each_names_a_candidate,)

    schema_: Literal["crm-planner/cases/1"] = Field(alias="schema")
    catalog: Identifier | None = None
    cases: Annotated[tuple[Case, ...], Field(min_length=1, max_length=EDITIONS)]


class WrittenCases(NamedTuple):
    """Cases and the document they were read from."""

    cases: Cases
    source: Source
