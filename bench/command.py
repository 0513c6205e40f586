"""The verb `bench`: measures the hub side by side with what users would pick instead, on the same made-up stories."""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench import aside, machine, tables
from bench.contest import Say
from bench.figures import Figures
from bench.growth import measure_growth
from bench.labelled import CannotBeUsed
from bench.peers.peer import CannotBeHad
from bench.size import ALL_PEERS, PARTS, Size

USUAL_PEERS = "hugo,mkdocs,eleventy,pelican,pagefind"
MARK = ".storyhub-bench"
"""File in a folder that an earlier run was told to keep, and that may be used again."""
START, END = "<!-- figures -->", "<!-- /figures -->"


def main(argv: Sequence[str], root: Path) -> int:
    """Measure, and print tables; returns 0, 1 when the hub itself could not be measured, 2 for wrong usage."""
    parser = _parser()
    options = parser.parse_args(argv[1:])
    if bool(options.tags) != bool(options.values):
        parser.error("--tags and --values are given together")
    if bool(options.queries) != bool(options.of):
        parser.error("--queries and --of are given together")
    since = time.monotonic()

    def say(line: str) -> None:
        print(f"[{time.monotonic() - since:6.0f} s] {line}", file=sys.stderr, flush=True)

    try:
        with _work_folder(options.keep, root) as work:
            measure = _measure_of(options)
            report, text = measure(options, root, work, say)
    except (FileExistsError, CannotBeUsed, CannotBeHad) as fault:
        print(f"hub.py bench: {fault}", file=sys.stderr)
        return 1 if isinstance(fault, CannotBeHad) else 2
    print(text)
    if options.json:
        options.json.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if options.docs:
        _put_into(options.docs, text)
    return int(any(_failed(size) for size in report.get("sizes", {}).values()))


def _speed(options: argparse.Namespace, root: Path, work: Path, say: Say) -> tuple[Figures, str]:
    report = _measure(options, root, work, say)
    return report, tables.whole(report)


def _tagging(options: argparse.Namespace, root: Path, work: Path, say: Say) -> tuple[Figures, str]:
    # What it learns with is imported only for this.
    from bench import tagging

    report = tagging.run(options.tags, options.values, options.runs, root, work, say)
    return report, tagging.as_table(report)


def _relating(options: argparse.Namespace, root: Path, work: Path, say: Say) -> tuple[Figures, str]:
    from bench import relating

    report = relating.run(options.related, root, say)
    return report, relating.as_text(report)


def _searching(options: argparse.Namespace, root: Path, work: Path, say: Say) -> tuple[Figures, str]:
    # What it opens a browser with is imported only for this.
    from bench import queries

    report = queries.run(options.queries, options.of, root, work, say)
    return report, queries.as_table(report)


def _measure_of(options: argparse.Namespace) -> Callable[..., tuple[Figures, str]]:
    """What is to be measured."""
    if options.tags:
        return _tagging
    if options.related:
        return _relating
    return _searching if options.queries else _speed


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hub.py bench", description="Measure the hub beside other generators.")
    parser.add_argument(
        "--stories",
        metavar="N",
        nargs="+",
        type=_count,
        default=[300, 1000],
        help="numbers of stories to measure with (default: 300 and 1000, as most hubs are)",
    )
    parser.add_argument(
        "--growth",
        metavar="N",
        nargs="+",
        type=_count,
        default=[],
        help="more numbers of stories, for the hub alone: its builds and its search",
    )
    parser.add_argument(
        "--peers",
        metavar="NAMES",
        type=_choice(ALL_PEERS),
        default=USUAL_PEERS,
        help=f"of {', '.join(ALL_PEERS)}, or none (default: {USUAL_PEERS})",
    )
    parser.add_argument("--runs", metavar="K", type=_count, default=3, help="turns for each (default: 3)")
    parser.add_argument(
        "--only",
        metavar="PARTS",
        type=_choice(PARTS),
        default=",".join(PARTS),
        help=f"of {', '.join(PARTS)} (default: all)",
    )
    parser.add_argument(
        "--tags",
        metavar="FILE",
        type=_file,
        help="instead: how well values are suggested for the posts of this file, a JSON object on each line",
    )
    parser.add_argument("--values", metavar="FILE", type=_file, help="the values.yml of those posts")
    parser.add_argument(
        "--related",
        metavar="FILE",
        type=_file,
        help="instead: how many related stories share a tag that the editors of the posts in this file gave them",
    )
    parser.add_argument(
        "--queries",
        metavar="FILE",
        type=_file,
        help="instead: how often search finds the right story; a JSON list of [language, kind, words, [stories]]",
    )
    parser.add_argument("--of", metavar="FOLDER", type=Path, help="the folder of stories that those queries are about")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write all figures to this file")
    parser.add_argument(
        "--docs",
        metavar="FILE",
        type=_document,
        help=f"put the tables into this Markdown file, between {START} and {END}",
    )
    parser.add_argument(
        "--keep", metavar="DIR", type=Path, help="make everything in this folder, and leave it there to be looked at"
    )
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: a number of 1 or more is needed")
    return number


def _choice(allowed: Sequence[str]) -> Callable[[str], list[str]]:
    """Reads a list with commas; `none` is an empty one."""

    def read(text: str) -> list[str]:
        names = [name.strip() for name in text.split(",") if name.strip() not in ("", "none")]
        for name in names:
            if name not in allowed:
                raise argparse.ArgumentTypeError(f"{name}: there is no such name; there are {', '.join(allowed)}")
        return names

    return read


def _file(text: str) -> Path:
    file = Path(text)
    if not file.is_file():
        raise argparse.ArgumentTypeError(f"{text}: there is no such file")
    return file


def _document(text: str) -> Path:
    file = Path(text)
    if not file.is_file() or START not in (words := file.read_text(encoding="utf-8")) or END not in words:
        raise argparse.ArgumentTypeError(f"{text}: a file with {START} and {END} is needed")
    return file


@contextlib.contextmanager
def _work_folder(keep: Path | None, root: Path) -> Iterator[Path]:
    """The folder for stories and sites: one to keep, or a temporary one."""
    if keep is None:
        home = root / ".cache" / "bench"
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="work-", dir=home, ignore_cleanup_errors=True) as work:
            yield Path(work)
        return
    if keep.exists() and any(keep.iterdir()) and not (keep / MARK).is_file():
        raise FileExistsError(f"{keep}: holds something else; --keep takes an empty folder, or one that it made before")
    keep.mkdir(parents=True, exist_ok=True)
    (keep / MARK).touch()
    yield keep.resolve()
    for folder in keep.rglob(aside.NAME):
        shutil.rmtree(folder, ignore_errors=True)


def _measure(options: argparse.Namespace, root: Path, work: Path, say: Say) -> Figures:
    code = machine.code_digest(root)
    report: Figures = {
        "date": machine.today(),
        "commit": machine.commit(root),
        "command": _as_typed(options),
        "machine": machine.describe(),
        "turns": options.runs,
        "sizes": {},
    }
    for count in sorted({*options.stories, *options.growth}):
        peers = options.peers if count in options.stories else []
        folder = work / str(count)
        aside.put(folder, work)
        size = Size(count, folder, root / ".cache/bench/tools", _parts(options, count), peers, options.runs, say)
        report["sizes"][str(count)] = size.measure()
    grown = {int(count): size["cold"] for count, size in report["sizes"].items() if "cold" in size}
    report["code_changed"] = machine.code_digest(root) != code
    report["growth"] = measure_growth(grown) if "growth" in options.only else []
    return report


def _parts(options: argparse.Namespace, count: int) -> list[str]:
    """What is measured with this number of stories.

    Lighthouse takes eight minutes for a page of every kind, and goes once over the largest site that is measured whole.
    """
    if count not in options.stories:
        return [part for part in options.only if part in ("growth", "search")]
    return [part for part in options.only if part != "light" or count == max(options.stories)]


def _as_typed(options: argparse.Namespace) -> str:
    """The command that gives these figures again, without what says only where to put them."""
    words = ["--stories", *map(str, options.stories)]
    words += ["--growth", *map(str, options.growth)] if options.growth else []
    words += ["--peers", ",".join(options.peers) or "none", "--runs", str(options.runs)]
    words += ["--only", ",".join(options.only)] if list(options.only) != list(PARTS) else []
    return "python3 scripts/hub.py bench " + " ".join(words)


def _failed(size: Figures) -> bool:
    return any(name.startswith("hub") for name in size["left_out"]) or any(
        "failed" in size[part] for part in PARTS if part in size
    )


def _put_into(file: Path, text: str) -> None:
    before, _, rest = file.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    file.write_text(f"{before}{START}\n\n{text}\n{END}{after}", encoding="utf-8", newline="\n")
