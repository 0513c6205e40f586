"""Find the servers that the tests run: nginx, Caddy and sshd; have the system install them where that harms nobody.

A container or a machine of continuous integration gets them from apt. On anybody's own computer nothing is installed, because
their packages start servers: the tests that need one are skipped there, and say so.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import package_manager

PACKAGES = {"nginx": "nginx-light", "caddy": "caddy", "sshd": "openssh-server", "ssh": "openssh-client"}
_PLACES = os.pathsep.join(("/usr/local/sbin", "/usr/sbin", "/sbin"))


def find(name: str) -> Path | None:
    """Return the path of a server on this machine, or None."""
    found = shutil.which(name) or shutil.which(name, path=_PLACES)
    return Path(found) if found else None


def is_needed() -> bool:
    """Tell whether a test may not be skipped for want of a server: continuous integration that may install it."""
    return bool(os.environ.get("CI")) and os.name != "nt" and os.getuid() == 0


def install_missing() -> None:
    """Have apt install what is missing, one by one: not every system has them all."""
    missing = [package for name, package in PACKAGES.items() if find(name) is None]
    prefix = _prefix()
    if not missing or prefix is None or not shutil.which("apt-get"):
        return
    print(f"Installing {', '.join(missing)} for the tests …", file=sys.stderr, flush=True)
    for words in ("update", *(f"install -y --no-install-recommends {package}" for package in missing)):
        package_manager.run(prefix, f"apt-get {words}")


def _prefix() -> list[str] | None:
    """Return what goes before apt-get; None where installing servers is not ours to do."""
    if os.name == "nt":
        return None
    is_disposable = bool(os.environ.get("CI")) or not Path("/run/systemd/system").is_dir()
    if os.getuid() == 0:
        return [] if is_disposable else None
    return ["sudo", "-n"] if os.environ.get("CI") and shutil.which("sudo") else None
