"""A pseudo-terminal is a POSIX thing."""

import os

collect_ignore_glob = [] if os.name == "posix" else ["test_*.py"]
