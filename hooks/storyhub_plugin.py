"""The hook as a plugin of MkDocs and ProperDocs, by its entry point: for hubs in which the software is a package."""

from __future__ import annotations

import storyhub_mkdocs as hook
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class NoSettings(Config):  # type: ignore[no-untyped-call]
    """The hub's settings are under extra.hub, where they are with the hook too."""


class StoryHub(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call]
    """Every event is the hook's own; `plugins: [storyhub]` does what `hooks: [hooks/storyhub_mkdocs.py]` does."""

    on_startup = staticmethod(hook.on_startup)
    on_config = staticmethod(hook.on_config)
    on_files = staticmethod(hook.on_files)
    on_nav = staticmethod(hook.on_nav)
    on_env = staticmethod(hook.on_env)
    on_page_context = staticmethod(hook.on_page_context)  # type: ignore[assignment]
    on_post_build = staticmethod(hook.on_post_build)
