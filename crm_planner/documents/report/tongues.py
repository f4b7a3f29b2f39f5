"""One value in every language of the product, side by side, as the page carries it."""

from collections.abc import Callable, Sequence

from crm_planner.documents.numbers import CONVENTIONS
from crm_planner.documents.plain import said
from crm_planner.documents.wording import Speech
from crm_planner.text import Message

Tongues = Sequence[Speech]

Words = str | list[str]
"""A text: one for all languages, or one for each."""

_MONEY = {"RUB": ("{amount} RUB", "{amount} ₽", "{amount} RUB")}
_COMMAS = (", ", ", ", "、")
NAMES = ("English", "Русский", "日本語")
"""What each language calls itself."""


def everywhere(value: object, tongues: Tongues) -> Words:
    """`value` in all languages."""
    return shortest([said(value, speech) for speech in tongues])


def in_each(render: Callable[[Speech], str], tongues: Tongues) -> Words:
    """What `render` makes in each language."""
    return shortest([render(speech) for speech in tongues])


def shortest(words: list[str]) -> Words:
    """One text where all languages say the same."""
    return words[0] if len(set(words)) == 1 else words


def template(wording: str, tongues: Tongues) -> Words:
    """A wording with its places for values still in it."""
    return shortest([speech.translate(wording) for speech in tongues])


def conventions(currency: str) -> list[dict[str, str]]:
    """How each language groups figures, lists words, and writes an amount of `currency`."""
    plain = (f"{{amount}} {currency}",) * len(CONVENTIONS)
    return [
        {"group": one.group, "point": one.point, "comma": comma, "money": money}
        for one, comma, money in zip(CONVENTIONS.values(), _COMMAS, _MONEY.get(currency, plain), strict=True)
    ]


def label_of(label: object, name: str) -> object:
    """What a reader calls a figure; its name where nobody gave it another."""
    return label if isinstance(label, Message) or label else name
