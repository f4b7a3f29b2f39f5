"""The cost breakdown: the categories every cost belongs to, whoever names it - a vendor, a consultant, a client."""

from typing import Literal, get_args

Category = Literal[
    "licence",
    "support",
    "infrastructure",
    "deployment",
    "analysis",
    "configuration",
    "customisation",
    "integration",
    "migration",
    "training",
    "management",
    "testing",
    "change",
    "client_effort",
    "operation",
    "exit",
    "contingency",
    "other",
]
CATEGORIES: tuple[str, ...] = get_args(Category)
