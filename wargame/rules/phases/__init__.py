"""What happens in each phase of a turn: one module per phase, listed in order by `rules.machine`."""
