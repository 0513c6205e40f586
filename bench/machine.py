"""On what was measured: figures without it mean nothing."""

from __future__ import annotations

import datetime
import hashlib
import os
import platform
import subprocess
from pathlib import Path

from bench.figures import Figures


def today() -> str:
    """The day of measuring, as an ISO date."""
    return datetime.date.today().isoformat()


def describe() -> Figures:
    """Processor, cores, memory, system and Python of this machine."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": _memory(),
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "python": platform.python_version(),
    }


def commit(root: Path) -> str:
    """The commit of the checkout, marked when files were changed since."""
    asked = ["git", "-C", str(root), "describe", "--always", "--dirty=, with changes"]
    try:
        return subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "an unknown commit"


def code_digest(root: Path) -> str:
    """Of the hub's own files: while they change, one turn cannot be compared with the next."""
    mixed = hashlib.sha256()
    for folder in ("hooks", "scripts", "theme"):
        for path in sorted(path for path in (root / folder).rglob("*") if path.is_file() and path.suffix != ".pyc"):
            mixed.update(f"{path.relative_to(root).as_posix()} {path.stat().st_mtime_ns} ".encode())
    return mixed.hexdigest()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory() -> int | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
    except (AttributeError, OSError, ValueError):
        return None
