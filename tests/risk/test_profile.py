"""Which questions are asked: the quick profile holds all of every hard gate, and is a part of everything."""

from crm_planner.files.playbooks import load_playbook_with_risks
from crm_planner.risk.profile import profile

PLAYBOOK = load_playbook_with_risks(None).playbook


def test_the_quick_profile_holds_every_question_of_the_hard_gates() -> None:
    quick = {one.id for one in profile(PLAYBOOK)}
    hard = [risk for risk in PLAYBOOK.asked.values() if risk.gate == "hard"]
    assert hard
    assert {name for risk in hard for name in risk.questions} <= quick


def test_everything_is_asked_in_the_order_of_the_checklist() -> None:
    everything = [one.id for one in profile(PLAYBOOK, everything=True)]
    assert everything == list(PLAYBOOK.questions)
    quick = [one.id for one in profile(PLAYBOOK)]
    assert quick == [name for name in everything if name in quick]
    assert len(quick) < len(everything)
