"""Templates are plain Jinja2: a faulty one is named and stops the build, and a page is the same whatever was printed before it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hubs import PROJECT, ROOT, files_of, story, write_hub
from storyhub.build import Builder
from storyhub.model.settings_file import from_file
from storyhub.model.theme import Theme
from storyhub.pages import groups
from storyhub.read.hub import shards_of
from storyhub_engine import SiteFailed

Build = Callable[..., Path]
HUB: dict[str, str | bytes] = {
    "2026/a.md": story("Eén & <root>", "Zie [B](b.md).\n", values="[care]", why="100% <root> {{ base }}"),
    "2026/b.md": story("B", "## Kop\n\nTekst.\n", department="kitchen", language="en", reply_to="2026/a", values="[care]"),
    "2025/c.md": story("C", "Lang geleden.\n", date="2025-01-01", author="Ann de Wit", could_be_better="De bus."),
}  # fmt: skip
FAULTS = {
    "a name with a slip in it": ("story.html", "{{ story.content }}", "{{ story.contnet }}", "contnet"),
    "a name that nobody gives": ("department.html", "{{ department.name }}", "{{ departement.name }}", "departement"),
    "a slip in the entry of every list": ("partials/cards.html", "{{ card.title }}", "{{ card.titel }}", "titel"),
    "a slip above every page": ("partials/menu.html", "{{ site.name }}", "{{ site.naam }}", "naam"),
    "a block that does not end": ("story.html", "{% endblock %}", "", "endblock"),
    "a partial that is not there": ("base.html", "partials/head.html", "partials/hat.html", "partials/hat.html"),
    "a template that MkDocs prints": ("page.html", "{{ content }}", "{{ contents }}", "contents"),
    "a sum that cannot be done": ("values.html", "{{ value.key }}", "{{ value.key - 1 }}", "-"),
}


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme of an organisation's own."""
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    return tmp_path / "theme"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_template_is_named_with_its_line_and_the_page(
    build_site: Build, theme: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    """The build fails: nothing is left out of a page, or printed in some other way."""
    name, good, bad, said = FAULTS[fault]
    templates = theme / "templates"
    file = templates / name
    source = file.read_text(encoding="utf-8")
    assert good in source
    broken = bad.join(source.rsplit(good, 1))
    file.write_text(broken, encoding="utf-8", newline="\n")
    hub = write_hub(tmp_path / "stories", HUB)
    with pytest.raises(SiteFailed) as failed:
        build_site(hub, tmp_path / "site", theme={"name": None, "custom_dir": str(templates)})
    text = str(failed.value)
    assert f"{file}:" in text
    line = int(text.split(f"{file}:")[1].split(":")[0])
    assert bad in broken.splitlines()[line - 1]
    assert said in text
    # MkDocs names the pages that it makes itself, in a line of its own.
    assert "index.html" in text or "page 'index.md'" in caplog.text or "page 'about.md'" in caplog.text


def test_a_page_printed_alone_is_the_one_of_the_whole_build(build_site: Build, tmp_path: Path) -> None:
    hub = write_hub(tmp_path / "stories", HUB)
    site = files_of(build_site(hub, tmp_path / "site"))
    builder = Builder(hub, from_file(PROJECT / "mkdocs.yml"), Theme(ROOT / "theme"), tmp_path)
    bodies = shards_of(hub, builder.settings.language, builder.store).bodies(builder.site.stories)
    alone = {}
    for page in (page for group in groups(builder.site) for page in group.pages()):
        text = builder.press().print(page, bodies if page.told(builder.site) else None)
        alone[page.path] = text if isinstance(text, bytes) else text.encode()
    builder.close()
    assert len(alone) > 20
    assert alone == {path: site[path] for path in alone}


def test_no_text_of_a_story_is_taken_for_a_part_of_a_template(build_site: Build, tmp_path: Path) -> None:
    """A title may look like HTML, like Jinja2 or like what the hub itself puts in: lists show it as it was written."""
    site = build_site(write_hub(tmp_path / "stories", HUB), tmp_path / "site")
    for page in ("archive", "archive/2026", "departments/ward", "ambassadors/noor-bakker"):
        html = (site / page / "index.html").read_text(encoding="utf-8")
        assert "Eén &amp; &lt;root&gt;</a>" in html
        assert "100% &lt;root&gt; {{ base }}</p>" in html
        assert "<root>" not in html
