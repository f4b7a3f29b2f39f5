"""What a client wishes beyond the box: customisations, data to bring over, systems to connect."""

from decimal import Decimal
from typing import Literal

from crm_planner.document import Part
from crm_planner.fields import Count, Quantity, Share, TextField


class Customisation(Part):
    """One kind of wanted change to the system, and who builds it."""

    name: TextField
    kind: Literal["field", "report", "form", "workflow", "module", "interface", "industry"]
    size: Literal["small", "medium", "large"] = "medium"
    count: Count = 1
    builder: Literal["vendor", "in_house", "consultant"] = "vendor"


class Migration(Part):
    """Data to bring over: from how many sources, of how many kinds, how many rows, how many twice."""

    sources: Count = 1
    entities: Count
    rows: Quantity = Decimal(0)
    duplicate_share: Share = Decimal(0)


class Integration(Part):
    """Another system to connect."""

    name: TextField
