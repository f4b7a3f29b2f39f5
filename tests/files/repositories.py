"""A repository of git for one test: files are committed, and nothing of the machine's own settings matters."""

import os
import subprocess
from pathlib import Path

from tests.conftest import find_tool

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """What git answers in `folder`."""
    done = subprocess.run(
        [find_tool("git"), *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        check=True,
        env=os.environ | SETTINGS,
    )
    return done.stdout.decode().strip()


def commit(folder: Path, files: dict[str, str | None]) -> str:
    """Commit `files` as they are to be, None for one that is to be gone; gives the revision."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=change")
    return git(folder, "rev-parse", "HEAD")
