"""MPXJ, which other project programs read MS Project files with: it reads one back, and computes its dates anew."""

import json
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from tests.conftest import find_tool

JARS = Path(str(distribution("mpxj").locate_file("mpxj/lib")))

_ANEW = """
import json, sys
import jpype
jpype.startJVM(classpath=[f"{sys.argv[1]}/*"])
project = jpype.JClass("org.mpxj.reader.UniversalProjectReader")().read(sys.argv[2])
first = project.getProjectProperties().getStartDate()
jpype.JClass("org.mpxj.cpm.MicrosoftScheduler")().schedule(project, first)
print(json.dumps({str(one.getWBS()): [str(one.getStart()), str(one.getFinish())] for one in project.getTasks()}))
"""
"""A process of its own: a Java machine cannot be ended in the test's."""


def computed_anew(xml: str, folder: Path) -> dict[str, tuple[str, str]]:
    """Start and finish of every task and phase by its WBS code, as MPXJ computes them by the rules of MS Project.

    It knows only links, lags, constraints, durations and calendars of the file, not the dates that stand in it.
    """
    find_tool("java")
    source = folder / "anew.xml"
    source.write_text(xml, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _ANEW, str(JARS), str(source)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {name: (start, finish) for name, (start, finish) in json.loads(done.stdout).items()}


def read_back(xml: str, folder: Path) -> dict[str, Any]:
    """The project as MPXJ understands it; durations are seconds of working time."""
    source, result = folder / "plan.xml", folder / "plan.json"
    source.write_text(xml, encoding="utf-8")
    command = [find_tool("java"), "-cp", str(JARS / "*"), "org.mpxj.sample.MpxjConvert", str(source), str(result)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and result.exists(), done.stdout + done.stderr  # noqa: PT018 - one failure
    found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return found
