"""The brief a few answers make: what is asked for it and why, its tree, and the comments in its file."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple, get_args

from crm_planner.brief.model import Brief
from crm_planner.brief.wishes import Customisation
from crm_planner.documents.wording import Speech
from crm_planner.files.characters import forbidden_problems
from crm_planner.files.typed import check
from crm_planner.place import Copied, Path, Place, Plain, WrittenMapping
from crm_planner.problem import Problem
from crm_planner.text import mark

Answers = dict[Path, Any]
"""What was answered, as it was written, by the key of the brief it belongs to."""

KINDS, SIZES = (get_args(Customisation.model_fields[key].annotation) for key in ("kind", "size"))


class Question(NamedTuple):
    """A key of the brief: the option that gives it, how it is asked, and why.

    `usual` is taken where nothing is typed. It is asked only if `after` was answered; `is_needed` by every brief.
    """

    path: Path
    option: str
    wording: str
    why: str
    usual: str | None = None
    after: Path | None = None
    is_needed: bool = False


COMPANY, USERS, PEAK = ("client", "name"), ("users", "total"), ("users", "peak")
_PRESENT, _RECORDS = ("existing", "name"), ("migration", "entities")


def _usual(key: str) -> str:
    """What a brief that does not say it means."""
    return str(Brief.model_fields[key].default)


BEFORE_WISHES = (
    Question(
        COMPANY, "company", mark("Company"), mark("Who the comparison is for; it stands on every page."), is_needed=True
    ),
    Question(("client", "industry"), "industry", mark("Industry"), mark("For the reader only.")),
    Question(
        ("client", "country"),
        "country",
        mark("Country, two letters such as RU"),
        mark("The country decides which taxes hold and how questions about personal data are worded."),
    ),
    Question(
        ("currency",),
        "currency",
        mark("Currency"),
        mark("All amounts are compared in this currency."),
        usual=_usual("currency"),
    ),
    Question(
        USERS, "users", mark("Users"), mark("How many people will work with the system, all shifts."), is_needed=True
    ),
    Question(
        PEAK,
        "peak",
        mark("Of them at the same time"),
        mark("With shifts or part-time work fewer work at once; licences for concurrent users follow that number."),
    ),
    Question(
        ("horizon_years",),
        "years",
        mark("Years"),
        mark("Over how many years costs are added up."),
        usual=_usual("horizon_years"),
    ),
    Question(
        ("start",),
        "start",
        mark("Start of the project, such as 2027-01-11"),
        mark("Years and quarters of a charge are counted from this day."),
    ),
)
AFTER_WISHES = (
    Question(
        _RECORDS,
        "record-kinds",
        mark("Kinds of records to bring over"),
        mark("What is brought over from the present system: customers, contacts, orders and so on."),
    ),
    Question(
        ("migration", "rows"),
        "records",
        mark("How many records in all"),
        mark("Roughly, over all kinds together."),
        after=_RECORDS,
    ),
    Question(
        _PRESENT,
        "existing",
        mark("Present software"),
        mark("What is used today, be it spreadsheets."),
    ),
    Question(
        ("existing", "yearly"),
        "existing-yearly",
        mark("Its cost each year"),
        mark("Licences, support and upkeep of what there is, such as 40000."),
        after=_PRESENT,
    ),
    Question(
        ("existing", "upgrade"),
        "existing-upgrade",
        mark("Cost of upgrading it once"),
        mark("What its next version would cost, such as 60000."),
        after=_PRESENT,
    ),
    Question(("budget",), "budget", mark("Budget"), mark("What may be spent over all years.")),
)
_WISH = mark("Changes you want to the system, such as an order calculator.")
_CONNECTION = mark("Other systems it must exchange data with, such as accounting.")
EACH_WISH = (
    Question(("name",), "wish", mark("Wish"), _WISH),
    Question(("kind",), "wish", mark("Its kind ({words})"), mark("It decides how many hours are planned.")),
    Question(("size",), "wish", mark("Its size ({words})"), mark("Compared with others of its kind."), usual="medium"),
)
EACH_CONNECTION = (Question(("name",), "integration", mark("System to connect"), _CONNECTION),)
SECTIONS: Mapping[str, str] = {"customisations": _WISH, "integrations": _CONNECTION}
"""The lists of the brief that are asked entry by entry, and why."""


def checked(answers: Answers) -> Copied:
    """The brief these answers make. Raises DataError with all that is wrong with it but what is not answered yet."""
    source = source_of({**dict.fromkeys((COMPANY, USERS), Plain("1")), **answers})
    check(Brief, source, list(_unreadable(answers)))
    return source


def _unreadable(answers: Answers) -> Iterator[Problem]:
    """Characters that no file of ours may hold, each at its option."""
    for path, value in answers.items():
        for problem in forbidden_problems(value, "") if isinstance(value, str) else ():
            yield problem._replace(place=Place(option_of(path)))


def rate_of(currency: str) -> Path:
    """Where the rate of a currency stands."""
    return ("exchange", "rates", currency)


RATE_DAY = ("exchange", "as_of")
RATE = mark("What one unit of another currency costs in that of the brief; without it nothing can be compared.")


def comments(answers: Answers, speech: Speech) -> dict[Path, tuple[str, ...]]:
    """What a reader of the file must know of each key, in their language."""
    said: dict[Path, tuple[str, ...]] = {("date",): (speech.translate(_DAY),)}
    for one in (*BEFORE_WISHES, *AFTER_WISHES):
        if one.path in answers:
            said[one.path[:1]] = (*said.get(one.path[:1], ()), speech.translate(one.why))
    listed: dict[Path, tuple[str, ...]] = {
        (name,): (speech.translate(why),) for name, why in SECTIONS.items() if (name, 0) in _beginnings(answers)
    }
    if any(path[0] == "exchange" for path in answers):
        said["exchange",] = (speech.translate(RATE),)
    return {(): tuple(map(speech.translate, _HEAD)), **said, **listed}


def _beginnings(answers: Answers) -> set[Path]:
    return {path[:2] for path in answers}


_HEAD = (
    mark("A brief: what one client needs. `crm-planner schema brief` describes every key."),
    mark("Every edition of every price list is compared; to compare some, add `candidates: [regionsoft/standard]`."),
)
_DAY = mark("The prices and taxes of this day hold.")


def source_of(answers: Answers) -> Copied:
    """The brief these answers make, each value remembering its option."""
    tree = WrittenMapping((1, 1))
    tree["schema"] = "crm-planner/brief/1"
    for path in sorted(answers, key=lambda path: _ORDER.index(path[0])):
        _put(tree, path, answers[path])
    if answers.get(PEAK, answers.get(USERS)) == answers.get(USERS):  # a number says both
        tree["users"] = answers.get(USERS)
    return Copied("init", tree, {path: Place(option_of(path)) for path in answers})


_ORDER = (
    *("client", "date", "start", "currency", "exchange", "users", "horizon_years"),
    *("customisations", "integrations", "migration", "existing", "budget"),
)
"""The keys of a new brief, from what everybody reads to what few do."""


def _put(node: Any, path: Path, value: Any) -> None:
    for part, below in pairwise(path):
        if isinstance(node, list) and part == len(node):
            node.append({})
        elif not isinstance(node, list) and part not in node:
            node[part] = [] if isinstance(below, int) else {}
        node = node[part]
    if isinstance(node, list):
        node.append(value)
    else:
        node[path[-1]] = value


def option_of(path: Path) -> str:
    """The option that gives the value at `path`, as messages name it."""
    if path[0] == "exchange":
        return f"--rate {path[-1]}"
    if path[0] in SECTIONS:
        name = "wish" if path[0] == "customisations" else "integration"
        return f"--{name} {int(path[1]) + 1}"
    return next((f"--{one.option}" for one in (*BEFORE_WISHES, *AFTER_WISHES) if one.path == path), "--date")
