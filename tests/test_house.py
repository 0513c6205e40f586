"""The order of the rooms: a room imports only what stands to its right, also inside functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import storyhub

HOUSE = Path(storyhub.__file__).parent
MAP = storyhub.__doc__ or ""


def line_of_rooms() -> list[set[str]]:
    """The order as the package's own map draws it: the rooms of each step, from the left."""
    drawn = next(line for line in MAP.splitlines() if line.strip().startswith("cli →"))
    return [{room.strip().removesuffix(".py") for room in step.split("|")} for step in drawn.split("→")]


RANK = {room: place for place, step in enumerate(line_of_rooms()) for room in step}


def imported(module: Path) -> Iterator[tuple[int, str]]:
    """The line and the room of everything of ours that a module imports."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "storyhub":
            yield from ((node.lineno, alias.name) for alias in node.names if not alias.name.startswith("__"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("storyhub."):
            yield node.lineno, str(node.module).split(".")[1]
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, a.name.split(".")[1]) for a in node.names if a.name.startswith("storyhub."))


def room_of(module: Path) -> str:
    return module.relative_to(HOUSE).with_suffix("").parts[0]


def may_import(room: str, other: str) -> bool:
    if room == other:
        return True
    return other == "system" if room == "search" else (other == "search" and RANK[room] <= RANK["build"]) or RANK[other] > RANK[room]  # fmt: skip


def test_each_room_imports_only_what_stands_to_its_right() -> None:
    against = [
        f"{module.relative_to(HOUSE)}:{line} imports {room}"
        for module in HOUSE.rglob("*.py")
        if room_of(module) != "__init__"
        for line, room in imported(module)
        if not may_import(room_of(module), room)
    ]
    assert against == []


def test_the_map_names_every_room_and_no_other() -> None:
    rooms = {room_of(module) for module in HOUSE.rglob("*.py")} - {"__init__"}
    assert rooms == set(RANK) | {"search"}
    assert all(f"    {room} " in MAP or f"    {room}.py " in MAP for room in rooms)


def test_no_module_is_named_by_a_string_that_an_import_could_name() -> None:
    named = [
        f"{module.relative_to(HOUSE)}:{node.lineno}"
        for module in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("storyhub.")
    ]
    assert named == []


def test_no_two_classes_share_a_name() -> None:
    seen: dict[str, list[str]] = {}
    for module in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                seen.setdefault(node.name.lstrip("_"), []).append(module.relative_to(HOUSE).as_posix())
    assert {name: homes for name, homes in seen.items() if len(homes) > 1} == {}


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Also not inside a function: of two modules that need each other one cannot be read without the other."""
    named = {
        ".".join(("storyhub", *module.relative_to(HOUSE).with_suffix("").parts)).removesuffix(".__init__"): module
        for module in HOUSE.rglob("*.py")
    }
    graph: dict[str, set[str]] = {name: set() for name in named}
    for name, module in named.items():
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in named:
                parts = {f"{node.module}.{alias.name}" for alias in node.names}
                graph[name] |= parts & named.keys() or {str(node.module)}
            elif isinstance(node, ast.Import):
                graph[name] |= {alias.name for alias in node.names} & named.keys()
    TopologicalSorter(graph).prepare()
