"""What the package imports it declares, and nothing else."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import wargame

PACKAGE = Path(wargame.__file__).parent
PROJECT = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def imported() -> Iterator[str]:
    """The top of every module that is imported anywhere in the package."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


EXTRA = {"gymnasium", "numpy", "pettingzoo", "pyarrow", "pyspiel"}
"""What the extra `research` brings: imported where it is used, and never with the game."""

SEMINAR = {"aiohttp", "segno"}
"""What the extra `seminar` brings."""


def test_every_dependency_is_imported_and_every_import_declared() -> None:
    declared = {requirement.partition(">")[0] for requirement in PROJECT["dependencies"]}
    found = {name for name in imported() if name not in sys.stdlib_module_names} - {"wargame"}
    assert found - EXTRA - SEMINAR == declared
    research = " ".join(PROJECT["optional-dependencies"]["research"]).replace("open-spiel", "pyspiel")
    assert all(name in research for name in EXTRA)
    seminar = " ".join(PROJECT["optional-dependencies"]["seminar"])
    assert all(name in seminar for name in SEMINAR)
