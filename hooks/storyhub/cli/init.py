"""`init`: begins an organisation's own hub, in a repository that holds its content only."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storyhub.cli.shared_options import UsageError
from storyhub.compose.new_hub import NewHub, files
from storyhub.model.i18n import spoken
from storyhub.model.setting_forms import address, languages, mail
from storyhub.system.atomic_files import write
from storyhub.system.git_branches import begin
from storyhub.system.wheel import packed_again

KINDS = ("github", "gitlab", "forgejo", "gitea", "azure", "bitbucket")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is given is not asked."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="a new or empty folder")
    parser.add_argument("--name", help="of the organisation")
    parser.add_argument("--address", metavar="URL", help="where readers will find the site")
    parser.add_argument("--languages", metavar="CODES", help="of the interface, the hub's own first, such as nl,en")
    parser.add_argument("--host", choices=KINDS, help="the code host that will keep the stories")
    parser.add_argument("--repository", metavar="URL", help="the repository's address there")
    parser.add_argument("--mail", metavar="ADDRESS", help="the mailbox of the communications team")
    parser.add_argument("--yes", action="store_true", help="ask nothing; anything not given can be filled in later")
    parser.add_argument("--sample", action="store_true", help="start with the fictional sample hub, to look around in")
    parser.add_argument("--wheel", metavar="FILE", type=Path, help="the software (default: the one that runs)")


def run(options: argparse.Namespace, root: Path) -> int:
    """Writes the new hub, and says how to go on."""
    folder: Path = options.folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: already exists; a new hub needs a folder that is new or empty")

    chosen = _choose(options)
    with tempfile.TemporaryDirectory(prefix="storyhub-") as passing:
        _write(chosen, options.wheel or packed_again(Path(passing)), folder)
    begin(folder, "Begin our hub of stories")
    print(f"{folder}: your hub is ready. Go on with:\n")
    print(f"    cd {folder}")
    print("    python3 scripts/hub.py serve   # shows it, and refreshes it on every change")
    print("    python3 scripts/hub.py test    # checks your content and settings\n")
    print("README.md says what to do first.")
    return 0


def _choose(options: argparse.Namespace) -> NewHub:
    is_asked = not options.yes and sys.stdin.isatty()

    def choose(option: str, read: Callable[[str], Any], question: str, default: str = "") -> Any:
        """What was given, or else an answer that can be used: a question that got another one is asked again."""
        given = getattr(options, option)
        while True:
            answer = given
            if given is None:
                shown = f" [{default}]" if default else " (may stay empty)"
                answer = (is_asked and input(f"{question}{shown}: ").strip()) or default
            try:
                return read(answer)
            except ValueError as fault:
                if given is not None or not is_asked:
                    raise UsageError(f"--{option}: {fault}") from fault
                print(f"  {fault}")

    name = choose("name", str, "Name of the organisation", "Our organisation")
    site = choose("address", _address, "Address of the site, such as https://stories.example.org/")
    languages = choose("languages", _languages, f"Languages ({', '.join(spoken())}), your own first", "en")
    repository = choose("repository", _address, "Address of the repository at your code host").rstrip("/")
    known = next((kind for kind in KINDS if kind in repository), "")
    kind = options.host or known or (repository and choose("host", _kind, f"Its kind ({', '.join(KINDS)})", KINDS[0]))
    address = choose("mail", mail, "Mailbox of the communications team")
    return NewHub(name, site, languages, kind, repository, address, options.sample)


def _address(given: str) -> str:
    """An address with a slash at its end; a browser's bar shows it without its scheme."""
    whole = given if not given or "://" in given else f"https://{given}"
    return f"{address(whole).rstrip('/')}/" if whole else ""


def _languages(given: str) -> tuple[str, ...]:
    return languages(list(dict.fromkeys(code.strip().lower() for code in given.split(",") if code.strip())) or ["en"])


def _kind(given: str) -> str:
    if given not in KINDS:
        raise ValueError(f"found {given!r}; allowed are {', '.join(KINDS)}; choose one")
    return given


def _write(chosen: NewHub, wheel: Path, folder: Path) -> None:
    try:
        for path, content in files(chosen, wheel):
            write(folder / path, content)
    except OSError as fault:
        raise UsageError(f"{fault.filename or folder}: {fault.strerror}; choose another place, or make room") from fault
