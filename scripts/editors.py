"""Writes what other editors get from the schema (.vscode/, docs/templates/): `.venv/bin/python scripts/editors.py`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))


def main() -> None:
    """Writes every file."""
    from storyhub.compose.editor_files import files

    for name, text in files().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
