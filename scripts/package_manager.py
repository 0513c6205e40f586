"""Run a command of the system's package manager, and show what it said if it failed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence


def run(prefix: Sequence[str], command: str) -> None:
    """Run a command without asking anything; `prefix` goes before it, such as sudo."""
    done = subprocess.run(
        [*prefix, *command.split()],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        print(f"{command}:\n{(done.stdout + done.stderr)[-2000:]}", file=sys.stderr, flush=True)
