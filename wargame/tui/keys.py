"""Every key of the terminal game, once: bindings, the key bar, the command palette and the help page read this list."""

from __future__ import annotations

from attrs import frozen
from textual.binding import Binding, BindingType

from wargame.explain.panels import TABS
from wargame.tui.present.panels import KEYS, SPAN

EVERYWHERE, BOARD, MOVING, CHOOSING, COMPOSING, TITLE, PAGES, HANDOVER, MAP, ASKING, ADVISED, WRITING = (
    "everywhere",
    "board",
    "moving",
    "choosing",
    "composing",
    "title",
    "pages",
    "handover",
    "map",
    "asking",
    "advised",
    "writing",
)
SCOPES = {
    EVERYWHERE: "Everywhere",
    TITLE: "Title and lists",
    BOARD: "The board",
    MOVING: "Moving about",
    MAP: "On the map",
    CHOOSING: "Choosing",
    COMPOSING: "Composing a deal",
    PAGES: "Reports and pages",
    ADVISED: "Advice",
    HANDOVER: "Handing over",
    ASKING: "Yes or no",
    WRITING: "Writing a reason",
}


@frozen
class Command:
    """One thing a key does. `action` is the Textual action; `rank` orders the key bar (0: not on it)."""

    keys: str
    action: str
    title: str
    about: str
    scope: str
    rank: int = 0
    shown: str = ""
    """How the keys are written, when not as they are."""
    first: bool = False
    """Whether it comes before whatever has the focus."""

    @property
    def label(self) -> str:
        """The keys as a person reads them."""
        return self.shown or " ".join(_WRITTEN.get(key, key) for key in self.keys.split(","))


_WRITTEN = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "question_mark": "?",
    "plus": "+",
    "minus": "−",
    "equals_sign": "=",
    "f1": "F1",
    "f2": "F2",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
    "ctrl+c": "Ctrl+C",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "comma": ",",
    "full_stop": ".",
    "left": "←",
    "right": "→",
}

ADVICE = "The moves that a planner likes best for you, from what you know"

COMMANDS: tuple[Command, ...] = (
    Command("f1,h", "app.help", "Help", "The rules in short, all keys, every action.", EVERYWHERE, 90),
    Command("t", "app.light", "Light or dark", "Switch between the dark and the light theme.", EVERYWHERE),
    Command(
        "b", "app.safe_colours", "Colour-blind safe", "Switch the Okabe–Ito colours on or off.", EVERYWHERE
    ),
    Command("q", "app.ask_quit", "Quit", "Leave. The game is saved already.", EVERYWHERE, 95),
    Command(
        "ctrl+c",
        "app.ask_quit(True)",
        "Quit",
        "The same anywhere, also where letters are typed; twice quits.",
        EVERYWHERE,
        first=True,
    ),
    Command("enter", "go", "Open", "Open or start what is selected.", TITLE, 10),
    Command("escape", "back", "Back", "Back to the screen before.", TITLE, 20),
    Command("a,enter", "act", "Decide", "Open the choices of the pending decision.", BOARD, 10, "Enter"),
    Command("", "debrief", "Debrief", "Once the game is over: how it went, and why.", BOARD, 10, "Enter"),
    Command("", "again", "Try again", "When the game could not be saved: once more.", BOARD, 10, "Enter"),
    Command("c", "family('controls')", "Controls", "Choose among export controls.", BOARD),
    Command("i", "family('investment')", "Invest", "Choose among investments.", BOARD),
    Command("l", "family('loans')", "Loans", "Choose among loans and money.", BOARD),
    Command("s", "family('security')", "Security", "Choose among forces, talks and ladders.", BOARD),
    Command("d", "family('diplomacy')", "Diplomacy", "Choose among pacts and deals.", BOARD),
    Command(
        "",
        "family('')",
        "Actions",
        "One family of actions, or all.",
        BOARD,
        50,
        "c i l s d",
    ),
    Command("p", "pass", "Pass", "Pass, or declare no threat.", BOARD, 20),
    Command(
        "u",
        "undo",
        "Undo",
        "Take your last decision back, unless chance fell or somebody answered; counted once programs have moved.",
        BOARD,
        25,
    ),
    Command(
        "w,question_mark", "why", "Why?", "Why the marked figure stands where it stands.", BOARD, 30, "w"
    ),
    Command("v,f2", "advice", "Advice", f"{ADVICE}.", BOARD, 28, "v"),
    Command("g", "reason", "Reason", "A line of why, kept in the journal with your next decision.", BOARD),
    Command("r", "report", "Report", "The last turn, phase by phase.", BOARD, 40),
    Command("", "", "Panels", "Each panel by its number.", BOARD, 37, SPAN),
    *(
        Command(
            KEYS[panel.word],
            f"panel('{panel.name}')",
            panel.name,
            f"{panel.about[:1].upper()}{panel.about[1:]}.",
            BOARD,
        )
        for panel in TABS
    ),
    Command("z", "zoom", "Zoom", "A closer look at the map, and back.", BOARD),
    Command("e", "detail", "Details", "All about what is selected on the map.", BOARD),
    Command("plus,equals_sign", "pace(1)", "Faster", "Let programs move faster.", BOARD, 0, "+"),
    Command("minus", "pace(-1)", "Slower", "Let programs move slower.", BOARD),
    Command("space", "skip", "Skip", "Do not wait: on to your next decision.", BOARD, 15),
    Command("escape", "leave", "Title", "Back to the title screen. The game is saved.", BOARD, 36),
    Command("tab", "app.focus_next", "Next panel", "On to the next panel.", MOVING),
    Command("shift+tab", "app.focus_previous", "Panel before", "Back to the panel before.", MOVING),
    Command("", "", "Move", "Move among figures, places or rows.", MOVING, 0, "← ↑ ↓ →"),
    Command("", "", "Scroll", "Scroll a page.", MOVING, 0, "PgUp PgDn"),
    Command("", "", "Mouse", "Click to select; click a marked figure again to ask why.", MOVING, 0, "click"),
    Command("n,full_stop", "next(1)", "Next", "The next thing on the map, in reading order.", MAP),
    Command("comma", "next(-1)", "Before", "The thing before it.", MAP),
    Command("enter", "confirm", "Choose", "Take the marked row, then confirm.", CHOOSING, 10),
    Command("escape", "back", "Back", "One step back, or look at the board first.", CHOOSING, 20),
    Command("backspace", "erase", "Erase", "Take back a typed letter, or a step.", CHOOSING),
    Command("", "", "Filter", "Type letters to narrow a long list.", CHOOSING, 30, "a–z"),
    Command("", "", "Pick", "Take a row of a short list by its number.", CHOOSING, 31, "1–9"),
    Command("", "", "Families", "Only one family of actions; 0 shows all.", CHOOSING, 40, "1–5"),
    Command("f2,v", "advice", "Advice", f"{ADVICE}.", CHOOSING, 35, "F2"),
    Command("pagedown", "page(1)", "More", "Scroll what stands beside the list.", CHOOSING, 25),
    Command("pageup", "page(-1)", "Back up", "Scroll it back.", CHOOSING),
    Command(
        "",
        "",
        "Choose",
        "Add a clause, drop a rider, or make the offer: whatever the marked row says.",
        COMPOSING,
        10,
        "Enter",
    ),
    Command(
        "left", "change(-1)", "Less", "Less of a clause or a loan, or the partner before.", COMPOSING, 20
    ),
    Command("right", "change(1)", "More", "More of a clause or a loan, or the next partner.", COMPOSING, 21),
    Command(
        "backspace,delete",
        "remove",
        "Remove",
        "Take the marked clause or rider out.",
        COMPOSING,
        30,
        "Backspace",
    ),
    Command("escape", "back", "Back", "No deal or counter-offer after all.", COMPOSING, 25),
    Command("pagedown", "page(1)", "More", "Scroll what would come of it.", COMPOSING, 26),
    Command("pageup", "page(-1)", "Back up", "Scroll it back.", COMPOSING),
    Command("escape,enter", "back", "Close", "Back to the board.", PAGES, 10, "Enter Esc"),
    Command("comma", "turn(-1)", "Turn before", "The report of the turn before.", PAGES, 20),
    Command("full_stop", "turn(1)", "Next turn", "The report of the next turn.", PAGES, 21),
    Command(
        "w,question_mark", "why", "Why?", "Why the marked figure stands where it stands.", PAGES, 30, "w"
    ),
    Command("", "", "Take", "See what one of the moves would do, then confirm it.", ADVISED, 5, "1–3"),
    Command("space", "ready", "I am ready", "Show the board to the player who is asked for.", HANDOVER, 10),
    Command("", "", "Answer", "Take the marked button; the arrow keys mark the other.", ASKING, 5, "Enter"),
    Command("y", "answer(True)", "Yes", "As the first button says.", ASKING, 10),
    Command("n,escape", "answer(False)", "No", "As the second button says.", ASKING, 20, "n Esc"),
    Command("", "", "Keep", "Keep what is written.", WRITING, 10, "Enter"),
    Command("escape", "back", "Back", "Leave it as it was.", WRITING, 20),
)


def commands(*scopes: str) -> list[Command]:
    """The commands of some scopes, in order."""
    return [command for command in COMMANDS if command.scope in scopes]


def bindings(*scopes: str, only: str = "") -> list[BindingType]:
    """Textual bindings for scopes; `only` keeps the commands with these actions (comma separated).

    Letters are bound as capitals too: a terminal cannot tell Caps Lock from Shift, so no capital means anything else.
    """
    wanted = set(only.split(",")) if only else None
    return [
        Binding(
            ",".join(dict.fromkeys(each for key in command.keys.split(",") for each in (key, capital(key)))),
            command.action,
            command.title,
            show=False,
            priority=command.first,
            tooltip=command.about,
        )
        for command in commands(*scopes)
        if command.keys and command.action and (wanted is None or command.action in wanted)
    ]


def capital(key: str) -> str:
    """A letter's key with Caps Lock on; any other key as it is."""
    return key.upper() if len(key) == 1 else key


def help_rows() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The help page's key tables: (where, [(keys, title, about)])."""
    return [
        (title, [(c.label, c.title, c.about) for c in commands(scope)]) for scope, title in SCOPES.items()
    ]
