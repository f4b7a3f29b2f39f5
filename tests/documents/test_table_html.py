"""The page as one HTML file."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from crm_planner.documents.comparison import comparison_page
from crm_planner.documents.page import Outline, Page
from crm_planner.documents.table_html import html
from crm_planner.text import LANGUAGES, Text
from tests.documents.made import TEMPLATES, speech, two_vendors


def shown(language: str = "en") -> str:
    return html(comparison_page(two_vendors()), speech(language), TEMPLATES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_names_its_language_and_encoding(language: str) -> None:
    assert f'<html lang="{language}">' in shown(language)
    assert '<meta charset="utf-8">' in shown(language)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    text = shown()
    assert not re.search(r"<(script|link|img|iframe|object)\b|url\(|@import|https?:", text)
    assert not re.search(r"\son\w+=|\sstyle=", text)


def test_the_policy_admits_exactly_the_style_that_is_there() -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", shown(), re.DOTALL)
    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in shown()
    assert "default-src 'none'" in shown()


def test_cells_carry_what_they_are() -> None:
    text = shown()
    assert '<td class="figure right"><bdi>100,000*</bdi></td>' in text
    assert '<td class="state right"><bdi>not offered</bdi></td>' in text
    assert '<tr class="strong"><th scope="row">First-year total</th>' in text


def test_an_outline_is_a_list_with_depths() -> None:
    lines = tuple((depth, Text.plain(f"<{depth}>")) for depth in (0, 1, 40))
    text = html(Page(Text.plain("t"), (Outline(lines),)), speech(), TEMPLATES)
    assert '<li class="depth0">&lt;0&gt;</li>' in text
    assert '<li class="depth12">&lt;40&gt;</li>' in text


def test_on_a_phone_the_labels_stay_beside_the_candidates() -> None:
    """A table wider than the screen is pushed aside; without its labels a figure means nothing."""
    (narrow,) = re.findall(r"@media screen and \(max-width: 40rem\) \{(.*?)\n\}", shown(), re.DOTALL)
    assert re.search(r"\.wide th:first-child \{ position: sticky; left: 0; background:", narrow)
