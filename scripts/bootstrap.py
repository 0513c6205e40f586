"""Make and keep .venv, the one place where the hub's locked requirements are installed.

Standard library only, and little of it at the top: every run of hub.py passes through here twice.
Two kinds of file inside .venv tell how far it is:
- `.ready-<lock>`: the SHA-256 of the lock that is wholly installed;
- `.unfinished`: there from before the first change until after the last, so that what an interrupted
  run left behind is never trusted but made again.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
PIP_INSTALL = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off")
WIDTH = 70  # of the line of progress, in characters


class CannotPrepare(Exception):
    """Why .venv cannot be made, in words for whoever ran the command."""


def say(line: str) -> None:
    """Print a line of progress, beside the output proper so that it stays out of pipes."""
    print(line, file=sys.stderr, flush=True)


def venv_python(root: Path) -> Path:
    """Return the path of .venv's own Python, whether it exists or not."""
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_inside(root: Path) -> bool:
    """Tell whether this very process runs in .venv."""
    return os.path.realpath(sys.prefix) == os.path.realpath(root / ".venv")


def prepare(root: Path, locks: tuple[str, ...]) -> None:
    """See to it that .venv holds what the locks name; raises CannotPrepare.

    When nothing has to be done it reads the locks and their stamps, and no more.
    """
    if all(_is_ready(root, lock) for lock in locks):
        return
    if is_inside(root) and not _is_usable(root):
        # A process cannot replace the Python it runs in: the one that made .venv has to.
        (root / ".venv/.unfinished").touch()
        sys.exit(enter(root, sys.argv, python=getattr(sys, "_base_executable", sys.executable)))
    from lockfile import only_one

    try:
        with only_one(root / ".venv.lock", lambda: say("Another hub.py is preparing .venv; waiting for it.")):
            _make(root)
            for lock in locks:
                if not _is_ready(root, lock):
                    _install_lock(root, lock)
    except OSError as error:
        raise CannotPrepare(f"cannot prepare {root / '.venv'}: {error}") from error


def enter(root: Path, command: list[str], python: str | None = None) -> int:
    """Go on with this command in .venv's Python (or the one named); on POSIX this never returns."""
    full = [python or str(venv_python(root)), *command]
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(full[0], full)
    import subprocess

    with subprocess.Popen(full) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the child has had it too, and says when it is done
                continue


def install(root: Path, requirements: list[str]) -> None:
    """Install requirements into .venv with pip, telling which package it is at; raises CannotPrepare."""
    import subprocess

    unfinished = root / ".venv/.unfinished"
    unfinished.touch()
    pip = subprocess.Popen(
        [str(venv_python(root)), *PIP_INSTALL, *requirements],
        cwd=root,
        env={**os.environ, "PIP_USER": "0", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    heard = []
    with pip:
        for line in pip.stdout or ():
            heard.append(line)
            _tell_progress(line)
    if pip.returncode >= 0:  # pip ended by itself: on failure it undoes what it was doing
        unfinished.unlink()
    if pip.returncode:
        raise CannotPrepare("pip could not install what is needed. It said:\n\n" + "".join(heard[-25:]))


def _tell_progress(line: str) -> None:
    """Show on one line of a terminal what pip is busy with; a log gets only the first and last word."""
    word, _, rest = line.strip().partition(" ")
    if sys.stderr.isatty() and word in ("Collecting", "Downloading", "Installing", "Successfully"):
        name = rest.split("==")[0].split(" ")[0] if word in ("Collecting", "Downloading") else "..."
        busy = "" if word == "Successfully" else f"  {word} {name}"[:WIDTH]
        print(f"\r{busy:{WIDTH}}\r", end="", file=sys.stderr, flush=True)


def _is_ready(root: Path, lock: str) -> bool:
    """Tell whether all that the lock names is in .venv, for the Python that is there."""
    try:
        stamp = (root / f".venv/.ready-{lock}").read_text(encoding="utf-8")
    except OSError:
        return False
    return stamp.strip() == _fingerprint(root, lock) and _is_usable(root)


def _is_usable(root: Path) -> bool:
    """Tell whether .venv can be installed into: whole, and its Python still the one it was made for.

    A system upgrade can put another Python behind .venv's link; only from inside is that seen cheaply.
    """
    if (root / ".venv/.unfinished").exists() or not venv_python(root).exists():
        return False
    return not is_inside(root) or _made_for(root) == PYTHON


def _made_for(root: Path) -> str:
    """Return the Python (as 3.11) that .venv was made for; its own when the file does not tell."""
    for line in (root / ".venv/pyvenv.cfg").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition("=")
        if key.strip() in ("version", "version_info"):  # as venv and as virtualenv and uv write it
            return ".".join(value.strip().split(".")[:2])
    return PYTHON


def _fingerprint(root: Path, lock: str) -> str:
    # Read as text, so that a checkout with Windows line ends counts as the same lock.
    return hashlib.sha256((root / lock).read_text(encoding="utf-8").encode()).hexdigest()


def _make(root: Path) -> None:
    """Make .venv, unless a usable one is there; a half-made or outlived one is replaced."""
    import shutil
    import subprocess
    from importlib.util import find_spec

    venv = root / ".venv"
    if _is_usable(root):
        return
    if not (find_spec("venv") and find_spec("ensurepip")):
        raise CannotPrepare(
            "this Python cannot make virtual environments: its module venv or ensurepip is missing.\n"
            "On Debian and Ubuntu: apt install python3-venv. Elsewhere: install Python from python.org."
        )
    if venv.exists():
        say("The .venv here is incomplete; making it again.")
        shutil.rmtree(venv)
    say(f"Making .venv with Python {PYTHON}")
    venv.mkdir()
    (venv / ".unfinished").touch()
    made = subprocess.run([sys.executable, "-m", "venv", str(venv)], capture_output=True, encoding="utf-8")
    if made.returncode:
        raise CannotPrepare(f"Python could not make .venv. It said:\n\n{made.stdout}{made.stderr}")


def _install_lock(root: Path, lock: str) -> None:
    """Install what a lock names, every file checked against its hash, and stamp .venv with it."""
    import time

    start = time.monotonic()
    packages = sum("==" in line for line in (root / lock).read_text(encoding="utf-8").splitlines())
    say(f"Installing the {packages} packages of {lock} (the first time takes a minute or two)")
    install(root, ["--require-hashes", "--prefer-binary", "-r", lock])
    (root / f".venv/.ready-{lock}").write_text(_fingerprint(root, lock) + "\n", encoding="utf-8")
    say(f"Installed in {time.monotonic() - start:.0f} s")
