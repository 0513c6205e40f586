"""A hub that gets mail, for tests: its repository, what `inbox` and `tell` make of mails, and all that git keeps of them."""

from __future__ import annotations

import shutil
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import yaml
from repositories import Repo
from storyhub.cli.main import main


class Post:
    """A hub in `folder`, with its mkdocs.yml beside it."""

    def __init__(self, template: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.repo = Repo(Path(shutil.copytree(template, folder / "repo")))
        self.folder, self.capsys = folder, capsys
        self.answers = folder / "answers"
        self.config = folder / "mkdocs.yml"
        self.set()

    def set(self, **hub: object) -> None:
        """Writes the settings of the hub."""
        given = {"languages": ["nl", "en"], "comms_mail": "verhalen@wijdewaard.example", **hub}
        config = {
            "site_name": "Verhalen",
            "site_url": "https://v.example/",
            "docs_dir": "repo/stories",
            "extra": {"hub": given},
        }
        self.config.write_text(yaml.safe_dump({**config, "theme": {"name": None}}), encoding="utf-8")

    def run(self, verb: str, *words: str, code: int | None = None) -> tuple[str, str]:
        """What a verb prints: its lines, and what it says besides."""
        self.capsys.readouterr()
        given = ["--repo", str(self.repo.folder), "--config", str(self.config), "--out", str(self.answers)]
        found = main([verb, *words, *given], self.repo.folder)
        out, err = self.capsys.readouterr()
        assert code is None or found == code, out + err
        return out, err

    def inbox(self, *mails: bytes, code: int | None = 0, more: tuple[str, ...] = ()) -> list[str]:
        """The branches that some mails become."""
        paths = []
        for number, mail in enumerate(mails):
            paths.append(self.folder / f"mail-{number}.eml")
            paths[-1].write_bytes(mail)
        return [
            line.partition(" (")[0] for line in self.run("inbox", *map(str, paths), *more, code=code)[0].splitlines()
        ]

    def branches(self) -> list[str]:
        return self.repo.git("for-each-ref", "--format=%(refname:short)", "refs/heads/inbox").split()

    def new(self, branch: str) -> dict[str, bytes]:
        """The files that a branch adds or changes, by their path below stories/."""
        names = self.repo.git("diff", "--name-only", "--diff-filter=d", "main", branch).split("\n")
        return {name.removeprefix("stories/"): self.raw(f"{branch}:{name}") for name in names}

    def raw(self, name: str) -> bytes:
        import subprocess

        return subprocess.run(["git", "show", name], cwd=self.repo.folder, capture_output=True, check=True).stdout

    def story(self, branch: str) -> str:
        """The text of the only story on a branch."""
        (text,) = (data.decode() for path, data in self.new(branch).items() if path.endswith(".md"))
        return text

    def pictures(self, branch: str) -> dict[str, bytes]:
        return {path.rpartition("/")[2]: data for path, data in self.new(branch).items() if not path.endswith(".md")}

    def written(self) -> list[EmailMessage]:
        """The answers in the folder of answers, in no order."""
        files = sorted(self.answers.glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]  # type: ignore[misc]

    def merge(self, branch: str) -> None:
        """Takes a branch in, as somebody who reviews does."""
        self.repo.git("merge", "--quiet", "--no-ff", "-m", "Merge a story", branch)

    def everything_in_git(self) -> bytes:
        """Every object of the repository, its references and its logs, as bytes."""
        names = self.repo.git(
            "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)"
        ).splitlines()
        import subprocess

        asked = "\n".join(name.split()[0] for name in names).encode()
        found = subprocess.run(
            ["git", "cat-file", "--batch"], cwd=self.repo.folder, input=asked, capture_output=True, check=True
        )
        own = [
            file.read_bytes()
            for file in (self.repo.folder / ".git").rglob("*")
            if file.is_file() and "objects" not in file.parts
        ]
        return found.stdout + b"".join(own)


def text_of(message: EmailMessage) -> str:
    """The words of an answer, on one line."""
    return " ".join(str(message.get_content()).split())
