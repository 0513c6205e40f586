"""Where a site is published: a folder of this machine, or of another one that is reached by ssh.

Both are worked on by the same shell script (receive.sh), which needs what every Linux machine has: sh, tar, find, xargs, cp and
flock. One call puts a release in place; the connection that carries its files also holds the lock, so that nothing is left locked
when either side is ended.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from storyhub.publish.record import ReleaseRecord, from_json
from storyhub.system.failures import CannotError

SSH = "STORYHUB_SSH"
"""What to call in place of `ssh`, such as `ssh -p 2222 -i key`."""
_SCRIPT = Path(__file__).with_name("receive.sh")
_ELSEWHERE = re.compile(r"(?P<host>[^/:\\]{2,}):(?P<folder>.+)", re.DOTALL)
_MOST_SAID = 400
"""Bytes of what the other side said that are passed on, the last of them."""
_ENDS = {
    75: "somebody else is publishing there now; readers have the site that they had; try again when that is done",
    76: "somebody has published there in the meantime; readers have that site; try again, so that theirs is not lost",
}


class DestinationError(CannotError):
    """Nothing was put in place; the message says why, and readers have what they had."""


@dataclass(frozen=True)
class Releases:
    """What is at a destination."""

    current: str = ""
    """Name of the release that readers have."""
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """A release as the difference from one that is there."""

    record: ReleaseRecord
    current: str
    """Name of the release that it takes the place of; empty: there is none."""
    base: str
    """Name of the release that its unchanged files are taken from."""
    gone: Sequence[str]
    sent: Iterable[tuple[str, Path]]
    """Files that the base does not have, and where their bytes are."""
    count: int
    """Files of the whole release."""
    keep: int


@dataclass(frozen=True)
class Destination:
    """A folder with releases beside each other, and `current`, the link to the one that readers have."""

    folder: str
    host: str = ""
    """As ssh takes it; empty: this machine."""

    def __str__(self) -> str:
        return f"{self.host}:{self.folder}" if self.host else self.folder

    def releases(self) -> Releases:
        """The releases that are there."""
        current, *kept = self._ask("names").decode().split("\n") or [""]
        return Releases(current, tuple(filter(None, kept)))

    def record(self, name: str) -> ReleaseRecord | None:
        """What is known of a release; None when it has no record of this version, so that nothing is taken over from it."""
        try:
            return from_json(self._ask("record", name))
        except (ValueError, TypeError, KeyError):
            return None

    def clean(self, keep: int, oldest: str) -> None:
        """Takes away what a publisher left there that was ended on its way, and the releases that are not to be kept."""
        self._ask("clean", str(keep), oldest)

    def put(self, change: Change) -> None:
        """Puts a release in place in one step.

        Raises:
            DestinationError: readers have what they had.
        """
        told = change.record
        given = (told.name, change.current, change.base, str(change.keep), told.oldest, str(change.count))
        # Into a file: a full disk makes more words than a pipe holds, and nobody reads them before all is sent.
        with (
            tempfile.TemporaryFile() as words,
            self._call("put", *given, stdin=subprocess.PIPE, stderr=words) as process,
        ):
            assert process.stdin
            # Where the other side has ended early, its own words say why.
            with suppress(BrokenPipeError), process.stdin as stream:
                _send(stream, change)
            code = process.wait()
            words.seek(0)
            said = words.read()
        self._check(code, said)

    def _ask(self, act: str, *given: str) -> bytes:
        with self._call(act, *given) as process:
            found, said = process.communicate()
        self._check(process.returncode, said)
        return found

    def _check(self, code: int, said: bytes) -> None:
        if code:
            words = " ".join(said[-_MOST_SAID:].decode("utf-8", "replace").split())
            told = _ENDS.get(code) or f"{words or f'ended with {code}'}; readers have the site that they had"
            raise DestinationError(f"{self}: {told}")

    def _call(
        self, act: str, *given: str, stdin: int = subprocess.DEVNULL, stderr: int | IO[bytes] = subprocess.PIPE
    ) -> subprocess.Popen[bytes]:
        words = ["sh", "-c", _SCRIPT.read_text(encoding="utf-8"), "storyhub", act, self.folder, *given]
        if self.host:
            words = [*shlex.split(os.environ.get(SSH) or "ssh -o BatchMode=yes"), "--", self.host, shlex.join(words)]
        try:
            return subprocess.Popen(words, stdin=stdin, stdout=subprocess.PIPE, stderr=stderr)
        except FileNotFoundError as fault:
            raise DestinationError(f"{self}: {words[0]} is not on this computer; install it") from fault


def destination(given: str) -> Destination:
    """What `--to` names: a folder, or `user@host:folder`.

    >>> destination("www@stories.example.org:/srv/stories")
    Destination(folder='/srv/stories', host='www@stories.example.org')
    >>> destination("/srv/odd:name").host
    ''
    """
    found = _ELSEWHERE.fullmatch(given)
    if found is None:
        return Destination(str(Path(given).absolute()))
    if found["host"].startswith("-"):
        raise DestinationError(f"{given}: {found['host']} is not the name of a machine; write user@host:folder")
    return Destination(found["folder"], found["host"])


def _send(stream: IO[bytes], change: Change) -> None:
    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT, bufsize=1 << 18) as tar:
        _add(tar, "gone", b"".join(path.encode() + b"\0" for path in change.gone))
        _add(tar, "record.json", change.record.as_json())
        folder = tarfile.TarInfo("site")
        folder.type, folder.mode = tarfile.DIRTYPE, 0o755
        tar.addfile(folder)
        for path, file in change.sent:
            _add(tar, f"site/{path}", file.read_bytes(), file.stat().st_mtime)


def _add(tar: tarfile.TarFile, name: str, data: bytes, changed: float = 0.0) -> None:
    about = tarfile.TarInfo(name)
    about.size, about.mode, about.mtime = len(data), 0o644, int(changed)
    tar.addfile(about, io.BytesIO(data))
