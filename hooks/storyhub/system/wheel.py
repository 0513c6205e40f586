"""The wheel that this very software was installed from, made again from its installed files."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

NAME = "story-hub"
_NOT_OF_THE_WHEEL = ("INSTALLER", "REQUESTED", "RECORD", "direct_url.json")
_DAY = (2020, 2, 2, 0, 0, 0)
"""The time of every file, so that the same files give the same wheel."""


class NoWheelError(Exception):
    """The software is not installed from a wheel."""


def packed_again(into: Path) -> Path:
    """Writes the wheel of the installed software into a folder; the same installation gives the same bytes.

    A wheel is a ZIP whose RECORD lists its files with their digests (PEP 427, and the binary distribution format of the
    Python Packaging User Guide); what an installer adds is left out.

    Raises:
        NoWheelError: it runs from a checkout.
    """
    try:
        installed = distribution(NAME)
    except PackageNotFoundError as fault:
        raise NoWheelError("the software is not installed from a wheel") from fault
    content = dict(sorted(_content(installed).items()))
    home = next((name.split("/")[0] for name in content if name.endswith(".dist-info/METADATA")), "")
    if not home:
        raise NoWheelError("the software is not installed from a wheel")
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
