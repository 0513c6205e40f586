"""Pages that there are many of are printed by prepared templates; an organisation's own templates stay what they are in Jinja2."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hubs import ROOT
from jinja2 import UndefinedError
from storyhub.build import Builder
from storyhub.model.i18n import catalogue
from storyhub.model.settings import from_file
from storyhub.pages import pages
from storyhub.pages.story import StoryPage
from storyhub.publish.compiled import Compiled
from storyhub.publish.press import environment
from storyhub.publish.quick import Quick
from storyhub.read.hub import shards_of
from storyhub.system.cache_files import Store

BASE = """<!doctype html>
<html lang="{{ language }}">
<title>{{ head.title }}{% if head.title != site.name %} · {{ site.name }}{% endif %}</title>
{% for sheet in site.sheets %}
<link href="{{ base }}{{ sheet }}">
{% endfor %}
<body class="{% block kind %}page{% endblock %}">
{% block main %}{% endblock %}
{% block end %}<p>{{ _("Stories") }} & {{ head.title }}</p>{% endblock %}
</body>
"""
PLAIN = """{% extends "base.html" %}
{# What stands here is not shown. #}
{% block kind %}plain{% endblock %}
{% block main %}
{% set title = head.title %}
<h1>{{ title }}</h1>
{% for link in links if link.url %}
<a href="{{ base }}{{ link.url }}"{% if loop.first %} class="first"{% endif %}>{{ link.text }}</a>{{ ", " if not loop.last }}
{% else %}
<p>{{ _("No stories yet. Yours could be the first.") }} <a href="{{ base }}{{ site.home }}">{{ site.name }}</a></p>
{% endfor %}
{% with links = site.sheets, more = links %}
{% for link in links %}{{ loop.index }}{{ link }}{% endfor %} {{ more|length }}
{% endwith %}
<p>{{ ngettext("%(num)s story", "%(num)s stories", links|length) }}, {{ _("Page %(number)s of %(total)s", number=1, total=head.title) }}</p>
{% include "part.html" %}
{% endblock %}
"""
TEMPLATES = {
    "plain.html": PLAIN,
    "base.html": BASE,
    "part.html": "{% for n in range(3) %}{{ n }}{{ site.name }}{% endfor %}",
    "alone.html": "<p>{{ links[0].text if links else site.name }}</p>\n",
    "grandchild.html": '{% extends "plain.html" %}{% block end %}{{ base }}{% endblock %}',
    "inherits.html": '{% extends "base.html" %}{% block end %}<b>{{ super() }}</b>{% endblock %}',
    "twice.html": '{% extends "base.html" %}{% block kind %}k{% endblock %}{% block main %}{{ self.kind() }}{% endblock %}',
    "nested.html": '{% extends "base.html" %}{% block main %}{% block inner %}{{ base }}{% endblock %}{% endblock %}',
    "sets.html": '{% set base = "x" %}{{ base }}{{ language }}',
    "shadows.html": '{% for site in links %}{{ site.text }}{% endfor %}{% with base = "<" %}{{ base }}{% endwith %}{{ base }}',
    "macros.html": '{% macro one(x) %}<i>{{ x }}{{ base }}</i>{% endmacro %}{{ one(head.title) }}{{ one("&") }}',
    "mapping.html": "{{ extra.items_of }}{{ extra.title }}{% if extra.nothing is defined %}yes{% endif %}",
    "safe.html": '{% set all %}{{ base }}<{{ head.title }}>{% endset %}{{ all }}{{ all|upper }}{{ head.title|e|upper }}',
    "quiet.html": "{% if links and links[0].not_there %}{{ site.not_there.at_all }}{% endif %}{{ site.name }}",
}  # fmt: skip
SHARED: dict[str, Any] = {
    "_": catalogue("nl").say,
    "gettext": catalogue("nl").say,
    "ngettext": catalogue("nl").say_number,
    "base": "../",
    "language": "nl",
    "site": SimpleNamespace(name="Hub & <b>", home="nl/", sheets=("a.css", "b'.css")),
}
GIVEN: tuple[dict[str, Any], ...] = (
    {"links": [], "head": SimpleNamespace(title="Hub & <b>"), "extra": {"items_of": 1, "title": "<"}},
    {
        "links": [SimpleNamespace(url=url, text=f"<{url}>", not_there=0) for url in ("a/", "", "b/")],
        "head": SimpleNamespace(title='"One"'),
        "extra": {"items_of": "&", "title": 2, "nothing": 0},
    },
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, source in TEMPLATES.items():
        (tmp_path / name).write_text(source, encoding="utf-8")
    return tmp_path


def quickly(quick: Quick, name: str, given: dict[str, Any]) -> str | None:
    """What the prepared template prints; None when it leaves it to Jinja2."""
    template = quick.template(name)
    try:
        return template.set(SHARED)(given) if template else None
    except (AttributeError, UndefinedError):
        return None


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("given", GIVEN)
def test_a_prepared_template_prints_what_jinja2_prints(folder: Path, name: str, given: dict[str, Any]) -> None:
    env = environment(folder)
    printed = quickly(Quick(env), name, given)
    assert printed is None or printed == env.get_template(name).render(SHARED | given)


@pytest.mark.parametrize("name", ["plain.html", "base.html", "alone.html", "grandchild.html", "shadows.html"])
def test_common_templates_have_a_prepared_form(folder: Path, name: str) -> None:
    assert all(quickly(Quick(environment(folder)), name, given) for given in GIVEN)


@pytest.mark.parametrize("name", ["inherits.html", "twice.html", "nested.html"])
def test_what_only_jinja2_can_inherit_is_left_to_it(folder: Path, name: str) -> None:
    assert Quick(environment(folder)).template(name) is None


def test_prepared_templates_are_kept(folder: Path, tmp_path: Path) -> None:
    with_store = [Compiled(Store(tmp_path / "store.sqlite"), "1") for _ in range(2)]
    first, second = (quickly(Quick(environment(folder), kept), "plain.html", GIVEN[1]) for kept in with_store)
    assert first is not None
    assert first == second


def test_no_page_that_there_are_many_of_needs_jinja2s_own_way() -> None:
    builder = Builder(ROOT / "stories", from_file(ROOT / "mkdocs.yml"), ROOT / "theme", ROOT)
    site, press = builder.site, builder.press()
    bodies = shards_of(site.root, site.settings.language, builder.store).bodies(site.stories)
    asked: list[str] = []
    own_way = press.env.get_template

    def get_template(name: str, *args: Any) -> Any:
        asked.append(name)
        return own_way(name, *args)

    press.env.get_template = get_template  # type: ignore[method-assign, assignment]
    many = [page for page in pages(site) if page.many]
    for page in many:
        press.print(page, bodies[page.id] if isinstance(page, StoryPage) else None)
    assert len(many) > len(site.stories) > 0
    assert set(asked) == {"partials/masthead.html", "partials/colophon.html"}
