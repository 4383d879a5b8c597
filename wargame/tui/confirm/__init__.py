"""Small questions and messages over a screen."""
