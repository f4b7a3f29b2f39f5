"""Speaking as a letter does: long dates, amounts with all their decimals and the currency, amounts in words.

Dates and numbers are Babel's; it is slow to load, and only a proposal needs it.
"""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_name

from crm_planner.documents.numbers import NO_BREAK_SPACE
from crm_planner.documents.proposal.amount_words import in_words
from crm_planner.documents.wording import Speech
from crm_planner.money import MINOR_DIGITS
from crm_planner.problem import visible
from crm_planner.text import Message

_LOCALES = {"en": "en_GB", "ru": "ru", "ja": "ja"}


class FormalSpeech(Speech):
    """One reader's language, as it is written in letters and contracts."""

    @cached_property
    def locale(self) -> Locale:
        return Locale.parse(_LOCALES[self.language])

    def say(self, message: Message) -> str:
        """A sentence: its full stop and that of an abbreviation it ends with (руб., 2027 г.) are one."""
        said = super().say(message)
        return said[:-1] if said.endswith("..") and not said.endswith("...") else said

    def text(self, value: object) -> str:
        """Any value as one line that shows what it holds: no control character and no change of direction hides."""
        return visible(" ".join(self.show(value).split("\n")))

    def paragraphs(self, *values: object) -> list[str]:
        """Long texts, a string for each of their paragraphs; nothing for None."""
        lines = [line for value in values for line in self.show(value).split("\n")]
        return [visible(line) for line in lines if line.strip()]

    def number(self, value: Decimal, least: int = 0) -> str:
        """A number with all its decimals, at least so many."""
        exponent = value.normalize().as_tuple().exponent
        digits = max(least, -exponent if isinstance(exponent, int) else 0)
        pattern = f"#,##0.{'0' * digits}" if digits else "#,##0"
        return format_decimal(value, format=pattern, locale=self.locale, decimal_quantization=False)

    def amount(self, value: Decimal | None, currency: str) -> str:
        """An amount with all digits of its currency; nothing for one nobody knows."""
        return "" if value is None else self.number(value, MINOR_DIGITS[currency])

    def money(self, value: Decimal, currency: str, digits: int | None = None) -> str:
        """An amount with its currency, with all its digits unless said: 100 933,00 руб.; RUB 100,933.00; 100,933円."""
        number = self.number(value, MINOR_DIGITS[currency] if digits is None else digits)
        if self.language == "ja":
            return number + self.currency(currency)
        if self.language == "ru":
            return f"{number}{NO_BREAK_SPACE}{'руб.' if currency == 'RUB' else currency}"
        return f"{currency}{NO_BREAK_SPACE}{number}"

    def currency(self, currency: str) -> str:
        """What a currency is called: российский рубль, Russian roubles, ロシアルーブル."""
        name = get_currency_name(currency, 5 if self.language == "en" else 1, locale=self.locale)
        return name.replace(" ", "") if self.language == "ja" else name

    def words(self, value: Decimal, currency: str) -> str:
        """An amount in words, as it stands behind the figure in a contract."""
        return in_words(value, currency, self.language)

    def _row(self, values: tuple[object, ...] | list[object] | frozenset[object]) -> str:
        """Several values in a row, with semicolons between them where one of them holds a comma."""
        parts = [self.show(one) for one in values]
        if any(comma in part for part in parts for comma in (", ", "、")):
            return ("；" if self.language == "ja" else "; ").join(parts)
        return super()._row(values)

    def _figure(self, value: Any) -> str:
        if isinstance(value, date):
            return format_date(value, "long", locale=self.locale)
        return super()._figure(value)
