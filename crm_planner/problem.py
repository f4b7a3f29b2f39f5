"""A fault in the data, as a value: where it is, how bad, its code, what is wrong and what to do."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from crm_planner.place import Place

Severity = Literal["error", "warning"]

LONGEST_QUOTE = 120
"""A value quoted in a message is cut here: a message is read, a value may be a megabyte."""

MOST_SHOWN = 50
"""Problems shown for one file before the rest is only counted."""


CODES = {
    "IO001": "no such file",
    "IO002": "file too large",
    "IO003": "a folder, not a file",
    "IO004": "not permitted to read",
    "IO005": "cannot be read",
    "IO006": "folder without files of ours",
    "GIT001": "git cannot be asked",
    "GIT002": "no such revision",
    "GIT003": "no such path at the revision",
    "GIT004": "no ordinary file at the revision",
    "ENC001": "not UTF-8",
    "ENC002": "UTF-16 or UTF-32, not UTF-8",
    "ENC003": "the last character is cut off",
    "ENC004": "another kind of file",
    "CHR001": "control character",
    "CHR002": "character that changes the direction of text",
    "CHR003": "line separator that editors do not show",
    "CHR004": "byte order mark or non-character inside the text",
    "CHR005": "space that is no ordinary space",
    "CHR006": "typographic quotation marks around a value",
    "TOM001": "not valid TOML",
    "YML001": "not valid YAML",
    "YML002": "empty file",
    "YML003": "no mapping at the top",
    "YML004": "second document in one file",
    "YML005": "anchor",
    "YML006": "alias",
    "YML007": "merge key",
    "YML008": "tag",
    "YML009": "directive",
    "YML010": "tab in the indentation",
    "YML011": "left-over of a merge conflict",
    "LIM001": "nested too deeply",
    "LIM002": "too many values",
    "LIM003": "value too long",
    "LIM004": "key too long",
    "LIM005": "too many entries",
    "LIM006": "too few entries",
    "LIM007": "too many comments to the linter",
    "LIM008": "too many percentages of percentages",
    "KEY001": "unknown key",
    "KEY002": "missing key",
    "KEY003": "key written twice",
    "KEY004": "key that is no text",
    "KEY005": "two keys mean the same",
    "KEY006": "keys that exclude each other",
    "KEY007": "key that needs another",
    "KEY008": "several defaults",
    "TYP001": "value of another kind expected",
    "TYP002": "list expected",
    "TYP003": "single value expected",
    "TYP004": "mapping expected",
    "ENU001": "not one of the allowed values",
    "ENU002": "neither true nor false",
    "NUM001": "not a number",
    "NUM002": "number in quotes",
    "NUM003": "grouped digits",
    "NUM004": "number that reads in two ways",
    "NUM005": "decimal comma",
    "NUM006": "exponent",
    "NUM007": "leading zero",
    "NUM008": "nothing counts",
    "NUM009": "not finite",
    "NUM010": "time of day instead of a number",
    "NUM011": "more digits than the currency has",
    "NUM012": "digits of another script",
    "NUM013": "unit beside the number",
    "NUM014": "too small",
    "NUM015": "too large",
    "NUM016": "not a whole number",
    "NUM017": "too many digits after the point",
    "NUM018": "share over one",
    "NUM019": "other base than ten",
    "NUM020": "lower limit above the upper",
    "NUM021": "not in ascending order",
    "NUM022": "inexact number made in code",
    "NUM023": "sign or point a number does not have",
    "NUM024": "percent that looks like a share",
    "NUM025": "percent over 100",
    "NUM026": "unlikely many",
    "ID001": "not an id",
    "ID002": "id too long",
    "ID003": "id without a letter",
    "ID004": "id missing",
    "ID005": "id used twice",
    "ID006": "not a candidate",
    "ID007": "reserved id",
    "ID008": "id of an item and of a choice or input",
    "CUR001": "not a currency",
    "CUR002": "currency in letters of another script",
    "CUR003": "currency no longer in use",
    "CUR004": "no rate of exchange",
    "DAT001": "not a date",
    "DAT002": "not a day of the calendar",
    "DAT003": "end before beginning",
    "DAT004": "two entries begin on one day",
    "DAT005": "year out of range",
    "TXT001": "text missing",
    "TXT002": "text too long",
    "TXT003": "several lines where one is expected",
    "TXT005": "not a language",
    "TXT006": "text in no language",
    "TXT007": "text of another form",
    "URL001": "not an address",
    "URL002": "neither http nor https",
    "URL003": "user name in an address",
    "URL004": "address too long",
    "URL005": "host in letters of two scripts",
    "REF001": "unknown source",
    "REF002": "unknown item or category",
    "REF003": "percentage of itself",
    "REF004": "percentages in a circle",
    "REF005": "unknown edition",
    "REF006": "not one of the listed values",
    "REF007": "requirement without a bound",
    "REF008": "unknown item of a candidate",
    "REF009": "unknown option or value",
    "REF010": "option that cannot be had",
    "REF011": "two discounts nobody said how to combine",
    "REF012": "unknown candidate",
    "REF013": "cell of a figure that is not there",
    "REF014": "unknown number of the brief",
    "REF015": "role without a place in the rate card",
    "REF016": "price that never counts",
    "TIE001": "open tier before the last",
    "TIE002": "last tier not open",
    "TIE003": "tiers not ascending",
    "TIE004": "tier on request with a price",
    "OVL001": "price book over a catalog that is not there",
    "OVL002": "price books over each other in a circle",
    "OVL003": "two price books that change the same thing",
    "OVL004": "price book that changes nothing",
    "OVL005": "change of something the catalog does not have",
    "OVL006": "change that is not for a price book to make",
    "OVL007": "change that changes nothing",
    "OVL008": "addition named nearly like something there is",
    "RSK001": "effect on no category of cost",
    "RSK002": "three points out of order",
    "RSK003": "question without consequence",
    "RSK004": "id of another risk",
    "RSK005": "source without a grade",
    "RSK006": "unknown fact",
    "RSK007": "contradiction of nothing",
    "RSK008": "unknown role",
    "RSK009": "unknown secondary risk",
    "RSK010": "hard gate without a reason",
    "RSK011": "answer to a question nobody asks",
    "RSK012": "answer by degree to a question of yes or no",
    "RSK013": "unknown mitigation",
    "RSK014": "unknown risk",
    "RSK015": "gate overridden that does not stop anything",
    "WBS001": "unknown effort",
    "WBS002": "unknown role in a work breakdown",
    "WBS003": "work breakdown that waits in a circle",
    "WBS004": "task no work breakdown has",
    "WBS005": "effort that is work of two tasks",
    "WBS006": "unknown phase or shape",
    "WBS007": "payments that are not the whole",
    "WBS008": "category that is paid twice",
    "WBS009": "task switched off whose hours are in the price",
    "WBS010": "no shape of project fits",
    "WBS011": "person of the plan whose role nobody knows",
    "WBS012": "hours of work that there is not",
    "SCR001": "second criterion computed from the total",
    "SCR002": "unknown criterion",
    "SCR003": "score of what is computed",
    "SCR004": "unknown must-have",
    "SCR005": "answer to what is computed",
    "PLN001": "tasks that wait for each other in a circle",
    "PLN002": "unknown task",
    "PLN003": "role that nobody has",
    "PLN004": "unknown person",
    "PLN005": "person without a working hour",
    "PLN006": "plan that ends before it begins",
    "PLN007": "task or plan longer than the horizon",
    "PLN008": "too many tasks",
    "PLN009": "person away for the whole project",
    "PLN010": "dates that no plan keeps",
    "PLN011": "two tasks or people with one id",
    "PLN012": "level of effort that waits or is waited for",
    "PLN013": "no calendar for a country",
    "PLN014": "nothing to plan",
    "PLN015": "no plan found that keeps the dates",
    "PLN016": "not a plan to compare with",
    "PLN017": "fixed start on a day off",
    "IMP001": "column that is not there",
    "IMP002": "two columns with one heading",
    "IMP003": "empty cell where something is needed",
    "IMP004": "formula",
    "IMP005": "error of the spreadsheet in a cell",
    "IMP006": "text where a number is expected",
    "IMP007": "merged cells in the table",
    "IMP008": "hidden sheet, row or column",
    "IMP009": "no such sheet",
    "IMP010": "printed text that the mapping does not describe",
    "IMP011": "two prices for one thing",
    "IMP012": "damaged file",
    "IMP013": "archive made to do harm",
    "IMP014": "table too large",
    "IMP015": "date, percentage or truth where a number is expected",
    "IMP016": "document type in XML",
    "IMP017": "no rows to read",
    "IMP018": "figure or quantity that does not fit its form of price",
    "IMP019": "mapping for another kind of file",
    "WBK001": "workbook with macros",
    "WBK002": "workbook that does not say what it was made from",
    "WBK003": "workbook made from another brief, by other price lists or another version",
    "WBK004": "input without a value",
    "WBK005": "input with a text where a number is expected",
    "WBK006": "input that is not one of the choices",
    "WBK007": "input out of its range or off its step",
    "WBK008": "input with an error of the spreadsheet",
    "WBK009": "input with a formula",
    "CMP001": "number that no register writes so",
    "CMP002": "check digit that is not right",
    "CMP003": "logo that is no picture",
    "PRO001": "proposal that is not complete",
    "PRO002": "proposal on prices that may no longer hold",
    "OUT001": "output that is there already",
    "OUT002": "output that cannot be written",
    "OUT003": "file laid out so that nothing can be added",
    "TPL001": "unknown field in a template",
    "TPL002": "tag of a template that cannot be read",
    "TPL003": "template that reaches outside itself",
    "TPL004": "program in a template",
    "TPL005": "template that cannot be filled in",
    "TPL006": "template that takes too much",
    "TPL007": "something in a template that its author should look at",
    "GOL001": "figure that is not the expected one",
    "GOL002": "missing price that a case passes over",
    "GOL003": "case that cannot be run",
    "GOL101": "figure that no case guards",
    "GOL102": "edition without a case that passes",
}
"""Every code a problem can have, with its title. A code keeps its meaning for ever; a new fault gets a new one."""


class Problem(NamedTuple):
    """One fault. Prints as `file:line:column: error[CODE]: message. hint`, safe for any terminal."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        said = f"{self.place}: {self.severity}[{self.code}]: {self.message}"
        return visible(f"{said}. {self.hint}" if self.hint else said)


def listed(problems: Iterable[Problem]) -> list[Problem]:
    """`problems` as they are shown: each once, in the order of the file, at most 50 and then how many more."""
    each = sorted(set(problems), key=lambda problem: (problem.place, problem.severity, problem.code, problem.message))
    if len(each) <= MOST_SHOWN:
        return each
    place, code, severity = each[MOST_SHOWN].place, each[MOST_SHOWN].code, each[MOST_SHOWN].severity
    more = Problem(place, code, f"and {len(each) - MOST_SHOWN} more from here on", severity=severity)
    return [*each[:MOST_SHOWN], more]


def quoted(value: object) -> str:
    """`value` as a message quotes it: in double quotes, cut at 120 characters."""
    text = str(value)
    cut = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "..."
    return f'"{cut}"'


def shape(value: object) -> str:
    """What kind of thing was written: `a list`, `keys with values`, `the text "yes"` or `nothing`."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "keys with values"
    if isinstance(value, list | tuple):
        return "a list"
    return f"the text {quoted(value)}" if isinstance(value, str) else quoted(value)


def visible(text: str) -> str:
    r"""`text` with control, direction and other invisible characters written as `\u202e`."""
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    code = ord(character)
    return f"\\U{code:08x}" if code >> 16 else f"\\u{code:04x}"
