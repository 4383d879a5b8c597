"""Passing the keyboard on, with nothing in sight."""
