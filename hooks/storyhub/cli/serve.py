"""`serve`: shows the hub on this computer, and refreshes it on every change."""

from __future__ import annotations

import argparse
import os
import socket
from pathlib import Path

from storyhub.cli import engine
from storyhub.cli.shared_options import UsageError


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    engine.arguments(parser)
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    parser.add_argument("--open", action="store_true", help="open it in the browser")


def run(options: argparse.Namespace, root: Path) -> int:
    """Serves the site until it is stopped."""
    _need_free(options.port)
    given = {"open_in_browser": options.open, "dev_addr": f"127.0.0.1:{options.port}"}
    return engine.with_engine(options, root, lambda served_by, file, more: served_by.serve(file, **given, **more))


def _need_free(port: int) -> None:
    """Notices before anything is built that nobody could look at it."""
    with socket.socket() as probe:
        if os.name == "posix":
            # As the server does: else a port is taken for a minute after it was last used.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as fault:
            raise UsageError(
                f"port {port} is not free, perhaps because something else is running there; --port takes another, such as 8001"
            ) from fault
