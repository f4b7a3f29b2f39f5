"""Answers that cannot both be true are pointed out, each contradiction of the playbook by itself."""

import pytest

from tests.risk.made import answers, assessed, shipped

OF_ANSWERS = [name for name, one in shipped().contradictions.items() if not one.facts]


@pytest.mark.parametrize("name", OF_ANSWERS)
def test_contradictory_answers_are_found_and_one_of_them_alone_is_not(name: str) -> None:
    both = shipped().contradictions[name].answers
    assert name in [one.id for one in assessed(answers(both)).contradictions]
    for question, answer in both.items():
        other = both | {question: "no" if answer == "yes" else "yes"}
        assert name not in [one.id for one in assessed(answers(other)).contradictions]


def test_an_answer_by_degree_contradicts_like_the_answer_it_leans_to() -> None:
    names = {one.id for one in assessed(answers({"JT-01.1": "no", "JT-01.2": "4"})).contradictions}
    assert "requirements-without-document" in names


def test_an_answer_is_held_against_what_the_offers_show() -> None:
    found = {one.id: one for one in assessed(answers({"CL-05.1": "yes", "VN-09.1": "yes"})).contradictions}
    assert {"training-not-in-the-offer", "price-dated-and-not"} <= set(found)
    assert found["training-not-in-the-offer"].facts[0].candidates == ("terrasoft/sales",)


def test_no_answers_contradict_nothing() -> None:
    assert assessed().contradictions == ()
