"""Help: every command has one, with examples that run."""

import re
import shlex

import pytest

from tests.cli.run import ran

Capture = pytest.CaptureFixture[bytes]
COMMANDS = [
    *("", "breakeven", "sensitivity", "compare", "estimate", "explain", "risks", "simulate", "calibrate"),
    *("plan", "propose", "score", "decide", "report", "workbook", "schema", "template", "template fields"),
    *("catalog", "catalog show", "catalog lint", "catalog rules", "catalog test"),
    *("playbook", "playbook lint", "playbook rules"),
    *("catalog diff", "catalog import", "catalog new", "init"),
]
WRITING = ("workbook",)
"""Their examples write files: tests/cli/test_workbook.py runs them where that does no harm."""

EXAMPLE = re.compile(r"^ +crm-planner (.+)$", re.MULTILINE)


def examples(help_text: str) -> list[str]:
    shown = help_text.partition("Example")[2].partition("\n\n")[0]
    return EXAMPLE.findall(shown)


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_on_standard_output(command: str, option: str, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, *command.split(), option)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: crm-planner {command}".rstrip())


@pytest.mark.parametrize("command", [one for one in COMMANDS if one not in WRITING])
def test_the_examples_of_a_command_run(
    command: str, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(request.getfixturevalue("root"))
    found = examples(ran(capsysbinary, *command.split(), "--help").out)
    assert found
    for example in found:
        assert example.startswith(command.partition(" ")[0]) or not command
        ended = ran(capsysbinary, *shlex.split(example))
        assert (ended.status, ended.err) == (0, ""), example
        assert ended.out


def test_the_list_of_commands_is_complete(capsysbinary: Capture) -> None:
    listed = ran(capsysbinary, "--help").out.partition("Commands:")[2]
    assert {line.split()[0] for line in listed.splitlines() if line.strip()} == {
        command.split()[0] for command in COMMANDS if command
    }


def test_no_help_line_is_cut_off(capsysbinary: Capture) -> None:
    for command in COMMANDS:
        assert "..." not in ran(capsysbinary, *command.split(), "--help").out.replace("[ARGS]...", "")


def test_the_version_is_that_of_the_package(capsysbinary: Capture) -> None:
    assert re.fullmatch(r"crm-planner \d+\.\d+\.\d+\n", ran(capsysbinary, "--version").out)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete_commands(shell: str, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell asks the program itself, through its environment."""
    monkeypatch.setenv("_CRM_PLANNER_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("COMP_WORDS", "crm-planner com")
    monkeypatch.setenv("COMP_CWORD", "1")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "crm-planner com")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    with pytest.raises(SystemExit) as ended:
        ran(capsysbinary)
    assert ended.value.code == 0
    assert b"compare" in capsysbinary.readouterr().out
