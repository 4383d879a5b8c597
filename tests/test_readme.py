"""What the README says in code is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_its_python_plays_a_game_to_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    match = re.search(r"<!-- python-example -->\n```python\n(.*?)```", README, re.DOTALL)
    assert match is not None
    assert match[1].count("\n") <= 12
    exec(compile(match[1], "README.md", "exec"), {})
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "AGENDA" or told[0].isupper()
    assert len(told) > 30


def test_every_file_it_points_to_is_there() -> None:
    root = Path(__file__).parents[1]
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert len(links) > 8
    assert [link for link in links if not (root / link).exists()] == []
