"""Pages of MkDocs that the hub feeds: the organisation's own, and stories for whoever listens to page events."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from storyhub.build import Builder
from storyhub.model.issues import shown
from storyhub.model.story import Body, Story
from storyhub.pages import home
from storyhub.pages.frame import head
from storyhub.pages.links import body_html
from storyhub.pages.story import StoryPage
from storyhub.publish.press import Press
from storyhub.read.front_matter import parse
from storyhub.read.own_pages import opening
from storyhub.system.failures import FileFault, about
from storyhub.text.quotes import typeset_html
from storyhub.text.render import render

_STORY_LINK = re.compile(r"(?<=\]\()(?:\./|/)?(\d{4}/[^)\s#]+)\.md(?=[)#])")
# What the organisation's own pages may link to besides Markdown files: values/, departments/kitchen/, search/ …
_LIST_LINK = re.compile(
    r"(?<=\]\()(?:\./|/)?((?:values|departments|ambassadors|archive|search|comms|tell|listening|network|paths|questions|feed|screen)/[^)\s]*)(?=\))"
)


class OwnPage(Page):
    """A page that the organisation wrote: ordinary Markdown of MkDocs, in the hub's own frame."""

    language: str
    prefix: str
    """Start of the addresses in the page's language."""
    name: str

    @classmethod
    def in_mkdocs(cls, config: MkDocsConfig, builder: Builder, language: str, name: str, source: Path) -> File:
        """The page's file, at its address in a language."""
        file = File.generated(config, f"{builder.site.prefix(language)}{name}.md", abs_src_path=str(source))
        page = cls(None, file, config)
        page.language, page.prefix, page.name = language, builder.site.prefix(language), name
        return file

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Renders the page; links to stories are written as in a story, and become addresses."""
        to_root = "../" * self.file.dest_uri.count("/") or "./"
        to_lists = to_root + self.prefix
        markdown = _STORY_LINK.sub(lambda match: f"{to_root}{match[1]}/", self.markdown or "")
        self.markdown = _LIST_LINK.sub(lambda match: f"{to_lists}{match[1]}", markdown)
        self.meta["template"] = self._template(config) or ("home.html" if self.name == "index" else "page.html")
        super().render(config, files)

    def _template(self, config: MkDocsConfig) -> str:
        """The template that the page asks for itself, if any."""
        wanted = str(self.meta.get("template") or "")
        known = config.theme.get_env().list_templates() if wanted else ()
        if wanted and wanted not in known:
            pages = ", ".join(name for name in known if "/" not in name and name.endswith(".html"))
            raise PluginError(
                f"{Path(str(self.file.abs_src_path)).name}: template: found {shown(wanted)}; a template of the theme is "
                f"allowed ({pages}); correct its name, or take the line out"
            )
        return wanted

    @property
    def _description(self) -> str:
        """What search engines and shared links say of the page: its own field, else its opening words."""
        return str(self.meta.get("description") or opening(Path(str(self.file.abs_src_path))))

    def hub_context(self, press: Press) -> dict[str, Any]:
        """What the template gets."""
        site, cards = press.site, press.cards(self.language)
        content = {"content": Markup(typeset_html(self.content or "", self.language))}
        if self.name == "index":
            shown = home.context(site, cards, self._description, content["content"])
            return press.context(self.language, self.file.dest_uri, shown)
        found = head(
            cards,
            f"{self.name}/",
            str(self.title),
            description=self._description,
            section=self.name,
        )
        return press.context(self.language, self.file.dest_uri, content | {"head": found})


class StoryAsPage(Page):
    """A story as any plugin expects a page to be: read, rendered and printed with all of MkDocs' events."""

    story: Story
    press: Press
    body: Body
    fault: FileFault | None = None
    """What failed on the story; its page is empty then, and is not kept."""

    @classmethod
    def in_mkdocs(cls, config: MkDocsConfig, press: Press, story: Story) -> File:
        """The story's file, at its address."""
        # Not `File.generated`: plugins look up the history and the name of a file that is really there.
        file = File(
            story.path,
            str(press.site.root),
            config.site_dir,
            config.use_directory_urls,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        page = cls(story.title, file, config)
        page.story, page.press = story, press
        return file

    def read_source(self, config: MkDocsConfig) -> None:
        """Reads the story with the hub's own strict reader, not with MkDocs' lenient one."""
        given = config.plugins.on_page_read_source(page=self, config=config)
        raw = given.encode("utf-8") if given is not None else Path(str(self.file.abs_src_path)).read_bytes()
        document = parse(raw, self.story.path)
        self.markdown, self.meta = document.body, {**document.data, "template": StoryPage.template}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Renders what the plugins have left of the text, as safely as ever."""
        site = self.press.site
        try:
            with about(self.story.path):
                self.body = render(self.markdown or "", self.story.path).body
                self.content = body_html(site, self.story, self.body, "../" * self.file.dest_uri.count("/"))
        except FileFault as fault:
            self.fault, self.body, self.content = fault, Body("", ""), ""
        self.toc = get_toc(_tokens(self.body))  # type: ignore[arg-type]
        self.present_anchor_ids = {identity for _, identity, _ in self.body.headings}

    def hub_context(self, press: Press) -> dict[str, Any]:
        """What the template gets: the same as when the hub prints the page itself, with the content that plugins made of it."""
        page = StoryPage(self.story.id, press.site.chrome_language(self.story))
        cards = press.cards(page.language)
        content = Markup(self.content or "")
        found = page.head(cards, self.story)
        view = page.view(press.site, cards, self.body, content)
        return press.context(page.language, page.path, {"head": found, "story": view})


def _tokens(body: Body) -> list[dict[str, Any]]:
    """The headings as Python-Markdown's toc extension tells them."""
    roots: list[dict[str, Any]] = []
    above: list[dict[str, Any]] = []
    for level, identity, text in body.headings:
        token = {"level": level, "id": identity, "name": text, "children": []}
        while above and above[-1]["level"] >= level:
            above.pop()
        (above[-1]["children"] if above else roots).append(token)
        above.append(token)
    return roots
