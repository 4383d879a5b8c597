"""Characters that act on a screen: which they are, and how they are written out."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from wargame.rules.letters import acting, likeness, named, visible, visible_lines

CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")


def test_whatever_controls_formats_or_separates_acts() -> None:
    """By Python's own tables, so that a newer Unicode is noticed."""
    letters = map(chr, range(sys.maxunicode + 1))
    assert not [
        named(letter)
        for letter in letters
        if unicodedata.category(letter) in CATEGORIES and not acting(letter)
    ]


@pytest.mark.parametrize("letter", [*"\u034f\u115f\u3164\uffa0\ufe0f\U000e0100"], ids=named)
def test_letters_that_nobody_sees_act_too(letter: str) -> None:
    """Two names that differ in one of them look alike."""
    assert acting(f"a{letter}b") == letter


@pytest.mark.parametrize(
    "text",
    [
        "Balochistan",
        "−3 · “quoted” — dash…",
        "中华人民共和国",
        "ディグランド",
        "हिन्दी",
        "اردو",
        "Ǻngström",
        "⚑ ▲",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert acting(text) == ""
    assert visible(text) == visible_lines(text) == text


def test_what_acts_is_written_out() -> None:
    assert visible("\x1b]0;title\x07\u202e\n\udc80\U000e0001") == r"\x1b]0;title\x07\u202e\n\udc80\U000e0001"


def test_lines_stay_lines_and_a_tab_is_a_blank() -> None:
    assert visible_lines("one\n\ttwo\r\x85\u2028\x1b[2J") == "one\n two\\r\\x85\\u2028\\x1b[2J"


def test_a_character_is_named_by_number_and_name() -> None:
    assert named("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert named("\x1b") == "U+001B, a control character"
    assert named("\udc80") == "U+DC80, half a surrogate pair"


def test_names_are_alike_whatever_their_case_form_or_blanks() -> None:
    assert likeness(" The  TAP") == likeness("the tap") == likeness("ｔｈｅ\u3000Ｔａｐ")
    assert likeness("Straße") == likeness("STRASSE")
    assert likeness("Tapland") != likeness("Digland")
