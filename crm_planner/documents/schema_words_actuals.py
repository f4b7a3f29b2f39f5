"""What editors say about the keys of projects that have ended."""

from collections.abc import Mapping

ACTUALS_WORDS: Mapping[str, Mapping[str, str]] = {
    "Actuals": {"schema": "Which kind of file this is.", "projects": "Projects that have ended."},
    "EndedProject": {
        "name": "What it is called.",
        "ended": "The day it ended.",
        "currency": "The currency of its amounts, by ISO 4217.",
        "forecast": "What was forecast when it was decided.",
        "actual": "What it cost at the end, within the scope that was forecast.",
        "hours": "Hours by category: {customisation: {forecast: 40, actual: 52}}.",
        "note": "What one must know to compare it.",
    },
    "Forecast": {
        "p50": "What 50 of 100 such projects would not exceed.",
        "p80": "What 80 of 100 such projects would not exceed.",
    },
    "HoursSpent": {"forecast": "The most likely hours of the forecast.", "actual": "The hours that were worked."},
}
"""By the name of the model and the key."""
