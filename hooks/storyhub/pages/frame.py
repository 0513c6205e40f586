"""What surrounds every page: navigation, footer, the head and the language switch."""

from __future__ import annotations

from storyhub import __version__
from storyhub.model.i18n import catalogue, language_name
from storyhub.model.settings import Settings
from storyhub.model.story import Texts, in_language
from storyhub.pages.cards import Cards
from storyhub.pages.frame_views import Head, SiteView
from storyhub.pages.views import Link
from storyhub.site import Site

CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; manifest-src 'self'"
)
# MkDocs' live reload is an inline script that polls this host; only `serve` has it.
CSP_LIVERELOAD = CSP.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")


def site_view(site: Site, language: str, section: str = "") -> SiteView:
    """What every page in one language shares; the entry of its section in the navigation is marked."""
    _ = catalogue(language).gettext
    prefix = site.prefix(language)
    settings = site.settings
    tagline, signposts = (_in(language, settings, texts) for texts in (settings.tagline, settings.signposts))
    pages = [
        Link(f"{prefix}archive/", _("Stories"), section == "stories"),
        Link(f"{prefix}values/", _("Values"), section == "values"),
        Link(f"{prefix}ambassadors/", _("Ambassadors"), section == "ambassadors"),
        Link(f"{prefix}departments/", _("Departments"), section == "departments"),
        Link(f"{prefix}listening/", _("What became of it"), section == "listening"),
    ]
    own = [
        Link(f"{prefix}{name}/", text, section == name)
        for name, text in (("about", _("About this hub")), ("mission", _("Our mission")))
        if has_page(site, name)
    ]
    return SiteView(
        name=settings.name,
        organisation=settings.organisation,
        tagline=tagline,
        language=language,
        logo=site.logo,
        icon=site.icon,
        mail=settings.comms_mail,
        send=settings.ways,
        host=settings.code_host.host.name if settings.code_host else "",
        signposts=tuple(line for line in signposts.splitlines() if line.strip()),
        generator=f"Story Hub {__version__}",
        home=prefix,
        navigation=(*pages, *own[:1], Link(f"{prefix}tell/", _("Tell your story"), section == "tell")),
        values=f"{prefix}values/",
        tell=f"{prefix}tell/",
        search=f"{prefix}search/",
        following=f"{prefix}feed/",
        footer=(
            *own,
            Link(f"{prefix}archive/", _("Archive")),
            Link(f"{prefix}feed/", _("Feed"), section == "feed"),
        ),
        stylesheets=site.stylesheets,
        script=site.script,
        preloads=site.fonts,
        mission=f"{prefix}mission/" if has_page(site, "mission") else "",
        mission_line=site.mission_lines.get(language, ""),
    )


def _in(language: str, settings: Settings, texts: Texts | str) -> str:
    return texts if isinstance(texts, str) else in_language(texts, language, settings.language)


def has_page(site: Site, name: str) -> bool:
    """Whether the organisation has a page of this name."""
    return f"{name}.md" in site.pages


def head(
    cards: Cards,
    url: str,
    title: str,
    *,
    description: str = "",
    section: str = "",
    feeds: tuple[Link, ...] = (),
    trail: tuple[Link, ...] = (),
    index: bool = True,
    alone: bool = False,
) -> Head:
    """What the head and the chrome know of a page.

    `url` is its address without a language, as it is there in each; of one that is `alone`, its whole address.
    """
    site, settings = cards.site, cards.site.settings
    home = in_each_language(site, "")
    translated = {} if alone else in_each_language(site, url)
    languages = [
        Link(to, language_name(code, code), code == cards.language, code) for code, to in (home | translated).items()
    ]
    alternates = [*translated.items(), ("x-default", url)] if len(translated) > 1 else []
    url = url if alone else cards.prefix + url
    return Head(
        title=title,
        url=url,
        description=" ".join(description.split())[:300],
        canonical=settings.absolute(url),
        alternates=tuple((code, settings.absolute(to) or to) for code, to in alternates),
        languages=tuple(languages) if len(languages) > 1 else (),
        feeds=(Link("feed.xml", settings.name), *feeds),
        section=section,
        csp=CSP_LIVERELOAD if site.livereload else CSP,
        index=index,
        trail=trail,
    )


def in_each_language(site: Site, url: str) -> dict[str, str]:
    """The addresses of a page that exists in each language; `url` is the one without a language."""
    return {language: site.prefix(language) + url for language in site.settings.languages}


def base(site: Site, path: str) -> str:
    """What leads from a file to the site's root; a 404 page may be shown anywhere, and needs the whole path."""
    if path == "404.html":
        return site.settings.base_path
    return "../" * path.count("/") or "./"
