"""From a view to lines of text: pure functions, tested without a terminal."""
