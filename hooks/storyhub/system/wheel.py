"""A wheel of the software: its version, what is in it, and the one that runs here made again from its installed files."""

from __future__ import annotations

import base64
import hashlib
import re
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from storyhub.system.failures import CannotError

_NAME = re.compile(r"story_hub-(?P<version>[0-9][0-9A-Za-z.+!]*)-py3-none-any\.whl")
STARTER = "storyhub/starter/"
"""Folder in the wheel of what a new hub begins with."""
_NOT_OF_THE_WHEEL = ("INSTALLER", "REQUESTED", "RECORD", "direct_url.json")
_DAY = (2020, 2, 2, 0, 0, 0)
"""The time of every file, so that the same files give the same wheel."""


class SoftwareError(CannotError):
    """A version of the software cannot be had, installed or used; the message says why."""


def version_of(wheel: Path) -> str:
    """The version of a wheel, from its name.

    Raises:
        SoftwareError: the file is not there, or its name is not that of a wheel of story-hub.
    """
    found = _NAME.fullmatch(wheel.name)
    if not found or not wheel.is_file():
        raise SoftwareError(
            f"{wheel}: is not a wheel of story-hub; its name looks like story_hub-1.2.3-py3-none-any.whl"
        )
    return found["version"]


def files_of(wheel: Path, start: str = STARTER) -> dict[str, bytes]:
    """The files of a wheel below a folder, by their path there.

    Raises:
        SoftwareError: it cannot be opened.
    """
    try:
        with zipfile.ZipFile(wheel) as packed:
            return {name.removeprefix(start): packed.read(name) for name in packed.namelist() if name.startswith(start)}
    except (OSError, zipfile.BadZipFile) as fault:
        raise SoftwareError(f"{wheel}: cannot be opened as a wheel; fetch it again") from fault


def packed_again(into: Path) -> Path:
    """Writes the wheel of the installed software into a folder; the same installation gives the same bytes.

    A wheel is a ZIP whose RECORD lists its files with their digests (PEP 427, and the binary distribution format of the
    Python Packaging User Guide); what an installer adds is left out.

    Raises:
        SoftwareError: it runs from a checkout.
    """
    try:
        content = dict(sorted(_content(distribution("story-hub")).items()))
    except PackageNotFoundError:
        content = {}
    home = next((name.split("/")[0] for name in content if name.endswith(".dist-info/METADATA")), "")
    if not home:
        raise SoftwareError("the software is not installed from a wheel; name one with --wheel")
    content[f"{home}/RECORD"] = _record(content, f"{home}/RECORD").encode()
    wheel = into / f"{home.removesuffix('.dist-info')}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in content.items():
            packed.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return wheel


def _content(installed: Distribution) -> dict[str, bytes]:
    """Every file of the wheel, by its name in it."""
    return {
        file.as_posix(): Path(str(file.locate())).read_bytes()
        for file in installed.files or ()
        if ".." not in file.parts and file.suffix != ".pyc" and file.name not in _NOT_OF_THE_WHEEL
    }


def _record(content: dict[str, bytes], own_name: str) -> str:
    lines = [
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()},{len(data)}"
        for name, data in content.items()
    ]
    return "\n".join([*lines, f"{own_name},,"]) + "\n"
