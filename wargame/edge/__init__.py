"""Where the program meets the system it runs on: signals, standard streams, the terminal's signs, crashes.

Nothing is imported here, so that `leaving` is ready before anything else loads.
"""
