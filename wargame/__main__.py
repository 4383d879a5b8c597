"""The `wargame` command, also as `python -m wargame`: nothing heavy is imported before Ctrl-C is provided for."""

try:
    from wargame.edge import leaving

    leaving.at_once()
except KeyboardInterrupt:
    raise SystemExit(130) from None


def main() -> None:
    """Run the command and exit."""
    from wargame.cli import main as command

    command()


if __name__ == "__main__":
    main()
