"""One running game: seats, who controls them, undo and autosave. `Table` is the only door a client uses."""

from wargame.table.accepted import if_accepted, market_if_accepted, pledged
from wargame.table.course import ANSWERS
from wargame.table.credit import card_of, credit
from wargame.table.dues import falling_due
from wargame.table.export import exported
from wargame.table.gains import Gain, Gains, gains, goal_name
from wargame.table.incidents import incident_told
from wargame.table.ladder import Rung, Toll, rung_of, rungs_ahead, rungs_reached, tolls
from wargame.table.lender import PAID_OUT, is_lender, paid_out
from wargame.table.local import LocalTable, TableClosed
from wargame.table.motion import motion_told, vote_share
from wargame.table.parts import (
    MONEY,
    PERCENT,
    SUPPLY,
    TRACK,
    Part,
    Sum,
    counted_in,
    path_of,
    place_of,
    some_at_nothing,
    title,
    unit,
)
from wargame.table.protocol import HUMAN, Deed, Notice, Said, Status, Table
from wargame.table.replay import VerifyReport, verify
from wargame.table.rescue import Recovery, recover
from wargame.table.seating import new_table, resume
from wargame.table.seeds import DIGITS, fresh_seed, parse_seed
from wargame.table.story import story
from wargame.table.sums import METERS, cap_of, counting, lately, read_by_goals, sum_of
from wargame.table.terms import loan_note, offer_note, promises
from wargame.table.thinker import InstantThinker, Thinker, ThinkingFault, Thinks
from wargame.table.works import Work, work_note, work_of

__all__ = [
    "ANSWERS",
    "DIGITS",
    "HUMAN",
    "METERS",
    "MONEY",
    "PAID_OUT",
    "PERCENT",
    "SUPPLY",
    "TRACK",
    "Deed",
    "Gain",
    "Gains",
    "InstantThinker",
    "LocalTable",
    "Notice",
    "Part",
    "Recovery",
    "Rung",
    "Said",
    "Status",
    "Sum",
    "Table",
    "TableClosed",
    "Thinker",
    "ThinkingFault",
    "Thinks",
    "Toll",
    "VerifyReport",
    "Work",
    "cap_of",
    "card_of",
    "counted_in",
    "counting",
    "credit",
    "exported",
    "falling_due",
    "fresh_seed",
    "gains",
    "goal_name",
    "if_accepted",
    "incident_told",
    "is_lender",
    "lately",
    "loan_note",
    "market_if_accepted",
    "motion_told",
    "new_table",
    "offer_note",
    "paid_out",
    "parse_seed",
    "path_of",
    "place_of",
    "pledged",
    "promises",
    "read_by_goals",
    "recover",
    "resume",
    "rung_of",
    "rungs_ahead",
    "rungs_reached",
    "some_at_nothing",
    "story",
    "sum_of",
    "title",
    "tolls",
    "unit",
    "verify",
    "vote_share",
    "work_note",
    "work_of",
]
