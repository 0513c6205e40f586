"""What every contestant is: something that makes a site of the made-up stories by one command."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import aside
from bench.clock import Sample, measure
from bench.told import Told

RECIPES = Path(__file__).parent / "recipes"
"""Templates and settings of each generator, as somebody who begins with it would write them."""


class CannotBeHad(Exception):
    """Why a contestant does not take part, in words for whoever ran the command."""


class Peer:
    """A contestant. Its folder has the project that it makes the site of, and is its own."""

    name = ""
    """What --peers calls it."""
    recipe = ""
    """Its folder of templates and settings."""
    made: tuple[str, ...] = ("site",)
    """What a run makes in the folder, and what the next one would go on from."""
    env: Mapping[str, str] = {}
    """Settings of its environment."""

    def __init__(self, tools: Path, folder: Path) -> None:
        self.tools = tools
        """Where contestants are installed, to stay."""
        self.folder = folder

    @property
    def site(self) -> Path:
        """The folder of its site."""
        return self.folder / "site"

    def label(self) -> str:
        """Name and version, as the table shows them."""
        raise NotImplementedError

    def install(self) -> None:
        """Make it ready to run on this machine; raises CannotBeHad."""

    def prepare(self, stories: Sequence[Told]) -> None:
        """Write its project with these stories."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(RECIPES / self.recipe, self.folder)
        for story in stories:
            self.write(story)

    def write(self, story: Told) -> None:
        """Write one story into its project, or over the one that is there."""
        raise NotImplementedError

    def clean(self) -> None:
        """Take away all that an earlier run left: the next one starts from nothing but the stories."""
        for name in self.made:
            aside.put(self.folder / name, self.folder.parent)

    def command(self) -> list[str | Path]:
        """The command that makes the site."""
        raise NotImplementedError

    def run(self) -> Sample:
        """Make the site, measured; raises CommandFailed."""
        return measure(self.command(), self.folder, self.env)

    def story_pages(self, stories: Sequence[Told]) -> int:
        """How many of the stories have a page of their own, with their text, on the site that was made."""
        return sum(_is_told(self.site / story.page, story) for story in stories)


def _is_told(page: Path, story: Told) -> bool:
    """Whether a page is a whole one, and names the story's author and department key or title."""
    try:
        html = page.read_text(encoding="utf-8")
    except OSError:
        return False
    return "</html>" in html and story.title in html and story.author in html


def write_text(path: Path, text: str) -> None:
    """Write a text file of a project; its folder is made."""
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
