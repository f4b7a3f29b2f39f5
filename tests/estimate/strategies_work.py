"""A small playbook of efforts with every feature once, and random wishes for it."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

Tree = dict[str, Any]
Some = st.SearchStrategy[Any]

WORK: Tree = {
    "drivers": {
        "processes": {"name": "Processes", "default": 2},
        "classes": {"name": "Classes", "of": "trainees", "size": 10},
    },
    "builders": {
        "vendor": {"side": "vendor", "role": "developer"},
        "in_house": {
            "side": "in_house",
            "role": "programmer",
            "factor": {"low": 1, "likely": Decimal("1.3"), "high": Decimal("1.5")},
        },
        "consultant": {"side": "consultant", "role": "consultant", "factor": Decimal("1.1")},
    },
    "efforts": [
        {
            "id": "interviews", "name": "Interviews", "category": "analysis", "side": "vendor", "role": "consultant",
            "formula": [{"hours": Decimal("2.5"), "each": "processes"}, {"percent": 15, "of": ["customisation"]}],
            "spread": {"low": Decimal("0.7"), "high": Decimal("1.8")}, "when": {"wishes": {"min": 1}},
        },
        {
            "id": "report", "name": "Reports", "category": "customisation", "for_each": "report",
            "formula": [
                {"hours": {"low": 2, "likely": 3, "high": 6}, "each": "small"},
                {"hours": {"low": 8, "likely": Decimal("12.345"), "high": 20}, "each": "medium"},
                {"hours": 24, "each": "large"},
                {"minutes": 1, "each": ["count", "users"]},
            ],
        },
        {
            "id": "module", "name": "Modules", "category": "customisation", "for_each": "module",
            "formula": [{"hours": 40, "each": ["count"]}], "spread": {"low": Decimal("0.5"), "high": 2},
        },
        {
            "id": "links", "name": "Links", "category": "integration", "for_each": "integration", "side": "vendor",
            "role": "engineer", "formula": [{"hours": 16, "each": "count"}],
        },
        {
            "id": "cleansing", "name": "Cleansing", "category": "migration", "side": "client", "role": "programmer",
            "formula": [{"minutes": 2, "each": ["rows", "duplicate_share"]}, {"hours": 1, "each": "sources"}],
        },
        {
            "id": "review", "name": "Review", "category": "testing", "side": "vendor", "role": "consultant",
            "formula": [{"percent": 10, "of": ["customisation"], "sides": ["in_house"]}],
        },
        {
            "id": "tests", "name": "Tests", "category": "testing", "side": "vendor", "role": "engineer",
            "formula": [{"percent": {"low": 5, "likely": 15, "high": 30}, "of": ["customisation", "links"]}],
            "when": [{"modules": {"max": 0}}, {"integrations": {"min": 1}}],
        },
        {
            "id": "classes-held", "name": "Classes", "category": "training", "side": "vendor", "role": "trainer",
            "formula": [{"hours": 6, "each": "classes"}], "optional": True,
        },
        {
            "id": "set-up", "name": "Set-up", "category": "deployment", "side": "vendor", "role": "engineer",
            "formula": [{"hours": 3, "each": "servers"}, {"hours": Decimal("0.25"), "each": "users"}],
            "spread": {"low": Decimal("0.4"), "high": Decimal("2.7")}, "optional": True,
        },
        {
            "id": "trial", "name": "Trial", "category": "deployment", "side": "vendor", "role": "engineer",
            "formula": [{"hours": 2, "each": "users"}], "serves": "schedule",
        },
        {
            "id": "steering", "name": "Steering", "category": "management", "side": "vendor", "role": "consultant",
            "formula": [
                {"percent": 10, "of": ["analysis", "testing", "customisation"], "sides": ["vendor", "consultant"]},
                {"percent": 5, "of": ["training", "deployment"]},
            ],
        },
        {
            "id": "care", "name": "Care", "category": "operation", "side": "client", "role": "programmer",
            "formula": [{"hours": {"low": 4, "likely": 6, "high": 8}}], "charge": "yearly", "optional": True,
        },
    ],
}  # fmt: skip

SWITCHES: dict[str, Some] = {
    "training": st.booleans(),
    "care": st.just(True),  # noqa: FBT003 - an option
    "set-up": st.booleans(),
    "deployment": st.booleans(),
    "trial": st.booleans(),
    "customisation": st.just(False),  # noqa: FBT003 - an option
    "customisation-1": st.booleans(),
}
"""Options that switch work: by category, by effort, by wish."""

GIVEN: list[Tree] = [
    {},
    {"people": [{"id": "anna", "name": "Anna", "roles": ["developer", "engineer"], "hourly": 1234}]},
    {"tasks": {"4.1": {"hours": {"set-up": 5, "review": 0}}}},
    {"tasks": {"4.2": {"hours": {"interviews": {"low": 1, "likely": Decimal("2.345"), "high": 9}}}}},
]
"""Hours and people a brief gives in place of the playbook's."""

_CUSTOMISATIONS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["A", "B"]),
            "kind": st.sampled_from(["report", "report", "module", "form"]),
            "size": st.sampled_from(["small", "medium", "large"]),
            "count": st.sampled_from([1, 2, 7]),
            "builder": st.sampled_from(["vendor", "in_house", "consultant"]),
        }
    ),
    max_size=3,
)
_MIGRATION = st.fixed_dictionaries(
    {
        "sources": st.integers(1, 3),
        "entities": st.integers(1, 5),
        "rows": st.sampled_from([0, 7, 10_000]),
        "duplicate_share": st.sampled_from([Decimal(0), Decimal("0.15")]),
    }
)


def wished() -> dict[str, Some]:
    """What a brief may ask for: nothing in half of the draws."""
    nothing: st.SearchStrategy[list[Tree]] = st.just([])
    return {
        "plan": st.sampled_from(GIVEN),
        "customisations": st.one_of(nothing, _CUSTOMISATIONS),
        "integrations": st.one_of(nothing, st.just([{"name": "Accounting"}, {"name": "Site"}])),
        "migration": st.one_of(st.none(), _MIGRATION),
    }
