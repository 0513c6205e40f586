"""One build of a hub, as a sentence: assemble the site, dress it in the theme, publish it, index it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from storyhub.assemble import assemble
from storyhub.model import i18n
from storyhub.model.card_look import CardLook
from storyhub.model.settings import Settings
from storyhub.model.story import Story
from storyhub.model.theme import Theme
from storyhub.pages import groups
from storyhub.publish import assets
from storyhub.publish.manifest import fingerprint
from storyhub.publish.press import Press
from storyhub.publish.publish import IndexFiles, Publication, publish
from storyhub.read.hub import shards_of
from storyhub.read.own_pages import opening
from storyhub.read.shards import Shards
from storyhub.site import Site
from storyhub.system.cache_files import Store, cache_folder
from storyhub.system.code_version import code_version
from storyhub.system.failures import Failures, FileFault, about
from storyhub.system.processes import uncollected
from storyhub.system.progress import Step

if TYPE_CHECKING:
    from storyhub.search import SearchEntry

SEARCH = "search/"


@dataclass
class Builder:
    """What one build needs, and what it made."""

    root: Path
    """The stories folder."""
    settings: Settings
    theme: Theme
    project: Path
    """Where mkdocs.yml is: a logo's path counts from there, and the cache is there."""
    livereload: bool = False
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = Store(cache_folder(self.project, self.root))

    @cached_property
    def assets(self) -> assets.Assets:
        """The theme's files."""
        logo = self.project / self.settings.logo if self.settings.logo else None
        return assets.gather(self.theme, self.site_without_theme.hub.values, logo, self.settings.fonts)

    @cached_property
    def site_without_theme(self) -> Site:
        """The hub, read, checked and tagged."""
        with uncollected():
            return assemble(self.root, self.settings, self.store)

    @cached_property
    def site(self) -> Site:
        """The site, ready to be printed."""
        site = self.site_without_theme
        return replace(
            site,
            stylesheets=self.assets.stylesheets,
            script=self.assets.script,
            fonts=self.assets.fonts,
            card_look=self._card_look(),
            logo=self.assets.logo,
            icon=self.assets.icon,
            livereload=self.livereload,
            mission_lines={language: self._mission_line(language) for language in self.settings.languages},
            version=self._version(site),
        )

    def _card_look(self) -> CardLook | None:
        """Nothing where cards are not asked for, or nobody could be told their full address."""
        settings = self.settings
        if not (settings.cards and settings.address):
            return None
        own = settings.fonts.get("display") or settings.fonts.get("text")
        return assets.card_look(self.assets, self.site_without_theme.hub.values, self.theme.assets().get(own or ""))

    def _version(self, site: Site) -> str:
        words = [path.read_bytes() for folder in i18n.folders() for path in sorted(folder.glob("*.po"))]
        settings = replace(self.settings, today=None)
        hub = (
            site.hub.values,
            site.hub.departments,
            sorted(site.pages.items()),
            [site.hub.profiles[k].name for k in sorted(site.hub.profiles)],
        )
        mission = [self._mission_line(language) for language in settings.languages]
        return fingerprint(
            code_version(),
            assets.templates_version(self.theme),
            self.assets.version,
            words,
            settings,
            hub,
            mission,
            self.livereload,
        )

    def own_pages(self) -> Iterator[tuple[str, str, Path]]:
        """The organisation's own pages as (language, name, file): each in each language, borrowed where one is missing."""
        names = {path.partition(".")[0] for path in self.site.pages}
        for name in sorted(names):
            for language in self.settings.languages:
                if file := self._own_page(name, language):
                    yield language, name, file

    def _own_page(self, name: str, language: str) -> Path | None:
        taken_in, lent = self.site_without_theme.hub.pages, self.theme.home / "pages"
        plain, translated = f"{name}.md", f"{name}.{language}.md"
        if translated in taken_in:
            return self.root / translated
        if plain in taken_in:
            return self.root / plain
        return next((lent / file for file in (translated, f"{name}.en.md") if (lent / file).is_file()), None)

    def _mission_line(self, language: str) -> str:
        file = self._own_page("mission", language)
        return opening(file) if file else ""

    def press(self) -> Press:
        """What prints the pages."""
        return Press(self.site, self.theme.templates)

    def finish(self, out: Path, ready: Mapping[str, bytes], *, stories: bool = True) -> Publication:
        """Writes the site into `out`, with the files that the site generator has made, and its search index.

        Raises:
            FileFault: a step failed on one file; whoever builds again builds without it.
        """
        files = {**self.assets.files, **ready}
        try:
            with uncollected():
                pages = groups(self.site, stories=stories)
                done = publish(self.site, pages, files, self.theme.templates, out, self.store, kept=SEARCH)
                # A build that is only to be looked at or measured can go without.
                if os.environ.get("STORYHUB_SEARCH") != "0":
                    done.index = self._indexed(out / SEARCH)
        except FileFault as fault:
            self.remember(fault)
            raise
        return done

    def without(self, fault: FileFault) -> Builder:
        """A builder of the same site that goes without the file on which a step failed."""
        self.remember(fault)
        self.close()
        return replace(self)

    def remember(self, fault: FileFault) -> None:
        """Keeps in mind on which file the build failed, so that the next one goes without it.

        Raises:
            RuntimeError: so many have failed that something else must be wrong.
        """
        site = self.site
        path = next((story.path for story in site.stories if story.url == fault.path), fault.path)
        keys = {story.path: story.key for story in site.stories}
        keys |= {picture.path: picture.digest for picture in site.hub.pictures.values()}
        if not Failures(self.store.folder).add(path, keys.get(path, ""), fault.cause):
            raise RuntimeError(f"too many files fail to be left out one by one; the last: {fault}") from fault

    def _indexed(self, out: Path) -> IndexFiles:
        # It works with numbers, whose import nobody waits for before there is anything to index.
        from storyhub.search import index

        made = index(self._entries(), out, cache=self.store.folder / "search", indexer=self.settings.search)
        return IndexFiles(made.written, made.removed, len(made.files) - made.written)

    def _entries(self) -> Iterator[SearchEntry]:
        """What is searched of every story; its text is only read where it is new."""
        from storyhub.search import SearchEntry

        site = self.site
        shards = shards_of(site.root, self.settings.language, self.store)
        with Step("stories indexed", len(site.stories)) as step:
            for story in site.stories:
                step.advance()
                yield SearchEntry(
                    url=story.url,
                    language=story.language,
                    title=story.title,
                    html=partial(_html, shards, story),
                    key=story.key,
                    lead="\n".join(filter(None, (story.why, story.summary, story.question, story.could_be_better))),
                    values=tuple(mark.key for mark in site.marks[story.id]),
                    department=story.department,
                    date=story.date,
                    author=site.author_name(story),
                )

    def no_docs(self) -> Path:
        """An empty folder, for a site generator that takes in whatever its folder holds."""
        folder = self.store.folder / "no-docs"
        folder.mkdir(exist_ok=True)
        return folder

    def close(self) -> None:
        """Lets go of the cache."""
        self.store.close()


def _html(shards: Shards, story: Story) -> str:
    with about(story.path):
        return shards.bodies([story])[story.id].html
