"""Where the two-power, four-turn scenario of many tests lies."""

from pathlib import Path

TINY = Path(__file__).parent / "data" / "tiny.toml"
