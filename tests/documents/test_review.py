"""The review of a price change: its headline, its tables, its notes; as text, as a comment, and as JSON."""

import json
import re

import pytest

from crm_planner.documents import review_markdown as comments
from crm_planner.documents.plain import plain_text
from crm_planner.documents.review import headline, review_page
from crm_planner.documents.review_json import review_json
from crm_planner.documents.review_markdown import MARKER, review_markdown
from crm_planner.repricing.effect import Review
from tests.documents.made import speech
from tests.documents.test_hostile import NAMES, UNSAFE
from tests.repricing.markets import NORTH, SOUTH, brief, review
from tests.repricing.test_effect import DEARER, FIRM, UNKNOWN

TWICE = NORTH.replace("amount: 1000}", "amount: 2000}")
BASIC = "North CRM Basic +4.17 %: 14,400 -> 15,000 RUB for 10 users in the first year"
NO_FIGURES = "Candidates that came, went, or whose totals cannot be compared"


def shown(reviewed: Review) -> list[str]:
    return plain_text(review_page(reviewed), speech()).splitlines()


def said(reviewed: Review) -> str:
    return speech().say(headline(reviewed))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (NORTH, DEARER, BASIC),
        (DEARER, NORTH, "North CRM Basic -4 %: 15,000 -> 14,400 RUB for 10 users in the first year"),
        (NORTH, NORTH.replace("title: A call", "title: A visit"), "The price lists differ, and no total moves"),
        (NORTH, UNKNOWN, f"{NO_FIGURES}: North CRM Basic"),
        (NORTH, NORTH[: NORTH.index("  - id: full")], f"{NO_FIGURES}: North CRM Full"),
        (NORTH, DEARER.replace("3000", "3001"), f"{BASIC}; other candidates that move: 1"),
    ],
)
def test_the_headline_says_the_change_in_one_line(old: str, new: str, words: str) -> None:
    assert said(review([old], [new])) == words


def test_a_headline_speaks_of_the_first_firm_that_moves() -> None:
    """A course for each started ten people is dearer only for those who need two."""
    old = NORTH.replace("{kind: flat, amount: 4000}", "{kind: volume, tiers: [{up_to: 20, flat: 4000}, {flat: 9000}]}")
    assert " for 25 users in the first year" in said(review([old], [old.replace("9000", "9900")]))


def test_a_brief_only_one_side_can_price_is_said() -> None:
    owner = brief(FIRM + "candidates: [north/basic]\nowned: [{candidate: south/team, licences: 2}]\n")
    unmoved = NORTH.replace("title: A call", "title: A visit")
    reviewed = review(
        [NORTH, SOUTH],
        [unmoved, SOUTH.replace("id: team", "id: crew").replace("Team", "Crew").replace("1500", "1501")],
        owner,
    )
    assert "firm.yaml cannot be priced with the price lists after: firm.yaml:5:21: error[REF012]" in "\n".join(
        shown(reviewed)
    )


def test_every_size_has_its_totals_before_and_after() -> None:
    lines = shown(review([NORTH], [DEARER]))
    assert "10 users, first year  14,400  15,000        +600  +4.17 %" in lines
    assert [line.split(",")[0] for line in lines if ", 3 years" in line] == [f"{n} users" for n in (5, 10, 25, 50)]


def test_only_candidates_that_move_have_a_table() -> None:
    lines = shown(review([NORTH], [DEARER]))
    assert "North CRM Basic (north/basic)" in lines
    assert "North CRM Full (north/full)" not in lines
    assert "Totals stay as they were: North CRM Full" in lines


def test_an_incomplete_total_is_marked_and_its_difference_unknown() -> None:
    lines = shown(review([NORTH], [UNKNOWN]))
    row = next(line for line in lines if line.startswith("10 users, first year"))
    assert row.split() == ["10", "users,", "first", "year", "14,400", "9,000*", "unknown"]
    assert any(line.startswith("* North CRM Basic: the total is without training (") for line in lines)


def test_words_stand_where_a_candidate_is_gone_or_cannot_be_bought() -> None:
    limited = NORTH.replace("    name: Basic\n", "    name: Basic\n    limits: {users: {max: 10}}\n")
    rows = [line.split()[4:] for line in shown(review([NORTH], [limited])) if line.startswith("25 users, first")]
    assert rows == [["29,400", "unsuitable", "gone"]]
    rows = [
        line.split()[4:]
        for line in shown(review([NORTH], [NORTH[: NORTH.index("  - id: full")]]))
        if line.startswith("25 users, first")
    ]
    assert rows == [["67,500", "not", "listed", "gone"]]
    rows = [
        line.split()[4:]
        for line in shown(review([NORTH], [NORTH.replace("RUB", "USD")]))
        if line.startswith("25 users, first")
    ]
    assert rows[0] == ["29,400", "in", "USD", "unknown"]


def test_who_is_cheapest_is_said_before_and_after() -> None:
    lines = shown(review([NORTH, SOUTH], [TWICE, SOUTH], brief(FIRM)))
    assert "Another candidate is cheapest for: 10 users, 25 users, 50 users, firm.yaml" in lines
    assert any(re.fullmatch(r"25 users +North CRM Basic 35,200 +South CRM Team 40,500", line) for line in lines)


def test_a_change_of_a_price_says_what_the_usual_firm_pays_by_it() -> None:
    line = "  licences: 1,000 for each unit -> 1,060 for each unit; for 10 users: 10,000 -> 10,600, +6 %"
    assert line in shown(review([NORTH], [DEARER]))


def test_without_money_there_is_one_line_and_what_differs() -> None:
    lines = shown(review([NORTH], [NORTH.replace("title: A call", "title: A visit")]))
    assert lines[0] == "The price lists differ, and no total moves"
    assert not any("users" in line for line in lines)
    assert "  source phone: title: A call -> A visit" in lines


def test_a_comment_begins_with_what_it_is_found_again_by() -> None:
    text = review_markdown(review([NORTH], [DEARER]), speech())
    assert text.startswith(f"{MARKER}\n### North CRM Basic ")
    assert text.count(MARKER) == 1
    assert text.count("<details>") == text.count("</details>") == 1
    assert "<summary>north/basic, differences: 1</summary>" in text


def test_a_comment_fits_and_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed = review([NORTH], [DEARER])
    whole = review_markdown(reviewed, speech())
    monkeypatch.setattr(comments, "LONGEST", len(whole) - 1)
    cut = review_markdown(reviewed, speech())
    assert "<details>" not in cut
    assert cut.endswith("\nMore than fits here: the command crm\\-planner catalog diff shows all of it\n")
    assert cut.startswith(whole[:100])


def test_a_long_table_says_how_many_rows_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comments, "MOST", 5)
    text = review_markdown(review([NORTH], [DEARER]), speech())
    assert "| 25 users, first year |" in text
    assert "| 25 users, 3 years |" not in text
    assert "\nMore rows: 3\n" in text


def named(name: str) -> Review:
    """A review in which the product, the edition, an item, a source and a file are called `name`."""
    quoted = json.dumps(name, ensure_ascii=True) if name.isprintable() else json.dumps("x")
    text = NORTH.replace("product: North CRM", f"product: {quoted}").replace("name: Basic", f"name: {quoted}")
    text = text.replace("{id: training, category", f"{{id: training, name: {quoted}, category").replace("A call", "B")
    reviewed = review([text], [text.replace("amount: 4000", "amount: 4400").replace("title: B", f"title: {quoted}")])
    return reviewed._replace(old=name, new=f"{name}.yaml")


HOSTILE = [name for name in NAMES if "\n" not in name and "\r" not in name and len(name) < 100 and "{" not in name]


@pytest.mark.parametrize("name", [*HOSTILE, "@someone", "#12", "</details>", "-->"], ids=lambda name: ascii(name)[:30])
def test_a_hostile_name_is_text_in_a_comment(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In lines of Markdown, and in the HTML of what unfolds."""
    for shown_at_once in (0, 5):
        monkeypatch.setattr(comments, "OPEN", shown_at_once)
        text = review_markdown(named(name), speech()).removeprefix(MARKER)
        summaries = re.findall(r"^<summary>(.*)</summary>$", text, re.MULTILINE)
        assert len(summaries) == text.count("<summary>") == text.count("</details>")
        assert not [summary for summary in summaries if re.search(r"[<>]|&(?!amp;|lt;|gt;|#8203;)", summary)]
        rest = re.sub(r"^(###|</?details>|<summary>.*</summary>)|\| --- \||&#8203;", "", text, flags=re.MULTILINE)
        assert not re.search(r"(?<!\\)[<>`!\[\]{}_&#*]", re.sub(r"\*\*(.*)\*\*", r"\1", rest))
        assert not UNSAFE.search(text)
        assert not re.search(r"[@#](?=\w)", text.replace("&#8203;", " "))


def test_candidates_beyond_the_first_unfold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comments, "OPEN", 1)
    text = review_markdown(review([NORTH], [DEARER.replace("3000", "3001")]), speech())
    assert (
        text.index("**North CRM Basic") < text.index("<details>") < text.index("<summary>North CRM Full (north/full)")
    )


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[:30])
def test_a_hostile_name_is_whole_in_json(name: str) -> None:
    document = json.loads(review_json(named(name), speech()))
    assert (document["old"], document["new"]) == (name, f"{name}.yaml")


def test_json_has_every_candidate_on_both_sides_with_decimal_strings() -> None:
    document = json.loads(review_json(review([NORTH], [DEARER]), speech()))
    ten = next(client for client in document["clients"] if client["users"] == 10)
    basic, full = ten["candidates"]
    assert (basic["before"]["first_year"], basic["after"]["first_year"]) == ("14400.00", "15000.00")
    assert basic["difference"]["first_year"] == {"amount": "600.00", "percent": "4.166667"}
    assert (full["moved"], full["difference"]["horizon"]) == (False, {"amount": "0.00", "percent": "0.000000"})
    assert ten["cheapest"]["published"] == {"before": ["north/basic"], "after": ["north/basic"], "changed": False}


def test_json_says_null_where_a_difference_is_not_known() -> None:
    document = json.loads(review_json(review([NORTH], [UNKNOWN]), speech()))
    basic = document["clients"][0]["candidates"][0]
    assert basic["difference"]["first_year"] is None
    assert basic["after"]["gaps"] == basic["became_unknown"] == ["training", "support"]


def test_json_names_both_places_and_values_of_a_difference() -> None:
    (change,) = json.loads(review_json(review([NORTH], [DEARER]), speech()))["changes"]
    assert (change["candidate"], change["key"], change["how"]) == ("north/basic", "price", "changed")
    assert (change["before"], change["after"]["amount"]) == ({"kind": "per_unit", "amount": "1000"}, "1060")
    assert (change["old"], change["new"]["file"]) == ({"file": "old.yaml", "line": 17, "column": 66}, "new.yaml")


OF_NOBODY = "candidates: [north/basic, west/box]\n"


def test_what_briefs_name_and_no_side_has_is_said_once_for_all_of_them() -> None:
    firms = (brief(FIRM + OF_NOBODY), brief(FIRM + OF_NOBODY, "other.yaml"))
    lines = [line for line in shown(review([NORTH], [DEARER], *firms)) if "west/box" in line]
    assert lines == ["Not among the price lists: west/box. They are named in: firm.yaml, other.yaml"]


@pytest.mark.parametrize(("old", "new", "side"), [([], [SOUTH], "before"), ([SOUTH], [], "after")])
def test_what_one_side_lacks_is_said_of_that_side(old: list[str], new: list[str], side: str) -> None:
    firm = brief(FIRM + "candidates: [north/basic, south/team]\n")
    lines = shown(review([NORTH, *old], [DEARER, *new], firm))
    assert f"Not among the price lists {side}: south/team. They are named in: firm.yaml" in lines
