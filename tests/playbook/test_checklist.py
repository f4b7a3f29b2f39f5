"""The shipped checklist: complete, in its languages, with ids that stay, and nothing in it without a use."""

import pytest

from crm_planner.documents.risk_names import PHASES, RESPONSES, SIDES
from crm_planner.playbook.model import JUDGED_SECTIONS, Playbook
from crm_planner.playbook.with_risks import PlaybookWithRisks
from crm_planner.text import Text
from tests.risk.made import shipped

PLAYBOOK = shipped()
every_risk = pytest.mark.parametrize("name", PLAYBOOK.risks)

IDS = {"CL": 19, "EM": 10, "VN": 10, "JT": 6}
"""How many risks each side has; their ids count up without a gap and stay for ever."""


def test_the_ids_are_those_published() -> None:
    assert list(PLAYBOOK.asked) == [
        f"{side}-{number:02}" for side, most in IDS.items() for number in range(1, most + 1)
    ]
    for name, risk in PLAYBOOK.risks.items():
        assert list(risk.questions) == [f"{name}.{number + 1}" for number in range(len(risk.questions))]
        assert list(risk.mitigations) == [f"{name}.m{number + 1}" for number in range(len(risk.mitigations))]


def test_there_are_117_questions_and_the_quick_profile_has_those_of_the_hard_gates() -> None:
    assert len(PLAYBOOK.questions) == 117
    quick = {name for name, question in PLAYBOOK.questions.items() if question.quick}
    of_gates = {name for one in PLAYBOOK.risks.values() if one.gate == "hard" for name in one.questions}
    assert of_gates <= quick
    assert {name.partition(".")[0] for name in quick} == {
        *("CL-01", "CL-02", "CL-03", "CL-04", "CL-05", "CL-08", "CL-09", "CL-10", "CL-12", "CL-13", "CL-14"),
        *("CL-15", "CL-16", "CL-17", "EM-01", "EM-05", "VN-01", "VN-06", "JT-01", "JT-06"),
    }
    assert all(name.endswith(".1") for name in quick - of_gates)


def languages(text: Text | None) -> set[str]:
    return set(text.by_language) if text else {"en", "ru", "ja"}


@every_risk
def test_english_and_russian_are_complete_and_japanese_where_documents_need_it(name: str) -> None:
    risk = PLAYBOOK.risks[name]
    for text in (risk.cause, risk.consequence, *risk.signs, *(one.action for one in risk.mitigations.values())):
        assert {"en", "ru"} <= languages(text)
    asked = [text for one in risk.questions.values() for text in (one.ask, *one.in_country.values())]
    assert all(languages(text) == {"en", "ru", "ja"} for text in (risk.name, risk.stop, *asked))
    if risk.gate == "hard":  # what stands in the banner
        assert all(languages(one.action) == {"en", "ru", "ja"} for one in risk.mitigations.values())


@every_risk
def test_a_russian_text_is_in_russian_letters_and_a_japanese_one_in_japanese(name: str) -> None:
    risk = PLAYBOOK.risks[name]
    for text in (risk.name, *(one.ask for one in risk.questions.values())):
        assert any("а" <= letter <= "я" for letter in text.in_language("ru").lower())
        assert any(
            "\u3040" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff" for letter in text.in_language("ja")
        )


@every_risk
def test_a_risk_has_what_a_register_needs(name: str) -> None:
    risk = PLAYBOOK.risks[name]
    assert risk.signs
    assert risk.sources
    assert all(one.hours and (one.reduces.likelihood or one.reduces.impact) for one in risk.mitigations.values())
    assert risk.mitigations
    assert name not in {other for one in risk.mitigations.values() for other in one.secondary}


def test_no_described_source_is_left_over() -> None:
    """Those of the folder `risks` are there for the risks; the others have figures of their own."""
    used: set[str | None] = {source for one in PLAYBOOK.risks.values() for source in one.sources}
    used |= {one.source for one in PLAYBOOK.efforts} | {one.source for one in PLAYBOOK.drivers.values()}
    others = {"article", "role-rule", "russian-vat", "japanese-consumption-tax", "russian-software-exemption"}
    assert {one.id for one in PLAYBOOK.sources} - used <= others


def test_the_scales_are_those_of_the_checklist_and_every_score_has_a_band() -> None:
    scales = PLAYBOOK.risk_scales
    assert [str(one.probability) for one in scales.likelihood] == ["0.05", "0.15", "0.35", "0.60", "0.85"]
    bands = {score: scales.band(score) for score in (1, 4, 5, 9, 10, 14, 15, 25)}
    assert list(bands.values()) == ["low", "low", "medium", "medium", "high", "high", "critical", "critical"]


def test_the_sections_left_unread_elsewhere_are_those_the_checklist_adds() -> None:
    added = set(PlaybookWithRisks.model_fields) - set(Playbook.model_fields)
    assert added == set(JUDGED_SECTIONS)


def test_every_side_phase_and_response_has_a_name_and_a_risk() -> None:
    risks = PLAYBOOK.risks.values()
    assert {one.side for one in risks} == set(SIDES)
    assert {one.phase for one in risks} == set(PHASES)
    assert {one.response for one in risks} == set(RESPONSES)
