"""The events of YAML without libyaml: PyYAML's own parser, for a PyYAML that was built without the C library."""

from typing import Any

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError


class SlowParser(Reader, Scanner, Parser):
    """Reads text into the same events as libyaml, with the same places."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_directive(self) -> Any:
        """Refuse what libyaml refuses: directives that YAML does not know."""
        token = super().scan_directive()
        if token.name not in {"YAML", "TAG"}:
            raise ScannerError(
                "while scanning a directive", token.start_mark, "found unknown directive name", token.start_mark
            )
        return token
