"""The first screen, and the saved games."""
