"""What may be typed as a seed, on the screen and after `--seed`."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from wargame.cli.tree import root
from wargame.rules.chance import mix
from wargame.table import DIGITS, fresh_seed, parse_seed
from wargame.table.seeds import BIGGEST


@pytest.mark.parametrize(("text", "seed"), [("0", 0), (" 17 ", 17), ("007", 7), (str(BIGGEST), BIGGEST)])
def test_a_whole_number_is_a_seed(text: str, seed: int) -> None:
    """Zeros and spaces around it change nothing."""
    assert parse_seed(text) == seed


@pytest.mark.parametrize("text", ["", "-1", "+1", "1_0", "1.0", "x", "²", "٣", str(BIGGEST + 1), "9" * 5000])
def test_anything_else_is_turned_down_in_one_line(text: str) -> None:
    """The command says the same, and begins nothing."""
    with pytest.raises(ValueError, match="a seed is a whole number from 0 to"):
        parse_seed(text)
    result = CliRunner().invoke(root, ["play", "primer", "--plain", "--seed", text])
    assert result.exit_code == 2
    assert "a seed is a whole number from 0 to" in result.output


def test_beyond_the_biggest_seed_games_would_repeat() -> None:
    """Which is why there is one."""
    assert mix(BIGGEST + 1, 1, 1) == mix(0, 1, 1)
    assert mix(BIGGEST, 1, 1) != mix(0, 1, 1)
    assert len(str(BIGGEST)) == DIGITS


def test_a_fresh_seed_is_a_seed() -> None:
    """And short."""
    assert all(len(str(parse_seed(str(fresh_seed())))) <= 6 for _ in range(20))
