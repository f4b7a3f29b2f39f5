"""What the client has already: what it costs, what it lacks, and what upgrading it would take."""

from typing import Literal

from crm_planner.document import Part
from crm_planner.fields import Amount, LongTextField, TextField, Truth, WholeNumber


class ExistingLicences(Part):
    """Licences of what the client has: how many there are, and what one more costs once; null is unknown."""

    owned: WholeNumber
    each: Amount | None = None
    metric: Literal["named_user", "concurrent_user"] = "named_user"


class Lacking(Part):
    """A function that what the client has does not serve."""

    name: TextField
    essential: Truth = False
    in_upgrade: Truth = False


class Existing(Part):
    """What the client has today: keeping it is a candidate, and upgrading it another where `upgrade` is written.

    Amounts are in the brief's currency; null means that there is a cost and nobody knows it.
    """

    name: TextField
    yearly: Amount | None = None
    upgrade: Amount | None = None
    training: Amount | None = None
    licences: ExistingLicences | None = None
    lacks: tuple[Lacking, ...] = ()
    tax: Literal["included", "excluded", "exempt", "unknown"] = "unknown"
    note: LongTextField | None = None
