"""Reading an MS Project file with MPXJ, the library other project programs read such files with; it needs Java."""

import json
import subprocess
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from tests.conftest import find_tool


def read_back(xml: str, folder: Path) -> dict[str, Any]:
    """The project as MPXJ understands it; durations are seconds of working time."""
    source, result = folder / "plan.xml", folder / "plan.json"
    source.write_text(xml, encoding="utf-8")
    jars = Path(str(distribution("mpxj").locate_file("mpxj/lib"))) / "*"
    command = [find_tool("java"), "-cp", str(jars), "org.mpxj.sample.MpxjConvert", str(source), str(result)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and result.exists(), done.stdout + done.stderr  # noqa: PT018 - one failure
    found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return found
