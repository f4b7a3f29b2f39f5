"""Where the folders that come with the product are: in the checkout, or inside the installed package.

No other module may know. A wheel holds them under crm_planner/shipped/; a checkout and an editable
install have no such folder and use those at the top of the repository, so an edit is seen at once.
"""

from pathlib import Path
from typing import Literal

Shipped = Literal["vendor_catalogs", "templates", "playbooks", "examples"]

_PACKAGE = Path(__file__).resolve().parents[1]


def folder(name: Shipped) -> Path:
    """The folder `name` as it came with the product."""
    shipped = _PACKAGE / "shipped"
    return (shipped if shipped.is_dir() else _PACKAGE.parent) / name
