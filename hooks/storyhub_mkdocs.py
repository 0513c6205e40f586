"""The hook: MkDocs calls it, the domain package does the work. Handlers are in the order in which they run.

MkDocs itself renders the organisation's own pages. The stories become pages of MkDocs too as soon as any other plugin or
hook is there to see them; else the hub prints them itself, many times faster (docs/publishing.md).
"""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# MkDocs has the hook's folder on the path only while it imports the hook.
sys.path.insert(0, str(Path(__file__).parent))

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from storyhub.build import Builder
from storyhub.check.formats import counted
from storyhub.model.issues import Level
from storyhub.model.settings import SettingsError, from_config
from storyhub.model.theme import NAME, named
from storyhub.pages import home
from storyhub.publish.press import Press
from storyhub.publish.publish import ForeignFolderError
from storyhub.publish.template_faults import TemplateFaultError, template_fault
from storyhub.site import Site
from storyhub.system.atomic_files import WritingFailedError
from storyhub.system.failures import FileFault
from storyhub_pages import OwnPage, StoryAsPage

log = logging.getLogger("mkdocs.hooks.storyhub")
_RUN = "_storyhub"
FIRST, LAST = 90, -90
"""Other plugins are configured with the real stories folder, see the stories among the files, and have made all that they
make when the site is merged."""
_FAILS = "%s: the hub fails on this file; it is left out, and all is made again without it"
_commands: list[str] = []
"""How MkDocs was started: a fact of the process, that only the first handler hears of."""


@dataclass
class Run:
    """One build, from its configuration to its site."""

    builder: Builder
    out: Path
    stories_as_pages: bool
    press: Press | None = None
    fault: FileFault | None = None
    """What failed on a story that MkDocs has made a page of."""


def on_startup(command: str, dirty: bool) -> None:
    """Being here also makes MkDocs keep this module through a `serve`."""
    _commands.append(command)


@event_priority(LAST)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Takes the stories folder and the site's folder out of MkDocs' hands: what goes in and out is decided here."""
    file = Path(config.config_file_path)
    try:
        settings = from_config(config, file.parent, file.name)
    except SettingsError as fault:
        raise PluginError(str(fault)) from fault
    if "search" in config.plugins:
        log.warning(
            "%s: plugins: MkDocs' own search is on, as it is wherever plugins: is missing, and makes every build many times slower; "
            "the hub has a search of its own; write `plugins: []`, or take `search` out",
            file.name,
        )
    project = file.parent
    custom = config.theme.custom_dir
    theme = named(config.theme.name, Path(custom) if custom else None)
    for place, face in settings.fonts.items():
        if face not in theme.assets():
            raise PluginError(
                f"mkdocs.yml: extra.hub.fonts: found {place}: {face}, and there is no such file under {custom or 'overrides'}/assets/; "
                "a .woff2 file that is there is allowed; put it there, or fix the path"
            )
    stories, out = Path(config.docs_dir), Path(config.site_dir)
    builder = Builder(stories, settings, theme, project, livereload="serve" in _commands)
    # Any other plugin or hook that is there may want to see the stories.
    config.extra[_RUN] = run = Run(builder, out, stories_as_pages=len(config.plugins) > 1)
    # MkDocs follows symlinks and takes whatever it finds: it gets an empty folder, and its site is merged into the real one.
    config.docs_dir, config.site_dir = str(builder.no_docs()), tempfile.mkdtemp(prefix="storyhub-")
    weakref.finalize(run, shutil.rmtree, config.site_dir, ignore_errors=True)
    # Where the software is a package, its folder is that of all packages, and nobody changes it during a `serve`.
    code = () if config.theme.name == NAME else (theme.home, Path(__file__).parent)
    config.watch.extend(map(str, (stories, *code)))
    config.theme.static_templates.difference_update({"404.html", "sitemap.xml"})
    return config


def _run(config: MkDocsConfig) -> Run:
    run: Run = config.extra[_RUN]
    return run


@event_priority(FIRST)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Reads, checks and tags the hub; gives MkDocs the pages that it renders itself."""
    run = _run(config)
    if not run.builder.root.is_dir():
        raise PluginError(
            f"{run.builder.root}: there is no such folder; stories are kept in a folder; make it, or name another"
        )
    try:
        site, run.press = _ready(run)
    except WritingFailedError as fault:
        raise PluginError(str(fault)) from fault
    _report(site.hub.issues, len(site.stories), strict=bool(config.strict))
    own = [OwnPage.in_mkdocs(config, run.builder, *page) for page in run.builder.own_pages()]
    told = [StoryAsPage.in_mkdocs(config, run.press, story) for story in site.stories] if run.stories_as_pages else []
    return Files([*own, *told])


def _ready(run: Run) -> tuple[Site, Press]:
    """The site and what prints it, without the stories whose line no page of MkDocs could show: it ends with the first fault."""
    while True:
        site, press = run.builder.site, run.builder.press()
        try:
            for language in site.settings.languages:
                for card in home.context(site, press.cards(language), "", Markup())["stories"]:
                    press.line(language, card.id)
            for story in site.stories if run.stories_as_pages else ():
                press.line(site.chrome_language(story), story.id)
        except FileFault as fault:
            log.warning(_FAILS, fault)
            run.builder = run.builder.without(fault)
        else:
            return site, press


def _report(issues: Any, published: int, *, strict: bool) -> None:
    errors = [issue for issue in issues if issue.level is Level.ERROR]
    for issue in errors:
        log.warning("left out: %s", issue)
    if advice := len(issues) - len(errors):
        stories = counted(published, "story", "stories")
        log.info("%s; %s of advice for their writers: `hub.py check` names them", stories, counted(advice, "piece"))
    if strict and errors:
        raise PluginError(f"{len(errors)} errors, named above; with --strict nothing is published until they are fixed")


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Stories stay out of the navigation, which every page would have to carry."""
    nav.items = [item for item in nav.items if not isinstance(item, StoryAsPage)]
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Has MkDocs print with the hub's templates as the hub reads them; its own would escape nothing, and print nothing for a name with a slip in it."""
    press = _run(config).press
    assert press
    press.env.filters = {**env.filters, **press.env.filters}
    return press.env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Gives a template the same context that the hub's own pages have."""
    run = _run(config)
    if isinstance(page, OwnPage | StoryAsPage) and run.press:
        context.update(page.hub_context(run.press))
    if isinstance(page, StoryAsPage):
        run.fault = run.fault or page.fault
    return context


@event_priority(LAST)
def on_post_build(config: MkDocsConfig) -> None:
    """Merges what MkDocs made with the hub's own pages into the real site, and indexes it for search."""
    run = _run(config)
    staged = Path(config.site_dir)
    ready = {
        path.relative_to(staged).as_posix(): path.read_bytes() for path in sorted(staged.rglob("*")) if path.is_file()
    }
    try:
        if run.fault:
            run.builder.remember(run.fault)
            raise run.fault
        done = run.builder.finish(run.out, ready, stories=not run.stories_as_pages)
    except (ForeignFolderError, TemplateFaultError, WritingFailedError) as fault:
        raise PluginError(str(fault)) from fault
    except FileFault as fault:
        log.warning(_FAILS, fault)
        done = None
    except OSError as fault:
        raise PluginError(
            f"{fault.filename or run.out}: {fault.strerror}; the site is made in {run.out}; choose another folder, or make room"
        ) from fault
    finally:
        run.builder.close()
        config.site_dir = str(run.out)
    if done:
        log.info("%s: %s", run.out, done)
    else:
        # What MkDocs has made shows the file too: it starts afresh, and the builder remembers what it goes without.
        build(
            load_config(
                config.config_file_path, docs_dir=str(run.builder.root), site_dir=str(run.out), strict=config.strict
            )
        )


def on_build_error(error: Exception) -> None:
    """Names the fault in a template that MkDocs was printing, which it would show as a bug of its own."""
    if fault := template_fault(error):
        raise PluginError(str(fault)) from error
