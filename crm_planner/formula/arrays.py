"""NumPy for the modules that compute with arrays, or the one line that says how to install it."""

from typing import Any

from crm_planner.errors import MissingExtra

try:
    import numpy as np
    from numpy.typing import NDArray
except ImportError:
    said = "computing with arrays needs NumPy, which is not installed: pip install 'crm-planner[analysis]'"
    raise MissingExtra(said) from None

__all__ = ["Array", "Bools", "np"]

Array = NDArray[Any]
"""Whole numbers: of 64 bits, or Python's own in an array of objects."""

Bools = NDArray[np.bool_]
