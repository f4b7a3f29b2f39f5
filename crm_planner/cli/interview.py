"""Asking questions on a terminal, on standard error: an answer is read as its field reads it, or asked for again."""

import os
import select
import signal
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from crm_planner.files.characters import forbidden
from crm_planner.letters import nearest, one_of
from crm_planner.place import Plain
from crm_planner.problem import quoted, visible
from crm_planner.refusal import refuse
from crm_planner.text import Message, mark

if TYPE_CHECKING:
    from crm_planner.documents.wording import Speech

Read = Callable[[Any], object]
"""A reader of one field: gives its value, or refuses."""


NARROWEST, USUAL_COLUMNS = 20, 80
"""Columns of a terminal: narrower ones are written for as if they were so wide."""


def can_ask() -> bool:
    """Whether somebody is there to read a question and to answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


class Interview:
    """Questions in the reader's language; Ctrl-C and the end of input leave it, with nothing written."""

    def __init__(self, speech: "Speech") -> None:
        self.speech = speech

    def ask(self, wording: str, read: Read, usual: str | None = None) -> str | None:
        """The answer as it was typed, once `read` takes it; without one `usual`, which may be no answer at all."""
        shown = f" [{usual}]" if usual else ""
        while True:
            answer = self.line(f"{self.speech.translate(wording)}{shown}: ") or usual
            if answer is None:
                return None
            try:
                read(Plain(answer))
            except PydanticCustomError as error:
                self.tell(error.message())
            else:
                return answer

    def must(self, wording: str, read: Read, usual: str | None = None) -> str:
        """The same for what no catalog can do without."""
        while (answer := self.ask(wording, read, usual)) is None:
            self.tell(self.speech.translate(mark("This cannot be left out")))
        return answer

    def tell(self, said: str) -> None:
        """A remark between two questions."""
        self.paragraph(said, indent=2)

    def note(self, wording: str, **values: object) -> None:
        """A remark in the reader's language."""
        self.tell(self.speech.say(Message(wording, values)))

    def paragraph(self, said: str, indent: int = 0) -> None:
        """A text of any length, folded between words at the width of the terminal; nothing is an empty line."""
        from rich.console import Console
        from rich.padding import Padding
        from rich.text import Text

        columns = max(_columns(), NARROWEST)
        console = Console(file=sys.stderr, width=columns, color_system=None, markup=False, emoji=False, highlight=False)
        if not said:
            console.print()
            return
        console.print(Padding(Text(visible(said)), (0, 0, 0, indent), expand=False))

    def line(self, question: str) -> str:
        """What is typed behind `question`, without the spaces around it. Raises KeyboardInterrupt at its end."""
        sys.stderr.write(visible(question))
        sys.stderr.flush()
        try:
            _await_answer()
            answer = input().strip()
        except EOFError:
            raise KeyboardInterrupt from None
        except UnicodeDecodeError:  # bytes of another encoding, or half a letter
            answer = "\ufffe"
        if forbidden(answer):
            self.tell(self.speech.translate(mark("The answer holds a character that cannot be read; type it again")))
            return self.line(question)
        return answer


def _await_answer() -> None:
    """Wait until a line is typed. Raises KeyboardInterrupt at Ctrl-C, whenever it is pressed.

    `input()` alone would not hear one that comes just before it begins to read: the interpreter notes it, and waits on.
    """
    if os.name != "posix":
        return
    pressed, tells = os.pipe()
    os.set_blocking(tells, False)
    before = signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    try:
        select.select([sys.stdin, pressed], [], [])
    finally:
        signal.set_wakeup_fd(before)
        os.close(pressed)
        os.close(tells)


def _columns() -> int:
    """How wide the terminal is; where it does not know, as wide as they were made for."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or USUAL_COLUMNS
    except (OSError, ValueError):
        return USUAL_COLUMNS


def among(allowed: Sequence[str]) -> Read:
    """A reader of one of these words."""

    def read(value: Any) -> str:
        if value not in allowed:
            near = nearest(str(value), allowed)
            choices = f"Write {one_of(allowed, 40)}"
            refuse("ENU001", f"{quoted(value)} is none of them", f"Did you mean {near}? {choices}" if near else choices)
        return str(value)

    return read
