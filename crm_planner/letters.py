"""Letters that only look like Latin ones, and the known word nearest to a misspelt one: for messages."""

import unicodedata
from collections.abc import Iterable

_LOOK_ALIKES = str.maketrans(
    "АВСЕНІЈКМОРЅТХУаәсеіјорѕхуԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABCEHIJKMOPSTXYaaceijopsxydhqwABEZHIKMNOPTYXo",
)


def latin(text: str) -> str:
    """`text` with Cyrillic, Greek and wide look-alikes replaced by Latin letters, and without invisible signs."""
    if text.isascii():
        return text
    visible = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return unicodedata.normalize("NFKC", visible).translate(_LOOK_ALIKES)


def foreign_letter(text: str) -> str | None:
    """What the first letter or sign is that is not ASCII: `"В" is U+0412 CYRILLIC CAPITAL LETTER VE`."""
    for character in text:
        if not character.isascii():
            name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
            return f'"{character}" is {name}' if character.isprintable() else f"it has the invisible {name} in it"
    return None


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """The one of `known` that `word` probably was to be, look-alike letters included; None if none is `alike`."""
    choices = {choice.casefold(): choice for choice in map(str, known)}
    tidy = latin(word[:100]).strip().casefold()
    for same in (tidy, tidy.replace("-", "_").replace(" ", "_"), tidy.replace("_", "-").replace(" ", "-")):
        if same in choices:
            return choices[same]
    from difflib import get_close_matches  # only a wrong word needs it: it is slow to load

    close = get_close_matches(tidy, choices, n=1, cutoff=alike)
    return choices[close[0]] if close else None


def one_of(known: Iterable[str], most: int = 12) -> str:
    """`known` as a list in a sentence: `flat, per_unit or volume`; cut after `most`."""
    words = [str(word) for word in known]
    if len(words) > most:
        return f"{', '.join(words[:most])} ... ({len(words)} in all)"
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)
