"""What is known of a product a client has already: how it is called where no vendor names it, and what it lacks."""

from collections.abc import Mapping
from typing import NamedTuple

from crm_planner.text import Message, Text


class Way(NamedTuple):
    """One way to go on with it, as it is or upgraded: its name, the functions it lacks, and those that rule it out."""

    name: Message
    lacks: tuple[Text, ...]
    essential: tuple[Text, ...]


class InUse(NamedTuple):
    """In place of a vendor's words: who it is from, the ways to go on with it, its lines, and why one has no price."""

    vendor: Message
    editions: Mapping[str, Way]
    items: Mapping[str, Message]
    unknown: Message
