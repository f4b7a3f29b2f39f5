"""What editors say about the keys of what a client has already."""

from collections.abc import Mapping

EXISTING_WORDS: Mapping[str, Mapping[str, str]] = {
    "Existing": {
        "name": "What it is called.",
        "yearly": "What it costs each year; unknown where it is left out or null, and never 0.",
        "upgrade": "What bringing it up to date would cost, once; null if nobody knows. Left out: nobody considers it.",
        "training": "A course so that people learn what they have; null if nobody knows. Left out: none is counted.",
        "licences": "Licences there are; left out if nobody needs another.",
        "lacks": "Functions it does not serve: [{name: Mobile access, essential: true, in_upgrade: true}].",
        "tax": "Whether these amounts contain tax.",
    },
    "ExistingLicences": {
        "owned": "How many there are.",
        "each": "What one more costs, once; null if nobody knows.",
        "metric": "Whether everybody needs one, or as many as work at the same time.",
    },
    "Lacking": {
        "essential": "Whether the client cannot do without it: going on without it is then unsuitable, and not ranked.",
        "in_upgrade": "Whether the upgrade brings it.",
    },
}
"""By the name of the model and the key."""
