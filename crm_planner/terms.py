"""The closed word lists that price lists and playbooks share: categories of cost, and grades of sources."""

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

Grade = Literal["S", "A", "B", "C", "J"]
"""How far to trust a source: S the seed article, A a standard or statute, B the vendor, C a blog, J a judgement."""
