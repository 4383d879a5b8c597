"""Seeds of games, derived from the run's seed alone, so that the number of workers cannot matter."""

from __future__ import annotations

from hashlib import blake2b


def child_seed(seed: int, *path: int | str) -> int:
    """A 48-bit seed for whatever the path names: small enough for every JSON reader to keep exactly."""
    words = "/".join(map(str, (seed, *path)))
    return int.from_bytes(blake2b(words.encode(), digest_size=6).digest(), "big")
