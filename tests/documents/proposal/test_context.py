"""The data of a proposal: strings only, every key always there, one string for one figure, and its golden files.

`pytest tests/documents/proposal --update` writes the golden files anew; read the difference before you commit it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crm_planner.documents.proposal.html import proposal_html
from crm_planner.documents.proposal.markdown import proposal_markdown
from crm_planner.proposal.proposal import Seller
from crm_planner.text import LANGUAGES
from tests.documents.proposal.made import TEMPLATES, context, proposed, seller
from tests.proposal.made import made

GOLDEN = Path(__file__).with_name("golden")
ANSWERED = ("answers.CL-05.1=no", "proposal.number=17/2026", "proposal.addressee.person=A. Sample")
EXAMPLE = ("firm-of-25.yaml", "regionsoft/standard", *ANSWERED)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of the data that is neither a list nor a dictionary."""
    if isinstance(node, dict):
        for key, one in node.items():
            yield from leaves(one, f"{path}.{key}")
    elif isinstance(node, list):
        for one in node:
            yield from leaves(one, f"{path}[]")
    else:
        yield path, node


def shape(node: Any) -> set[str]:
    """The ways to all values and all empty lists."""
    return {path for path, _ in leaves(node)}


@every_language
def test_it_holds_nothing_but_texts(language: str) -> None:
    found = [*leaves(context(proposed(*EXAMPLE), language))]
    assert [path for path, value in found if type(value) is not str] == []
    assert len(found) > 500


@every_language
@pytest.mark.parametrize("form", ["json", "md"])
def test_it_is_as_approved(form: str, language: str, update: bool) -> None:  # noqa: FBT001 - a fixture
    data = context(proposed(*EXAMPLE), language)
    text = (
        json.dumps(data, ensure_ascii=False, indent=1) + "\n" if form == "json" else proposal_markdown(data, TEMPLATES)
    )
    path = GOLDEN / f"proposal.{language}.{form}"
    if update:
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_every_language_has_the_same_keys() -> None:
    data = [context(proposed(*EXAMPLE), language) for language in LANGUAGES]
    assert shape(data[0]) == shape(data[1]) == shape(data[2])


def test_a_proposal_without_a_company_has_the_same_keys_and_templates_take_it() -> None:
    full, bare = context(proposed(*EXAMPLE)), context(proposed(*EXAMPLE, company=False))
    assert full.keys() == bare.keys()
    for key in ("document", "seller", "client", "prices", "plan", "payment", "range", "risks", "signatures", "legal"):
        assert full[key].keys() == bare[key].keys(), key
    assert bare["seller"]["name"] == ""
    assert "Implementation of RegionSoft" in proposal_markdown(bare, TEMPLATES)
    assert "Implementation of RegionSoft" in proposal_html(bare, TEMPLATES)


@every_language
def test_the_sections_are_numbered_in_the_order_of_the_language_and_none_is_empty(language: str) -> None:
    data = context(proposed(*EXAMPLE), language)
    ids = [one["id"] for one in data["sections"]]
    assert [one["number"] for one in data["sections"]] == [str(number) for number in range(1, len(ids) + 1)]
    assert (ids.index("prices") < ids.index("needs")) == (language == "ja")
    assert [name for name in ids if not data[name]] == []
    assert {"summary", "needs", "solution", "scope", "plan", "prices", "payment", "range", "risks", "legal"} <= set(ids)


def test_what_stops_a_project_and_doubtful_prices_come_first() -> None:
    stopped = context(proposed("firm-of-25.yaml", "regionsoft/standard", "answers.CL-01.1=no", "answers.CL-01.2=no"))
    assert stopped["warnings"][0].startswith("The project cannot start until this is resolved: Automating")
    assert "The age of the prices of RegionSoft CRM is not known" in " ".join(stopped["warnings"])


def test_missing_prices_and_unknown_tax_are_said_beside_the_total() -> None:
    data = context(proposed("order-desk.yaml", "terrasoft/sales"))
    assert "these prices are not known: Training, up to 10 people" in " ".join(data["warnings"])
    assert data["prices"]["total"]["tax"] == data["prices"]["total"]["net"] == ""
    assert data["prices"]["tax_text"] == "whether it contains VAT is not known"
    assert {one["name"] for one in data["prices"]["open"]} >= {"Training, up to 10 people"}
    assert all(one["amount"] for one in data["prices"]["own"])


def test_columns_nobody_fills_are_left_out_and_others_stand_in_every_row(tmp_path: Path) -> None:
    """Discounts only where there are some; tax only where it is known. Rows and heads have as many cells."""
    taxed, unknown = (context(made(tmp_path, treatment)) for treatment in ("excluded", "unknown"))
    for data, columns in ((taxed, {7, 9, 10}), (unknown, {7, 8})):
        page = proposal_markdown(data, TEMPLATES)
        table = page.partition("## 7")[2].partition("### By year")[0]
        assert {line.count("|") - 1 for line in table.splitlines() if line.startswith("|")} <= columns
        html = proposal_html(data, TEMPLATES).partition('class="prices"')[2].partition("</table>")[0]
        assert len({len(re.findall(r"<t[hd]\b", row)) for row in html.split("<tr>")[1:]}) == 1
    assert "Discount" in proposal_markdown(taxed, TEMPLATES)
    assert "Tax amount" not in proposal_markdown(unknown, TEMPLATES).partition("## 7")[2].partition("### By year")[0]


@every_language
def test_a_reader_finds_the_total_in_every_format(language: str) -> None:
    data = context(proposed(*EXAMPLE), language)
    total = data["prices"]["total"]
    pages = (proposal_markdown(data, TEMPLATES).replace("\\", ""), proposal_html(data, TEMPLATES))
    for page in pages:
        assert total["figure"] in page
        assert total["words"] in page
        assert data["range"]["rows"][2]["value"] in page


@pytest.mark.parametrize(
    ("sets", "addressed"), [((), "見本商事(架空) 御中"), (ANSWERED[2:], "見本商事(架空) A. Sample 様")]
)
def test_a_japanese_firm_or_a_person_of_it_is_addressed_never_both(sets: tuple[str, ...], addressed: str) -> None:
    data = context(proposed("firm-of-25.yaml", "regionsoft/standard", *sets), "ja")
    assert data["client"]["addressed"] == addressed
    assert [line["value"] for line in data["client"]["lines"]] == ["卸売業"]


@pytest.mark.parametrize(
    ("country", "nature", "said"),
    [
        ("RU", "offer", "articles 435 and 436 of the Civil Code of the Russian Federation"),
        ("RU", "information", "not an offer in the sense of article 435"),
        ("JP", "information", "invites an order"),
        ("DE", "offer", "accepted in writing by 23 December 2026, it binds both sides"),
        ("DE", "information", "is not an offer; a contract comes about when both sides have signed"),
    ],
)
def test_the_law_named_is_that_of_the_sellers_country(country: str, nature: str, said: str) -> None:
    proposal = proposed("firm-of-25.yaml", "regionsoft/standard", f"proposal.legal_nature={nature}")
    company = seller().company.model_copy(update={"country": country})
    text = " ".join(context(proposal._replace(seller=Seller(company)))["legal"]["text"])
    assert said in text
    assert ("Civil Code" in text) == (country == "RU")


def test_a_sentence_that_ends_with_an_abbreviation_has_one_full_stop(tmp_path: Path) -> None:
    sentence = context(made(tmp_path), "ru")["prices"]["total"]["sentence"]
    assert sentence.endswith("\u00a0руб.")
    assert ".." not in sentence
    offer = context(proposed("firm-of-25.yaml", "regionsoft/standard", "proposal.legal_nature=offer"), "ru")
    assert offer["legal"]["text"][1].endswith("2026\u202fг.") or offer["legal"]["text"][1].endswith("2026\u00a0г.")
    assert [one for _, one in leaves(offer) if one.endswith("..") and not one.endswith("...")] == []


def test_a_rate_of_tax_that_is_none_is_said_as_the_law_says_it(tmp_path: Path) -> None:
    assert "НДС не облагается" in [one["label"] for one in context(made(tmp_path), "ru")["prices"]["taxes"]]


def test_a_japanese_total_is_in_figures_only_and_nothing_of_the_summary_is_lost() -> None:
    data = context(proposed(*EXAMPLE), "ja")
    assert data["prices"]["total"]["words"] == ""
    assert "()" not in data["prices"]["total"]["sentence"]
    assert "（）" not in data["prices"]["total"]["sentence"]
    assert [one["label"] for one in data["summary"]["rows"]][1] == "P50"
    summary = proposal_html(data, TEMPLATES).partition('id="summary"')[2].partition("</section>")[0]
    assert "P50" in summary


def test_names_that_hold_commas_are_told_apart_by_semicolons() -> None:
    (gates, *_) = context(proposed(*EXAMPLE))["warnings"]
    assert "Sponsor absent, or management does not adapt; Duties towards personal data ignored;" in gates


def test_a_service_is_no_piece() -> None:
    rows = context(proposed(*EXAMPLE))["prices"]["yearly"]["rows"]
    assert {row["unit"] for row in rows} == {"service"}


def test_the_summary_says_why_p50_is_more_than_the_total() -> None:
    alone, own = (context(proposed(brief, "regionsoft/standard")) for brief in ("firm-of-25.yaml", "order-desk.yaml"))
    assert alone["summary"]["text"][1].endswith("with its risks: Range and confidence.")
    assert "the work of your own people" in own["summary"]["text"][1]
