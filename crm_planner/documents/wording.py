"""Speaking to one reader: wordings in their language, and every value written as that language writes it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from gettext import GNUTranslations
from pathlib import Path

from crm_planner.catalog.offer import Basis, Status
from crm_planner.documents.names import BASES, NAMES, STATES
from crm_planner.documents.numbers import written_date, written_number
from crm_planner.documents.sources import cited
from crm_planner.errors import OutputError, UsageError
from crm_planner.place import Place
from crm_planner.text import LANGUAGES, PLAIN, Counted, Message, Text

_COMMA = {"ja": "、"}


class Speech:
    """One reader's language. `fell_back` holds the languages that had to stand in for it."""

    def __init__(self, language: str, wordings: Path) -> None:
        """`wordings` is the folder of the compiled translations.

        Raises UsageError for a language the product does not speak, OutputError if its file is not there.
        """
        self.language = spoken(language)
        self.fell_back: set[str] = set()
        self._look_up: Callable[[str], str] | None = None
        self._count: Callable[[str, str, int], str] = _english
        if self.language != "en":
            translations = _translations(wordings / f"{self.language}.mo")
            self._look_up, self._count = translations.gettext, translations.ngettext

    def translate(self, wording: str) -> str:
        """The product's own English `wording` in the reader's language."""
        return self._look_up(wording) if self._look_up else wording

    def say(self, message: Message) -> str:
        """The sentence, its values put in after it was translated."""
        return message.say(self.translate, self.show)

    def phrase(self, wording: str, **values: object) -> str:
        """`say` for a sentence made on the spot."""
        return self.say(Message(wording, values))

    def show(self, value: object) -> str:
        """Any value: a number, date, text, message, state, or several of them in a row; nothing for None."""
        match value:
            case Status() | Basis():
                return self.translate(STATES[value] if isinstance(value, Status) else BASES[value])
            case Place():
                return cited(value)
            case str():
                return self.translate(NAMES[value]) if value in NAMES else value
            case Text():
                return self._text(value)
            case Message():
                return self.say(value)
            case Counted():
                return self._count(value.one, value.several, value.number).format(n=self.show(value.number))
            case tuple() | list() | frozenset():
                return self._row(value)
            case None:
                return ""
            case _:
                return self._figure(value)

    def _row(self, values: tuple[object, ...] | list[object] | frozenset[object]) -> str:
        return _COMMA.get(self.language, ", ").join([self.show(one) for one in values])

    def _figure(self, value: object) -> str:
        if isinstance(value, date):
            return written_date(value, self.language)
        if isinstance(value, Decimal | Fraction | int) and not isinstance(value, bool):
            return written_number(value, self.language)
        return str(value)

    def _text(self, text: Text) -> str:
        chosen = text.chosen(self.language)
        if chosen not in {PLAIN, self.language}:
            self.fell_back.add(chosen)
        return text.in_language(self.language)


def spoken(language: str) -> str:
    """The language of ours that `language` asks for: ru-RU means ru. Raises UsageError if there is none."""
    plain = language.replace("_", "-").split("-")[0].lower()
    if plain not in LANGUAGES:
        raise UsageError(f'there is no language "{language}"; there are {", ".join(LANGUAGES)}')
    return plain


def capital(text: str) -> str:
    """`text` with a capital first letter, as it stands at the head of a row."""
    return text[:1].upper() + text[1:]


def _english(one: str, several: str, number: int) -> str:
    return one if number == 1 else several


def _translations(path: Path) -> GNUTranslations:
    try:
        with path.open("rb") as compiled:
            return GNUTranslations(compiled)
    except OSError as error:
        said = f"{path}: the translation is not compiled; install the product again (in a checkout: make demo)"
        raise OutputError(said) from error
