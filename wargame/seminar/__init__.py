"""A class at many tables: the referee who keeps them, and the way there. Needs the extra `seminar`.

`folder` is a class on disk, `room` one table of it, `referee` who may do what, `server` and `link` the two ends of the
line. docs/seminar.md says what goes over it.
"""
