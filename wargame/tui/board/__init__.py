"""The board: map, panels, and the way a game goes on."""
