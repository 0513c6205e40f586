"""The figures as Markdown, for a terminal and for the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench import targets
from bench.figures import Figures
from bench.light import cells as light_cells
from bench.warm import HOW

NONE = "–"
CHANGED = " **The hub's own files were changed meanwhile: its turns cannot be compared.**"
BOTH = "hugo and pagefind"


def whole(report: Figures) -> str:
    """All tables of a run."""
    sizes = {int(count): size for count, size in report["sizes"].items()}
    parts = [_machine(report)]
    for count, size in sizes.items():
        parts += [part for part in _of_size(count, size) if part]
    if report["growth"]:
        labels = {name: label for size in sizes.values() for name, label in _labels(size).items()}
        rows = [target for target in targets.of_growth(sizes) if target.measured is not None]
        parts += [_growth(report["growth"], labels), *([_targets(rows)] if rows else [])]
    return "\n\n".join(parts) + "\n"


def _machine(report: Figures) -> str:
    machine = report["machine"]
    return (
        f"Measured on {report['date']}: {machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB,"
        f" {machine['system']}, Python {machine['python']}; the hub at {report['commit']}."
        f" Seconds are medians of {report['turns']} turns, memory is the highest of them."
        f"{CHANGED if report['code_changed'] else ''}\n\n    {report['command']}"
    )


def _of_size(count: int, size: Figures) -> Iterator[str]:
    """The tables of one number of stories, those that were measured."""
    yield f"### {count:,} stories"
    labels = _labels(size)
    if cold := size.get("cold"):
        yield _cold(cold, labels)
    if size["left_out"]:
        lines = [f"- {labels.get(name, name)}: {_sentence(reason)}" for name, reason in size["left_out"].items()]
        yield "Left out:\n\n" + "\n".join(lines)
    for name, show in (("warm", _warm), ("serve", _serve), ("check", _check), ("search", _search), ("light", _light)):
        if (part := size.get(name)) is not None:
            yield f"Not measured ({name}): {_sentence(part['failed'])}" if "failed" in part else show(part, labels)
    rows = [target for target in targets.of_size(size) if target.measured is not None]
    if rows:
        yield _targets(rows)


def _labels(size: Figures) -> dict[str, str]:
    return {**size["labels"], BOTH: "Hugo, then Pagefind"}


def _cold(cold: Figures, labels: dict[str, str]) -> str:
    rows = []
    for name, figures in cold.items():
        site = figures.get("site", {})
        times = figures["times_hugo"]
        rows.append(
            [
                labels[name],
                *_time(figures),
                f"{times:.2f}" if times else NONE,
                _mb(figures),
                f"{site['files']:,}" if site else NONE,
            ]
        )
    return table(
        ["from nothing", "seconds", "lowest to highest", "× Hugo", "processor s", "memory MB", "files"], _moved(rows)
    )


def _moved(rows: Sequence[list[str]]) -> list[list[str]]:
    """× Hugo right after the seconds, where it is looked for."""
    return [[name, seconds, spread, times, cpu, *rest] for name, seconds, spread, cpu, times, *rest in rows]


def _warm(warm: Figures, labels: dict[str, str]) -> str:
    rows = []
    for how, named in warm.items():
        for name, figures in named.items():
            said, changed = figures.get("files_said"), figures.get("files_changed")
            files = [_range(said), _range(changed)]
            rows.append([f"{labels[name]}, {HOW[how]}", *_time(figures), _mb(figures), *files])
    head = [
        "a new process",
        "seconds",
        "lowest to highest",
        "processor s",
        "memory MB",
        "files it says it wrote",
        "files rewritten",
    ]
    return table(head, rows)


def _serve(serve: Figures, labels: dict[str, str]) -> str:
    waits = serve["reload_seconds"]
    rows = [
        ["start to the first page, with a cache", f"{serve['first_page_seconds']:.2f}", NONE],
        [
            "from saving a story to its page reloaded",
            f"{waits['median']:.2f}",
            f"{waits['low']:.2f} to {waits['high']:.2f}",
        ],
    ]
    return table(["`serve`", "seconds", "lowest to highest"], rows)


def _check(check: Figures, labels: dict[str, str]) -> str:
    names = {
        "python": "Python alone",
        "help": "`check --help`",
        "changed": "`check` of a changed story",
        "no_cache": "the same without a cache",
    }
    rows = [
        [text, *_time(check[name])[:2], f"{check[name]['beyond_start']['median']:.2f}"] for name, text in names.items()
    ]
    return table(["start-up and `check`", "seconds", "lowest to highest", "beyond Python's start"], rows)


def _search(search: Figures, labels: dict[str, str]) -> str:
    names = {"hub": "Story Hub", "pagefind": "Pagefind over the site of Hugo", "lunr": "MkDocs with its search"}
    rows = [
        [names[name], *(_kb(figures.get(what)) for what in ("first", "later", "after_a_change"))]
        for name, figures in search.items()
    ]
    return table(["search, kB over the wire", "first result", "the same later", "later, one story changed"], rows)


def _light(light: Figures, labels: dict[str, str]) -> str:
    return table(*light_cells(light))


def _growth(growth: Sequence[Figures], labels: dict[str, str]) -> str:
    rows = []
    for row in growth:
        ratios = [_times(row[what]) for what in ("seconds_ratio", "memory_ratio", "n_log_n")]
        pages = " to ".join(map(_kb, row["largest_page_bytes"]))
        rows.append([f"{labels.get(row['who'], row['who'])}, {row['from']:,} to {row['to']:,}", *ratios, pages])
    head = ["growth", "time", "memory", "n log n would be", "largest page but for stories, kB"]
    return "### Growth\n\n" + table(head, rows)


def _targets(rows: Sequence[targets.Target]) -> str:
    cells = [
        [
            row.claim,
            f"{row.limit:g} {row.unit}",
            f"{row.measured:.2f} {row.unit}" if row.measured is not None else NONE,
            row.verdict,
        ]
        for row in rows
    ]
    return table(["target", "at most", "measured", ""], cells)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, its columns set out so that it reads well as text too; all but the first are numbers."""
    lines = [list(head), *map(list, rows)]
    widths = [max(3, *(len(line[column]) for line in lines)) for column in range(len(head))]

    def row(cells: Sequence[str]) -> str:
        first, *others = cells
        aligned = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
        return "| " + " | ".join(aligned) + " |"

    rule = "|" + "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])]) + "|"
    return "\n".join([row(head), rule, *map(row, rows)])


def _time(figures: Figures) -> list[str]:
    seconds, cpu = figures["seconds"], figures["cpu_seconds"]
    spread = f"{seconds['low']:.2f} to {seconds['high']:.2f}"
    return [f"{seconds['median']:.2f}", spread, NONE if cpu is None else f"{cpu:.2f}"]


def _mb(figures: Figures) -> str:
    peak = figures["peak_bytes"]
    return NONE if peak is None else f"{peak / 1e6:,.0f}"


def _kb(size: float | None) -> str:
    return NONE if size is None else f"{size / 1000:,.1f}"


def _times(ratio: float | None) -> str:
    return NONE if ratio is None else f"× {ratio:.2f}"


def _range(numbers: Sequence[int] | None) -> str:
    if not numbers:
        return NONE
    return f"{min(numbers):,}" if min(numbers) == max(numbers) else f"{min(numbers):,} to {max(numbers):,}"


def _sentence(reason: str) -> str:
    """Its first line: the rest is for whoever ran the command."""
    return reason.strip().splitlines()[0]
