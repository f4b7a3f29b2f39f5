"""What changes over the years of a brief: people who join and leave, and years in which support is not bought."""

from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from crm_planner.document import Part
from crm_planner.fields import CandidateId, Count, LaterYear, WholeNumber, as_written
from crm_planner.refusal import refuse


class UsersInYear(Part):
    """How many people use the system from a later year on; without a peak it follows as in the years before."""

    total: Count
    peak: Count | None = None

    @model_validator(mode="before")
    @classmethod
    def _number(cls, written: Any) -> Any:
        return {"total": written} if isinstance(written, int | Decimal | str) else written

    @model_validator(mode="after")
    def _peak_within(self) -> Self:
        if self.peak is not None and self.peak > self.total:
            said = f"peak {self.peak} is above total {self.total}"
            refuse("NUM020", said, "At most everybody is inside at once", at="peak")
        return self


class Growth(Part):
    """How the number of users changes after the first year.

    Either `joiners` in each later year, or `users` by year (a year not named is like the one before). `leavers`
    go in each later year and count beside both: of `users`, those who went are replaced.
    """

    joiners: WholeNumber | None = None
    leavers: WholeNumber = 0
    users: dict[Annotated[LaterYear, BeforeValidator(as_written)], UsersInYear] = Field(default={})

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.joiners is not None and self.users:
            refuse("KEY006", "joiners and users both say how many there will be", "Write one of them")
        if self.joiners is None and not self.users and not self.leavers:
            refuse("NUM008", "growth changes nothing", "Write joiners, leavers or users, or remove it")
        return self


class Lapse(Part):
    """Years in which support is not bought, of one candidate or of all; buying it again may cost re-entry."""

    years: Annotated[tuple[LaterYear, ...], Field(min_length=1)]
    candidate: CandidateId | None = None
