"""A game played by typing lines."""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from attrs import evolve

from wargame.journal import Decided, read
from wargame.plain import Console, ScriptFault, play
from wargame.plain.commands import COMMANDS, NotUnderstood, carry_out
from wargame.rules.compiled import Scenario, compile_scenario
from wargame.scenario import to_data
from wargame.table import HUMAN, new_table, verify

Typed = Callable[..., str]
TO_ACT = ("hold!",)
"""Brings Pakistan to its first action."""
LOAN = "lend CHN PAK 20 collateral"
SECRET_LOAN = "lend CHN PAK 20 collateral:secret"


def decisions(folder: Path, seat: str = "PAK") -> list[str]:
    """The actions of a seat in the one journal of a folder."""
    (journal,) = folder.glob("*.jsonl")
    made = [line for line in read(journal).lines if isinstance(line, Decided)]
    return [line.action for line in made if line.seat == seat]


def answer(printed: str, line: str) -> str:
    """What was printed between a typed line and the next prompt."""
    after = printed.split(f"] {line}\n", 1)[1]
    return after.split("\n[Pakistan", 1)[0]


# ---- choosing
def test_the_prompt_says_who_when_what_and_with_how_much(typed: Typed) -> None:
    printed = typed(*TO_ACT)
    assert "[Pakistan, turn 1 of 4, Signals, $2bn] hold!" in printed
    assert "[Pakistan, turn 1 of 4, Actions, 3 points, $2bn]" in printed


def test_whoever_sits_down_is_told_what_the_seat_is_after(typed: Typed) -> None:
    """Only persons are, and only at the start."""
    printed = typed()
    assert "Pakistan: You hold the ground." in printed.split("[Pakistan")[0]
    assert "You hold the tap." not in printed
    assert "You hold" not in typed(pakistan="random", china="random")


def test_a_headline_says_where_it_comes_from(typed: Typed) -> None:
    """A source by its title, or that it is fictional."""
    printed = typed(*["hold!", "pass!"] * 3)
    assert (
        "Ambush in the hills. A convoy is hit on the mountain road. (This headline is fictional.)" in printed
    )
    assert "The miners want a share. (Source: The handbook of invented figures)" in printed


def test_a_number_shows_the_forecast_and_is_carried_out_when_confirmed(typed: Typed, tmp_path: Path) -> None:
    printed = typed("2", "y")
    assert (
        "Threaten: a deployment over the Line, unless they lift their controls on processing technology."
        in printed
    )
    assert "  Certain: Stability, China: down 1, to 69." in printed
    assert "Costs" not in answer(printed, "2")
    (made,) = decisions(tmp_path)
    assert made.startswith("threaten PAK ")


@pytest.mark.parametrize("refusal", ["n", "", "x", "no"])
def test_what_is_not_confirmed_is_not_done(typed: Typed, tmp_path: Path, refusal: str) -> None:
    printed = typed("1", refusal)
    assert "Not done." in printed
    assert decisions(tmp_path) == []


def test_an_exclamation_mark_skips_the_question(typed: Typed, tmp_path: Path) -> None:
    printed = typed("1!")
    assert "Do it?" not in printed
    assert decisions(tmp_path) == ["hold PAK"]


def test_an_exclamation_mark_is_heard_after_any_spelling(typed: Typed, tmp_path: Path) -> None:
    """Also after a word from the middle of a choice, and after a deal of one's own making."""
    printed = typed(
        *TO_ACT, "counter-insurgency!", "compose chn give money:1 take vote:support!", told=["accept CHN"]
    )
    assert "Do it?" not in printed
    assert decisions(tmp_path)[1:] == ["sweep PAK hills", "compose PAK CHN give money:1 take vote:support"]


@pytest.mark.parametrize(
    "line", ["sweep PAK hills", "sweep hills", "SWEEP Hills", "sw", "sweep h", "  sweep   hills "]
)
def test_an_action_goes_by_its_key_its_short_key_or_a_beginning(
    typed: Typed, tmp_path: Path, line: str
) -> None:
    typed(*TO_ACT, line, "y")
    assert decisions(tmp_path)[-1] == "sweep PAK hills"


def test_what_fits_several_choices_lists_them_with_their_numbers(typed: Typed) -> None:
    said = answer(typed(*TO_ACT, "move"), "move")
    assert said.startswith("That fits 6 choices")
    assert "Move forces: Hill posts, Line of Control (1 point)" in said


def test_what_could_be_a_command_or_a_choice_is_asked_back(typed: Typed, tmp_path: Path) -> None:
    said = answer(typed(*TO_ACT, "l"), "l")
    assert "could be list, loans and log" in said
    assert "Lobby" in said
    assert decisions(tmp_path) == ["hold PAK"]


def test_a_mistyped_word_gets_the_nearest(typed: Typed) -> None:
    printed = typed(*TO_ACT, "mraket", "recncile hills")
    assert "Perhaps 'market'" in answer(printed, "mraket")
    assert "'reconcile hills'" in answer(printed, "recncile hills")


@pytest.mark.parametrize(
    ("line", "meant"),
    [("swep", "sweep"), ("recncile", "reconcile"), ("upgade old_pti", "upgrade old_pit"), ("mvoe", "move")],
)
def test_a_mistyped_action_is_guessed_word_by_word(typed: Typed, line: str, meant: str) -> None:
    """Also when only its first word was typed; what is meant by nothing gets no guess."""
    said = answer(typed(*TO_ACT, line), line)
    assert f"'{meant}'" in said or f"'{meant.split()[0]}" in said
    assert "Perhaps" not in answer(typed(*TO_ACT, "qqqqqq"), "qqqqqq")


def test_what_cannot_be_done_now_says_why(typed: Typed) -> None:
    """Named by its key or by two words of its title and object."""
    printed = typed("sweep hills", *TO_ACT, "mine high_seam", "mine high seam")
    assert "Not now: Open or expand a mine: High Seam: " in answer(printed, "mine high seam")
    assert "Not now: Counter-insurgency sweep: The Hills: another question" in answer(printed, "sweep hills")
    assert "Not now: Open or expand a mine: High Seam: " in answer(printed, "mine high_seam")


def test_a_number_out_of_range_says_the_range(typed: Typed) -> None:
    assert "The choices go from 1 to 4." in answer(typed("5"), "5")
    assert "The choices go from 1 to 4." in answer(typed("0"), "0")


def test_a_forecast_changes_nothing(typed: Typed, tmp_path: Path) -> None:
    said = answer(typed(*TO_ACT, "forecast sweep hills"), "forecast sweep hills")
    assert "Costs 1 point, $100m; leaves " in said
    assert re.search(r"Certain: Grievance, The Hills: up \d+, to \d+\.", said)
    odds = [
        int(found) for found in re.findall(r"^  (\d+)%, .*Insurgent strength, The Hills: down ", said, re.M)
    ]
    assert len(odds) == 2
    assert sum(odds) == 100
    assert decisions(tmp_path) == ["hold PAK"]


def test_a_step_on_a_ladder_tells_both_rungs(typed: Typed) -> None:
    """What each quarter brings where it leads, and what it brings now."""
    said = answer(typed(*TO_ACT, "forecast step line", seed=6), "forecast step line")
    [then] = re.findall(r"^  Each quarter on rung (\d+), .*: .*incident", said, re.M)
    [now] = re.findall(r"^  Now on rung (\d+), .*: .*incident", said, re.M)
    assert int(then) == int(now) - 1


def test_undo_takes_the_last_decision_back(typed: Typed, tmp_path: Path) -> None:
    printed = typed(*TO_ACT, "step line!", "undo", "pass!", seed=6)
    assert "1 decision taken back." in printed
    assert "step_back PAK line" in decisions(tmp_path)


def test_an_undo_after_programs_were_seen_to_move_asks_and_is_counted(typed: Typed, tmp_path: Path) -> None:
    """China moves in answer; `n` leaves everything as it is."""
    seen = "This takes back 1 move of programs that you have seen; the debrief counts it."
    begin = (*TO_ACT, "guard old!", "undo")
    told = ("release CHN light", "stockpile CHN light")
    refused = typed(*begin, "n", seed=6, told=told)
    assert seen in refused
    assert "Nothing is taken back." in refused
    assert "2 decisions taken back." not in refused
    printed = typed(*begin, "y", *["auto!"] * 60, seed=6, told=told)
    assert "2 decisions taken back." in printed
    assert "Pakistan took 1 decision back having seen how programs answered." in printed


def test_nothing_to_undo_says_why(typed: Typed) -> None:
    assert "Nothing can be taken back" in answer(typed("undo"), "undo")


# ---- many choices
def test_many_choices_are_laid_out_by_family_once_a_turn(typed: Typed) -> None:
    printed = typed(*TO_ACT, "sweep!")
    assert "Pakistan: Counter-insurgency sweep" not in printed  # nobody is told what they did themselves
    assert printed.count("`list security` lists a family") == 1
    assert "choices; `list` shows them." in printed


def test_a_family_is_listed_alone_and_all_is_everything(typed: Typed) -> None:
    printed = typed(*TO_ACT, "list security", "list all", "list hills")
    security, everything, hills = (answer(printed, f"list {word}") for word in ("security", "all", "hills"))
    assert "Counter-insurgency sweep: The Hills (1 point, $100m)" in security
    assert "Survey" not in security
    assert "Pass" in everything
    assert len(everything.splitlines()) > 35
    assert all("Hill" in line for line in hills.splitlines()[1:] if not line.endswith(":"))


# ---- deals of one's own making
def test_a_deal_is_composed_confirmed_and_answered(typed: Typed, tmp_path: Path) -> None:
    deal = "compose chn give money:3 take truce:line"
    printed = typed(*TO_ACT, deal, "y", "why money.PAK", told=["accept CHN"])
    said = answer(printed, deal)
    assert "China keeps tension over the Line at rung 6 or below for 4 quarters." in said
    assert "Costs 1 point, and $300m if they accept; leaves " in said
    assert "  If they accept: Treasury of China: up $300m, to " in said
    assert "China accepts the Pakistani offer" in printed
    assert decisions(tmp_path)[-1] == "compose PAK CHN give money:3 take truce:line"
    assert "down $300m, now " in printed


def test_one_side_of_a_deal_may_be_left_out(typed: Typed, tmp_path: Path) -> None:
    typed(*TO_ACT, "compose CHN give money:1", "y", "compose CHN take money:2", "y")
    made = [key for key in decisions(tmp_path) if key.startswith("compose")]
    assert made == ["compose PAK CHN give money:1 take nothing", "compose PAK CHN give nothing take money:2"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("compose", "a power and clauses"),
        ("compose CHN", "a power and clauses"),
        ("compose CHN give monay:3", "no clause called 'monay'"),
        ("compose MARS give money:3", "a deal reads"),
        ("compose CHN give money:40", "Not possible: "),
    ],
)
def test_a_deal_that_cannot_be_made_says_why(typed: Typed, tmp_path: Path, line: str, words: str) -> None:
    assert words in answer(typed(*TO_ACT, line, "y"), line)
    assert decisions(tmp_path) == ["hold PAK"]


@pytest.mark.parametrize("line", ["Move forces: Hill posts, Line of Control", "move hill posts, line"])
def test_a_choice_may_be_typed_as_it_is_listed(typed: Typed, tmp_path: Path, line: str) -> None:
    """Commas and all; and what can be chosen is never said to be barred."""
    printed = typed("hold!", f"forecast {line}")
    said = answer(printed, f"forecast {line}")
    assert "Move forces: Hill posts, Line of Control." in said or "That fits 2 choices" in said
    assert "Not now" not in said


def test_ones_own_seat_may_be_said(typed: Typed, tmp_path: Path) -> None:
    typed("hold!", "compose PAK CHN give money:4 take truce:line!")
    assert decisions(tmp_path)[-1] == "compose PAK CHN give money:4 take truce:line"


def test_a_script_can_compose(typed: Typed, tmp_path: Path) -> None:
    typed(script="hold PAK\nrefuse PAK\ncompose PAK CHN give money:1 take nothing\n", told=[LOAN])
    assert decisions(tmp_path)[2] == "compose PAK CHN give money:1 take nothing"


# ---- being told
def test_what_china_does_is_told_with_its_reason(typed: Typed) -> None:
    printed = typed("hold!", told=["hold CHN", LOAN])
    assert "China: Say nothing (as told)." in printed
    assert re.search(r"^China offers Pakistan a loan .*\(as told\)\.$", printed, re.M)
    assert "China offers: A loan of $2bn" in printed
    assert "Rider: pledge a mine stake against default." in printed


def test_a_secret_act_is_not_told(typed: Typed, tmp_path: Path) -> None:
    printed = typed("hold!", told=["covert CHN fund PAK"])
    assert decisions(tmp_path, "CHN")[2] == "covert CHN fund PAK"
    assert "as told" not in printed
    assert "fund insurgents" not in printed
    assert "funding insurgents" not in printed


def test_a_new_quarter_is_announced_before_its_news_and_reported(typed: Typed) -> None:
    printed = typed(*["1!"] * 12)
    announced = printed.index("Turn 2 of 4, 2025 Q1.")
    reported = printed.index("Since 2024 Q4:")
    assert announced < reported
    assert printed.count("Turn 2 of 4, 2025 Q1.\n") == 1
    assert "Scores: China " in printed[reported:]
    report = printed[reported:].split("Scores:")[0]
    assert "Treasury of Pakistan: " in report


def test_the_answer_to_ones_own_offer_stands_out(typed: Typed) -> None:
    printed = typed(*TO_ACT, "ceasefire line!", told=["accept CHN"], china="thumb")
    assert "*** Your offer is answered: China " in printed
    assert "*** Your offer is answered" not in typed(*TO_ACT, "pass!", told=[LOAN], china="thumb")


def test_what_falls_due_is_said_at_the_start_of_the_quarter(typed: Typed) -> None:
    printed = typed("hold!", *["pass!"] * 3, "hold!")
    _, second = printed.split("Since 2024 Q4:", 1)
    assert "The lender's board reviews your programme at the end of this quarter." in second.split("[", 1)[0]


def test_why_tells_the_causes(typed: Typed) -> None:
    said = answer(typed(*TO_ACT, "sweep!", "why griev.hills"), "why griev.hills")
    value = re.match(r"Grievance, The Hills: (\d+)\.\n", said)[1]
    assert re.search(rf"  Turn 1: up \d+, now {value}, Pakistan: Counter-insurgency sweep: The Hills$", said)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("why", "`why grievance.hills`"),
        ("why grievence.hills", "Perhaps grievance, "),
        ("why grievance.hilz", "Perhaps hills?"),
        ("why grievance", "grievance wants region, as in grievance.hills"),
        ("why co.hills", "Perhaps consent, cohesion, corridor, cover?"),
        ("why money pak reserves", "Reserves of Pakistan: $11bn."),
        ("why import_reliance.PAK", "Import reliance of Pakistan: 100%."),
        ("why cohesion.PAK", "  Stability, Pakistan: 50."),
        ("why cohesion.PAK", "  (50 + 44) / 2 = 47."),
        ("why cohesion.PAK", "Ask on: why stability.PAK and unrest.hills."),
        ("why reserves.PAK", "Reserves of Pakistan: $11bn."),
        ("why site_income.CHN", "Income a quarter from the sites of China: $"),
        ("why threat", "Militant threat: 30."),
        ("why stake", "stake wants site, as in stake."),
        ("why foo", "No figure 'foo'. There are "),
        ("why foo", " footprint, "),
        ("why foo.PAK", "Regional footprint, Pakistan: "),
        ("why disposition.australia.pak", "Disposition of Australia toward Pakistan: 50."),
        ("why Disposition Australia PAKISTAN", "Disposition of Australia toward Pakistan: 50."),
        ("why grievance.the hills", "Grievance, The Hills: "),
        ("why money Pakistan, reserves", "Reserves of Pakistan: $"),
        ("exit", "Saved in "),
        ("compose CHN give money:1", "Deals are offered in the Actions phase; "),
    ],
)
def test_why_helps_to_find_a_figure(typed: Typed, line: str, words: str) -> None:
    assert words in answer(typed(line), line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("board", "You are Pakistan: $2bn, reserves $11bn"),
        ("powers", "China, trust in you 50"),
        ("market", "Export control: China on processing technology to Pakistan, licence."),
        ("loans", "Pakistan owes the IMF $3bn at 3% a year"),
        ("loa", "riders (secret): let the lender use Gwadar"),
        ("regions", "The Hills, Pakistan: consent 37, grievance 55, insurgent strength 50"),
        ("arenas", "The Line, China and Pakistan: rung 3 of 10, Patrols."),
        ("arenas", "  Each quarter here: an incident "),
        ("why tension.line", "  On the next rung, 4, "),
        ("sites", "High Seam, mine in Pakistan: capacity 0 of 2. Ore not surveyed"),
        ("sites", "The Sea Lane, lane: open."),
        ("objectives", "Income from the ground (machines): 5 of 34 points."),
        ("goals", "Income from the ground (machines): 5 of 34 points."),
        ("goals chi", " points. "),
        ("goals chi", "(why "),
        ("goals x", "`goals` takes a power: CHN, PAK."),
        ("controls", "Of the usual sales a regime lets through: open 100%, licence "),
        ("partners", "Australia: disposition toward China 35, Pakistan 50"),
        ("log", "2024 Q4: Ambush in the hills."),
        ("log 0", "Nothing has happened yet."),
        ("log x", "takes a number"),
        ("?", "why FIGURE"),
        ("help sweep", "Counter-insurgency sweep: "),
        ("help zzz", "Nothing here is called 'zzz'"),
        ("", "2. Threaten"),
    ],
)
def test_the_board_can_be_looked_up(typed: Typed, line: str, words: str) -> None:
    assert words in answer(typed(line), line)


def test_a_secret_rider_is_read_by_its_parties(typed: Typed) -> None:
    lent = typed("hold!", "accept!", "loans", told=[SECRET_LOAN])
    assert "riders (secret): pledge a mine stake" in answer(lent, "loans")


# ---- stopping and going on
@pytest.mark.parametrize("lines", [["hold!"], ["hold!", "quit"], ["hold!", "q"], ["hold!", "sweep"]])
def test_stopping_anywhere_says_where_the_game_is_and_keeps_it(
    typed: Typed, tmp_path: Path, lines: list[str]
) -> None:
    printed = typed(*lines)
    (journal,) = tmp_path.glob("*.jsonl")
    assert printed.rstrip().endswith(f"Saved in {journal}")
    assert decisions(tmp_path) == ["hold PAK"]
    assert verify(journal).ok


def test_a_saved_game_goes_on_and_tells_the_quarter_so_far(typed: Typed, tmp_path: Path) -> None:
    typed("hold!")
    (journal,) = tmp_path.glob("*.jsonl")
    printed = typed("sweep!", saved=journal)
    assert "Turn 1 of 4, 2024 Q4." in printed
    assert "Ambush in the hills." in printed
    assert decisions(tmp_path) == ["hold PAK", "sweep PAK hills"]


def test_saves_lists_the_games_beside_this_one(typed: Typed, tmp_path: Path) -> None:
    (journal,) = [typed("hold!")] and list(tmp_path.glob("*.jsonl"))
    said = answer(typed("saves", seed=6), "saves")
    assert f"{journal.name}: Tiny, turn 1" in said


# ---- several people, and none
def test_the_keyboard_is_passed_and_the_next_player_says_so(typed: Typed) -> None:
    printed = typed("CHN", "1!", "hold!", "pakistan", "hold!", china=HUMAN)
    assert "Pass the keyboard to China.\nChina, type CHN and Enter to go on. CHN\n" in printed
    first, second = printed.split("Pass the keyboard to Pakistan.")
    # A pipe cannot be cleared, and nobody is told that it was.
    assert second.startswith(
        " What stands above cannot be cleared from here: clear or cover it before they look.\n"
    )
    assert "\x1b" not in printed
    assert "[China, turn 1 of 4, Signals" in first
    assert "China: Say nothing." in second.split("[Pakistan")[0]
    assert "Pass the keyboard" not in typed("hold!")


def test_no_enter_too_many_and_no_other_word_takes_the_keyboard(typed: Typed) -> None:
    printed = typed("CHN", "1!", "hold!", "", "CHN", "y", china=HUMAN)
    _, second = printed.split("Pass the keyboard to Pakistan.")
    assert second.count("Pakistan, type PAK and Enter to go on.") == 4
    assert "[Pakistan" not in second
    assert "China: Say nothing" not in second


def test_a_script_that_hands_over_to_the_keyboard_has_shown_things(typed: Typed) -> None:
    printed = typed("quit", china=HUMAN, script="auto\n")
    assert "cannot be cleared from here" in printed


def test_what_is_taken_back_is_not_told_to_the_next_player(typed: Typed) -> None:
    opening = ("CHN", "1!", "hold!", "PAK", "hold!", "CHN")
    acts = ("step line!", "PAK", "pass!", "CHN", "release light!", "undo", "pass!", "PAK")
    printed = typed(*opening, *acts, china=HUMAN)
    # China's own, and Pakistan's news of it.
    assert printed.count("China eases tension over the Line, to ") == 2
    assert printed.count("China releases light rare earths from its stockpile.") == 1
    news = printed.split("Pass the keyboard to Pakistan.")[-1]
    assert "China: Pass." in news


def test_sealed_orders_stay_sealed(tiny: Scenario, tmp_path: Path) -> None:
    spec = evolve(tiny.spec, sealed=True)
    sealed = compile_scenario(spec)
    seats = {"CHN": HUMAN, "PAK": HUMAN}
    table = new_table(sealed, to_data(spec), seats, 5, tmp_path)
    steps = ("CHN", "1!", "hold!", "PAK", "hold!", "CHN", "step line!", "pass!", "PAK")
    printed = StringIO()
    play(table, Console(StringIO("".join(f"{step}\n" for step in steps)), printed))
    own, others = printed.getvalue().rsplit("Pass the keyboard to Pakistan.", 1)
    assert "seals an order: Step back: The Line." in own
    assert "What do you order?" in others
    assert "Step back" not in others.split("[Pakistan")[0].split("What do you order?")[0]


def test_a_game_without_people_is_told_to_its_end(typed: Typed) -> None:
    printed = typed(pakistan="random", told=[LOAN])
    assert "The game is over: " in printed
    assert "Turn 4 of 4, 2025 Q3." in printed
    assert "China makes Pakistan an offer." in printed
    assert "Pakistan refuses the Chinese offer." in printed
    assert "[Pakistan" not in printed


# ---- the end
def test_the_debrief_ranks_scores_and_draws(typed: Typed) -> None:
    printed = typed(*["1!"] * 80)
    end = printed[printed.index("The game is over: ") :]
    ending = end.splitlines()[1]
    assert printed.count(ending) == 1
    assert " wins." in end or " share the win." in end or "nobody wins" in end
    assert "  1. " in end
    assert "(machines " in end
    assert "  2025 Q3: CHN " in end
    assert "Chart: C China, P Pakistan" in end
    assert "Turning points" in end
    assert "Saved in " in end


# ---- scripts
def test_a_script_decides_first_then_the_keyboard(typed: Typed, tmp_path: Path) -> None:
    script = "# the opening\n\nhold PAK  # quietly\n  refuse PAK\nsweep   PAK hills\n"
    printed = typed("pass!", script=script, told=[LOAN])
    assert decisions(tmp_path)[:4] == ["hold PAK", "refuse PAK", "sweep PAK hills", "pass PAK"]
    assert "Pakistan, line 3: Say nothing." in printed


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "sweep PAK hils",
            "line 2: no such action in this scenario: 'sweep PAK hils'; perhaps 'sweep PAK hills'",
        ),
        ("hold PAK", "line 2: hold PAK: "),
        ("accept CHN", "line 2: accept CHN: "),
    ],
)
def test_a_bad_line_names_file_and_line_and_keeps_the_game(
    typed: Typed, tmp_path: Path, line: str, words: str
) -> None:
    with pytest.raises(ScriptFault) as caught:
        typed(script=f"hold PAK\n{line}\n")
    assert str(caught.value).startswith(f"{tmp_path / 'script.txt'}, {words}")
    assert decisions(tmp_path) == ["hold PAK"]
    (journal,) = tmp_path.glob("*.jsonl")
    assert verify(journal).ok


def test_a_script_that_is_not_text_is_a_fault(tmp_path: Path) -> None:
    from wargame.plain import Script

    path = tmp_path / "bad.txt"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ScriptFault, match=r"bad\.txt: not UTF-8"):
        Script.read(path)
    with pytest.raises(ScriptFault, match=r"none\.txt: No such file"):
        Script.read(tmp_path / "none.txt")


def test_a_report_about_one_thing_leaves_out_the_rest(typed: Typed) -> None:
    """By id, by name or by the beginning of a word, in any case; what stands under an entry goes with it."""
    printed = typed(*TO_ACT, "sites", "sites HIGH", "sites old_pit", "powers china", "sites zebra")
    every = answer(printed, "sites")
    for text in ("sites HIGH", "sites old_pit"):
        some = answer(printed, text)
        assert 0 < len(some.splitlines()) < len(every.splitlines())
        assert all(line in every for line in some.splitlines())
    assert "Pakistan, you" not in answer(printed, "powers china")
    assert "Nothing in `sites` mentions 'zebra'; `sites` alone shows all of it." in printed


def test_a_command_that_takes_nothing_says_so() -> None:
    """Every command uses the words after it, or refuses them; its usage tells which."""
    for command in COMMANDS.values():
        assert command.alone == (re.search("[A-Z]", command.usage) is None), command.usage
        if command.alone:
            with pytest.raises(NotUnderstood, match=f"`{command.name}` takes nothing more"):
                carry_out(command, None, None, "skardu", sure=False)


def test_nothing_happens_when_a_command_is_given_too_much(typed: Typed) -> None:
    """`undo 3` takes nothing back and `quit now` does not quit."""
    printed = typed(*TO_ACT, "undo 3", "quit now", "auto please!", "board")
    for name in ("undo", "quit", "auto"):
        assert f"`{name}` takes nothing more; type it alone." in printed
    assert "You are Pakistan" in answer(printed, "board")


def test_a_deal_may_be_typed_in_capitals(typed: Typed) -> None:
    """Caps Lock does not make it another."""
    printed = typed(*TO_ACT, "COMPOSE CHN GIVE MONEY:1 TAKE NOTHING", "n")
    assert "Do it? y or n:" in printed
    assert "It reads" not in printed


def test_the_last_quarter_is_told_before_the_debrief(typed: Typed, tiny: Scenario) -> None:
    """Its changes are as much news as those of the others."""
    printed = typed(*["auto!"] * 60)
    last = f"Since {tiny.quarter(tiny.spec.turns)}:"
    assert last in printed
    assert printed.index(last) < printed.index("Goals\n")
