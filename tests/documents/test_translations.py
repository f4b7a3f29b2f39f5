"""The translations: every wording of the program is there, and says what the English does."""

import io
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from tests.documents.made import WORDINGS

PACKAGE = Path(__file__).resolve().parents[2] / "crm_planner"
HOW = "`pybabel extract -k mark --no-default-keywords crm_planner` lists all wordings"
translated = pytest.mark.parametrize("language", ["ru", "ja"])


@pytest.fixture(scope="module")
def wordings() -> set[str]:
    """Every wording the program marks for translation."""
    found = extract_from_dir(str(PACKAGE), [("**.py", "python")], keywords={"mark": None})
    return {str(message) for _, _, message, _, _ in found}


def translation(language: str) -> Catalog:
    with (WORDINGS / f"{language}.po").open("rb") as written:
        return read_po(written, locale=language)


def forms(said: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The forms of what is counted, or the one form of anything else."""
    return (said,) if isinstance(said, str) else tuple(said or ("",))


def entries(language: str) -> dict[str, str]:
    """Every wording with its translation; of what is counted the first form of each."""
    return {forms(entry.id)[0]: forms(entry.string)[0] for entry in translation(language) if entry.id}


def placeholders(wording: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name is not None}


@translated
def test_every_wording_is_translated_and_no_other(language: str, wordings: set[str]) -> None:
    written = entries(language)
    assert wordings - set(written) == set(), f"not in {language}.po; {HOW}"
    assert set(written) - wordings == set(), f"in {language}.po, but no longer in the program"
    assert [wording for wording, said in written.items() if not said.strip()] == []


@translated
def test_no_translation_is_doubtful_or_obsolete(language: str) -> None:
    catalog = translation(language)
    assert [entry.id for entry in catalog if entry.id and entry.fuzzy] == []
    assert list(catalog.obsolete) == []


@translated
def test_translations_keep_all_values(language: str) -> None:
    differ = {
        wording: said for wording, said in entries(language).items() if placeholders(wording) != placeholders(said)
    }
    assert differ == {}


@translated
def test_what_is_counted_has_every_form_its_language_needs(language: str) -> None:
    catalog = translation(language)
    counted = [entry for entry in catalog if entry.id and entry.pluralizable]
    assert len(counted) > 5
    for entry in counted:
        said = forms(entry.string)
        assert len(said) == catalog.num_plurals
        assert [form for form in said if not form.strip() or placeholders(form) != {"n"}] == []


@translated
def test_the_compiled_translation_is_the_written_one(language: str) -> None:
    """`make test` compiles; whoever runs pytest alone learns here why everything else looks old."""
    expected = io.BytesIO()
    write_mo(expected, translation(language))
    expected.seek(0)
    with (WORDINGS / f"{language}.mo").open("rb") as compiled:
        now = {str(entry.id): entry.string for entry in read_mo(compiled) if entry.id}
    assert now == {str(entry.id): entry.string for entry in read_mo(expected) if entry.id}, "run `make test`"


def test_the_japanese_file_says_that_nobody_has_reviewed_it() -> None:
    assert "NOT YET REVIEWED by a native speaker" in (WORDINGS / "ja.po").read_text(encoding="utf-8")


def test_licence_terms_follow_the_glossary() -> None:
    """The seed's Japanese calls the licences "registered" and "competitive"; both are false friends."""
    assert entries("ru")["named user"] == "именная лицензия"
    assert entries("ru")["concurrent user"] == "конкурентная лицензия"
    assert entries("ja")["named user"] == "指名ユーザーライセンス"
    assert entries("ja")["concurrent user"] == "同時接続ライセンス"
    for false_friend in ("登録済み", "競争力"):
        assert false_friend not in "".join(entries("ja").values())
