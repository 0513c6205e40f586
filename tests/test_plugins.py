"""Stories stay pages of MkDocs: any plugin or hook that listens to page events sees them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hubs import ROOT, files_of, settings_from, story, write_hub

Build = Callable[..., Path]
HOOK = str(ROOT / "hooks/storyhub_mkdocs.py")


def test_both_ways_of_printing_stories_make_the_same_site(build_site: Build, tmp_path: Path) -> None:
    """A hook that listens and changes nothing changes nothing, though every story then goes through MkDocs."""
    seen = tmp_path / "seen.txt"
    (tmp_path / "quiet.py").write_text(
        f"def on_page_markdown(markdown, page, **_):\n    with open({str(seen)!r}, 'a', encoding='utf-8') as f:\n        f.write(page.file.src_uri + '\\n')\n",
        encoding="utf-8",
    )
    hub = write_hub(
        tmp_path / "stories",
        {
            "2026/a.md": story(
                "Eén & twee",
                "# Kop\n\nZie [B](b.md#wat) en [niets](c.md).\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n",
                values="[care]",
            ),
            "2026/b.md": story(
                "B", "## Wat\n\nTekst.[^1]\n\n[^1]: Noot.\n", reply_to="2026/a", department="desk", language="en"
            ),
        },
    )
    plain = files_of(build_site(hub, tmp_path / "plain"))
    listened = files_of(build_site(hub, tmp_path / "listened", hooks=[HOOK, str(tmp_path / "quiet.py")]))
    assert {"2026/a.md", "2026/b.md"} <= set(seen.read_text(encoding="utf-8").split())
    assert listened == plain


def test_an_unrelated_plugin_works_on_stories(build_site: Build, tmp_path: Path) -> None:
    """The date that git knows of a story is where its writer asked the plugin for it."""
    hub = write_hub(
        tmp_path / "stories", {"2026/a.md": story("A", "Bijgewerkt op {{ git_revision_date_localized }}.\n")}
    )
    git = ["git", "-C", str(hub), "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run(
        [*git, "commit", "-qm", "Stories", "--date=2026-02-03T10:00:00Z"],
        check=True,
        env={**os.environ, "GIT_COMMITTER_DATE": "2026-02-03T10:00:00Z"},
    )
    site = build_site(hub, tmp_path / "site", plugins=[{"git-revision-date-localized": {"type": "iso_date"}}])
    html = (site / "2026/a/index.html").read_text(encoding="utf-8")
    assert "Bijgewerkt op 2026-02-03." in re.sub(r"<[^>]*>", "", html)


def test_a_plugin_cannot_make_a_story_unsafe_by_its_markdown(build_site: Build, tmp_path: Path) -> None:
    """What a plugin adds to a story's Markdown is cleaned as the writer's own words are."""
    (tmp_path / "adds.py").write_text(
        "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\n<img src=x onerror=alert(1)>'\n",
        encoding="utf-8",
    )
    hub = write_hub(tmp_path / "stories", {"2026/a.md": story("A")})
    site = build_site(hub, tmp_path / "site", hooks=[HOOK, str(tmp_path / "adds.py")])
    assert "onerror" not in (site / "2026/a/index.html").read_text(encoding="utf-8")


def test_without_plugins_in_the_settings_the_line_to_write_is_named(
    build_site: Build, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """MkDocs then turns its own search on, which makes every build many times slower."""
    settings = settings_from(f"{ROOT.as_posix()}/")
    assert "\nplugins: []\n" in settings
    config = tmp_path / "mkdocs.yml"
    config.write_text(settings.replace("\nplugins: []\n", "\n"), encoding="utf-8")
    build_site(write_hub(tmp_path / "stories", {"2026/a.md": story()}), tmp_path / "site", config)
    said = [record.getMessage() for record in caplog.records if "plugins:" in record.getMessage()]
    assert len(said) == 1
    assert said[0].startswith("mkdocs.yml: plugins: MkDocs' own search is on")
    assert "write `plugins: []`" in said[0]
