"""`risks --ask` on a real terminal, and `--answer`: left and gone on with, nothing lost, nothing else changed."""

from pathlib import Path

import pytest

from crm_planner.documents.folding import width
from crm_planner.files.briefs import load_brief
from crm_planner.files.playbooks import load_playbook_with_risks
from tests.cli.run import ran
from tests.cli.terminal import CTRL_C, CTRL_D, at_terminal, on_terminal

Capture = pytest.CaptureFixture[bytes]
BRIEF = """\
# A firm of ten.
schema: crm-planner/brief/1
client: {name: "Пример", country: RU}   # invented
users: 10

# What was asked by telephone:
answers:
    CL-01.1: no     # not yet
    CL-01.3: unknown
budget: 250000      # the owner's word
"""
QUICK = 26
LEFT = QUICK - 2


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.yaml"
    path.write_text(BRIEF, encoding="utf-8")
    return path


def ask(brief: Path, answers: list[bytes], *arguments: str, columns: int = 80) -> tuple[int, str]:
    return at_terminal(answers, "risks", str(brief), "--ask", *arguments, columns=columns)


def answers_in(brief: Path) -> dict[str, str]:
    return dict(load_brief(str(brief)).brief.answers)


def test_answers_go_into_the_file_and_everything_else_stays(brief: Path) -> None:
    status, shown = ask(brief, [b"y\n", b"4\n", b"q\n"])
    assert status == 0, shown
    assert brief.read_text(encoding="utf-8") == BRIEF.replace(
        "    CL-01.3: unknown\n",
        "    CL-01.3: unknown\n"
        "    CL-01.2: yes  # Could production or service handle 20 % more orders today?\n"
        "    CL-02.1: 4  # Are there up to three goals, each with today's value, a target and a date?\n",
    )


def test_an_interview_that_was_left_goes_on_where_it_was(brief: Path) -> None:
    _, first = ask(brief, [b"y\n", b"q\n"])
    assert f"2 of {QUICK}  CL-01.2" in first
    assert f"3 of {QUICK} are answered" in first
    assert "--ask" in first.rpartition("To go on: crm-planner risks")[2]
    _, second = ask(brief, [b"q\n"])
    assert f"4 of {QUICK}  CL-02.1" in second
    assert "CL-01.2" not in second


@pytest.mark.parametrize("leaving", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_an_interview_that_is_interrupted_has_lost_nothing(leaving: bytes, brief: Path) -> None:
    status, shown = on_terminal(brief.parent, [b"y\n", b"n\n", leaving], "risks", brief.name, "--ask")
    assert status == 130, shown
    assert f"4 of {QUICK} are answered" in shown
    assert answers_in(brief) == {"CL-01.1": "no", "CL-01.3": "unknown", "CL-01.2": "yes", "CL-02.1": "no"}
    assert [path.name for path in brief.parent.iterdir()] == ["brief.yaml"]


def test_where_everything_is_answered_nothing_is_asked_and_nothing_changes(brief: Path, capsysbinary: Capture) -> None:
    status, shown = ask(brief, [b"u\n"] * LEFT)
    assert status == 1, shown  # the hard gate of the first answer
    assert "NO-GO until resolved: CL-01" in capsysbinary.readouterr().out.decode()
    before = brief.read_bytes(), brief.stat().st_mtime_ns
    status, shown = ask(brief, [])
    assert (status, shown) == (1, "")
    assert (brief.read_bytes(), brief.stat().st_mtime_ns) == before


def test_back_shows_the_answer_again_and_takes_another(brief: Path) -> None:
    _, shown = ask(brief, [b"y\n", b"b\n", b"n\n", b"b\n", b"\n", b"q\n"])
    assert shown.count(f"2 of {QUICK}  CL-01.2") == 1
    assert shown.count(f"3 of {QUICK}  CL-01.3") == 2
    assert "[unknown]: " in shown
    assert "[no]: " in shown
    assert answers_in(brief)["CL-01.3"] == "no"


def test_back_from_the_first_question_stays_there(brief: Path) -> None:
    _, shown = ask(brief, [b"b\n", b"b\n", b"q\n"])
    assert "This is the first question" in shown
    assert brief.read_text(encoding="utf-8") == BRIEF


def test_a_question_that_was_skipped_is_asked_next_time(brief: Path) -> None:
    _, shown = ask(brief, [b"\n", b"s\n", b"q\n"])
    assert f"5 of {QUICK}  CL-03.1" in shown
    assert brief.read_text(encoding="utf-8") == BRIEF
    assert f"2 of {QUICK}  CL-01.2" in ask(brief, [b"q\n"])[1]


def test_a_contradiction_is_said_at_once(brief: Path) -> None:
    _, shown = ask(brief, [b"b\n", b"q\n"])
    assert "Contradiction" not in shown
    _, shown = ask(brief, [b"y\n", b"b\n", b"no\n", b"q\n"])
    assert shown.index("Contradiction: Without an analysis") < shown.rindex("CL-02.1")
    assert "(CL-01.1 no, CL-01.3 no)" in " ".join(shown.split())


def test_what_an_offer_contradicts_is_said_at_once(brief: Path) -> None:
    """The price lists shipped do not say whether they contain VAT; the last question asked says they do."""
    everything = load_playbook_with_risks(None).playbook.questions
    others = ", ".join(f"{name}: unknown" for name in everything if name != "VN-09.2")
    brief.write_text(BRIEF.partition("# What")[0] + f"answers: {{{others}}}\n", encoding="utf-8")
    _, shown = ask(brief, [b"y\n"], "--all")
    assert "117 of 117" not in shown
    assert "whether the prices contain VAT is unknown" in " ".join(shown.split())
    assert brief.read_text(encoding="utf-8").endswith("VN-09.2: yes}\n")


def test_questions_are_asked_before_there_is_a_price(brief: Path, capsysbinary: Capture) -> None:
    """Without a rate of exchange nothing can be priced; what goes wrong can be answered all the same."""
    brief.write_text(BRIEF.replace("users: 10", "users: 10\ncurrency: EUR"), encoding="utf-8")
    status, shown = ask(brief, [b"y\n", b"q\n"])
    assert (status, "CUR004" in shown) == (0, False)
    assert answers_in(brief)["CL-01.2"] == "yes"


def test_a_word_that_is_no_answer_is_asked_for_again(brief: Path) -> None:
    _, shown = ask(brief, [b"perhaps\n", b"3\n", b"?\n", b"not applicable\n", b"q\n"])
    assert shown.count("That is no answer to this question") == 2
    assert "Cause: What limits the firm" in shown
    assert answers_in(brief)["CL-01.2"] == "not_applicable"


def test_all_asks_every_question(brief: Path) -> None:
    _, shown = ask(brief, [b"q\n"], "--all")
    assert "2 of 117  CL-01.2" in shown


@pytest.mark.parametrize(
    ("language", "yes", "back"), [("ru", "да", "назад"), ("ja", "はい", "戻る")], ids=["Russian", "Japanese"]
)
def test_another_language_asks_and_understands_in_it(language: str, yes: str, back: str, brief: Path) -> None:
    typed = [f"{word}\n".encode() for word in (yes, back, yes, "\uff14", "q")]  # a wide 4, as Japanese keyboards have
    status, shown = ask(brief, typed, "--lang", language)
    assert status == 0, shown
    assert f"{yes} | " in shown
    assert answers_in(brief) == {"CL-01.1": "no", "CL-01.3": "yes", "CL-01.2": "yes", "CL-02.1": "4"}


def test_what_is_not_in_the_language_of_the_reader_is_said_once(brief: Path) -> None:
    """Causes are promised in English and Russian only."""
    _, shown = ask(brief, [b"?\n", b"?\n", b"q\n"], "--lang", "ja")
    assert shown.count("What limits the firm") == 2
    assert shown.count("この言語で書かれていない") == 1


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_nothing_shown_is_wider_than_the_terminal(language: str, brief: Path) -> None:
    _, shown = ask(brief, [b"?\n", b"y\n", b"b\n", b"n\n", b"q\n"], "--lang", language, columns=60)
    assert max(map(width, shown.splitlines())) <= 60


def test_without_a_terminal_the_option_and_the_key_are_named(brief: Path, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "risks", str(brief), "--ask")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == (
        "crm-planner: there is no terminal to ask on; give --answer CL-01.2=no for each question, "
        f"or write answers: {{CL-01.2: no}} into {brief}\n"
    )


def test_answers_can_be_given_as_options(brief: Path, capsysbinary: Capture) -> None:
    given = ("--answer", "CL-01.1=yes", "--answer", "CL-02.1=4")
    ended = ran(capsysbinary, "risks", str(brief), *given)
    assert (ended.status, ended.err) == (0, f"crm-planner: 2 answers written to {brief}\n")
    assert "CL-01.1: yes     # not yet" in brief.read_text(encoding="utf-8")
    again = ran(capsysbinary, "risks", str(brief), *given, "--quiet")
    assert (again.status, again.err, again.out) == (0, "", ended.out)


def test_wrong_answers_are_all_named_and_none_is_written(brief: Path, capsysbinary: Capture) -> None:
    wrong = ("--answer", "CL-01.1=perhaps", "--answer", "cl-2=no", "--answer", "CL-02.1=4")
    ended = ran(capsysbinary, "risks", str(brief), *wrong)
    assert ended.status == 1
    assert [line.partition("]")[0] for line in ended.err.splitlines()] == [
        "--answer CL-01.1=perhaps: error[ENU001",
        "--answer cl-2=no: error[TXT007",
    ]
    unknown = ran(capsysbinary, "risks", str(brief), "--answer", "CL-01.9=no", "--answer", "CL-01.1=3")
    assert [line.partition("]")[0] for line in unknown.err.splitlines()] == [
        "--answer CL-01.1=3: error[RSK012",
        "--answer CL-01.9=no: error[RSK011",
    ]
    assert brief.read_text(encoding="utf-8") == BRIEF


@pytest.mark.parametrize(
    "arguments", [("-", "--ask"), ("{brief}", "--ask", "--set", "users=5"), ("{brief}", "--answer", "CL-01.1")]
)
def test_what_cannot_be_answered_is_wrong_usage(arguments: tuple[str, ...], brief: Path, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "risks", *(one.format(brief=brief) for one in arguments))
    assert (ended.status, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert brief.read_text(encoding="utf-8") == BRIEF


def test_an_answer_in_another_encoding_is_asked_for_again(brief: Path) -> None:
    status, shown = on_terminal(
        brief.parent, [b"\xff\xfe\n", b"y\x07\n", b"y\n", b"q\n"], "risks", "brief.yaml", "--ask"
    )
    assert status == 0, shown
    assert shown.count("The answer holds a character that cannot be read; type it again") == 2
    assert answers_in(brief)["CL-01.2"] == "yes"


def test_an_answer_nobody_asks_for_is_said_before_anything_is_asked(brief: Path) -> None:
    brief.write_text(BRIEF.replace("CL-01.3", "CL-01.7"), encoding="utf-8")
    status, shown = ask(brief, [])
    assert (status, "error[RSK011]" in shown, "y/n" in shown) == (1, True, False)
