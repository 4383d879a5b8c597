"""How roles look: four palettes (dark, light, and both in colours safe for the colour-blind) and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import frozen
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.theme import Theme

from wargame.rules.letters import visible_lines
from wargame.tui.present.lines import Line, Span

_COLOURS = 6
"""Colours for seats in a palette: as many as there can be powers."""
_slots: list[int] = []
"""The palette's colour of each seat of the scenario on the screen."""


def seat_colours(wanted: Sequence[int]) -> None:
    """Give the seats of a scenario their colours: the one each asks for, 1 to 6, or the next that nobody has."""
    free = iter([*(slot for slot in range(_COLOURS) if slot + 1 not in wanted), *range(_COLOURS)])
    _slots[:] = [want - 1 if want else next(free) for want in wanted]
    style.cache_clear()


@frozen
class Palette:
    """Colours by what they are for. `seats` are the powers' colours in the scenario's order."""

    name: str
    dark: bool
    text: str
    muted: str
    faint: str
    ground: str
    surface: str
    panel: str
    accent: str
    brand: str
    good: str
    warn: str
    bad: str
    route: str
    partner: str
    land: str
    seats: tuple[str, ...]

    def colour(self, role: str) -> str:
        """The colour of one role word."""
        if role.startswith("seat"):
            seat = int(role[4:])
            slot = _slots[seat] if seat < len(_slots) else seat
            return self.seats[slot % len(self.seats)]
        named = {
            "muted": self.muted,
            "faint": self.faint,
            "accent": self.accent,
            "title": self.accent,
            "phase": self.accent,
            "key": self.accent,
            "brand": self.brand,
            "good": self.good,
            "warn": self.warn,
            "bad": self.bad,
            "route": self.route,
            "partner": self.partner,
        }
        return named.get(role, self.text)


_SEATS_SAFE_DARK = ("#e8743b", "#56b4e9", "#2bbf94", "#f0e442", "#cc79a7", "#b0b0b0")
_SEATS_SAFE_LIGHT = ("#a64200", "#00659e", "#006a48", "#755c00", "#8f3d6d", "#4c4c4c")

DARK = Palette(
    name="chokepoint-dark",
    dark=True,
    text="#d6dde4",
    muted="#8b98a5",
    faint="#465360",
    ground="#0e1318",
    surface="#131a21",
    panel="#1d2731",
    accent="#58b8b0",
    brand="#e3b565",
    good="#79c488",
    warn="#e0b45c",
    bad="#ee6d72",
    route="#6f97ba",
    partner="#b9a6d6",
    land="#172028",
    seats=("#f07a72", "#6cb0f2", "#74c97c", "#f0a64f", "#c49be8", "#a9b5c0"),
)
LIGHT = Palette(
    name="chokepoint-light",
    dark=False,
    text="#20272e",
    muted="#4e5963",
    faint="#b4b4ab",
    ground="#f7f4ec",
    surface="#f1ede2",
    panel="#e8e2d3",
    accent="#0d6b70",
    brand="#7d5100",
    good="#1d6f38",
    warn="#825700",
    bad="#ab1f2d",
    route="#3d637f",
    partner="#6a4b94",
    land="#ece6d6",
    seats=("#ab1f2d", "#1a5ba5", "#1d6f38", "#8f4a00", "#6a3d94", "#55606b"),
)
SAFE_DARK = Palette(
    name="okabe-dark",
    dark=True,
    text="#dde3e8",
    muted="#939fab",
    faint="#4a5560",
    ground="#0e1318",
    surface="#131a21",
    panel="#1d2731",
    accent="#d98fb9",
    brand="#f0e442",
    good="#56b4e9",
    warn="#f0e442",
    bad="#f0833f",
    route="#7d93a6",
    partner="#c9a9c0",
    land="#172028",
    seats=_SEATS_SAFE_DARK,
)
SAFE_LIGHT = Palette(
    name="okabe-light",
    dark=False,
    text="#20272e",
    muted="#4e5963",
    faint="#b4b4ab",
    ground="#f7f4ec",
    surface="#f1ede2",
    panel="#e8e2d3",
    accent="#8f3d6d",
    brand="#6d5500",
    good="#005f96",
    warn="#6d5500",
    bad="#a03f00",
    route="#4c5c6f",
    partner="#6f4c67",
    land="#ece6d6",
    seats=_SEATS_SAFE_LIGHT,
)
PALETTES = {palette.name: palette for palette in (DARK, LIGHT, SAFE_DARK, SAFE_LIGHT)}


def other(name: str, *, light: bool = False, safe: bool = False) -> str:
    """The palette's name after turning over its light or its safety."""
    family, _, shade = name.partition("-")
    if light:
        shade = "light" if shade == "dark" else "dark"
    if safe:
        family = "okabe" if family == "chokepoint" else "chokepoint"
    return f"{family}-{shade}"


def theme(palette: Palette) -> Theme:
    """The palette as Textual wants it."""
    return Theme(
        name=palette.name,
        primary=palette.accent,
        secondary=palette.brand,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.surface,
        panel=palette.panel,
        success=palette.good,
        warning=palette.warn,
        error=palette.bad,
        dark=palette.dark,
        variables={
            "muted": palette.muted,
            "faint": palette.faint,
            "footer-key-foreground": palette.accent,
            "border": palette.faint,
            "border-blurred": palette.faint,
            "block-cursor-background": palette.panel,
            "block-cursor-foreground": palette.text,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": palette.panel,
            "block-cursor-blurred-foreground": palette.text,
            "block-hover-background": palette.panel,
            "input-cursor-background": palette.accent,
            "scrollbar": palette.panel,
            "scrollbar-hover": palette.muted,
            "scrollbar-active": palette.accent,
            "scrollbar-background": palette.ground,
            "scrollbar-background-hover": palette.ground,
            "scrollbar-background-active": palette.ground,
            "scrollbar-corner-color": palette.ground,
        },
    )


@lru_cache(maxsize=1024)
def style(palette_name: str, role: str) -> Style:
    """The Rich style of a role."""
    palette = PALETTES[palette_name]
    if role.startswith("badge"):
        ground = palette.colour("seat" + role[5:]) if role[5:] else palette.accent
        return Style(color=palette.ground, bgcolor=ground, bold=True)
    words = role.split()
    colour = palette.colour(words[0] if words else "")
    bold = "bold" in words or (bool(words) and words[0] in ("strong", "title", "phase", "brand", "key"))
    soil = palette.land if "land" in words else None
    return Style(color=colour, bgcolor=soil, bold=bold, italic="italic" in words)


def strip(
    palette_name: str, line: Line, width: int, base: Style | None = None, marked: Span | None = None
) -> Strip:
    """A line as a strip of exactly that width; the marked span is shown in reverse."""
    segments = []
    for span in line.spans:
        look = style(palette_name, span.role)
        if base is not None:
            look = base + look
        if span is marked:
            inner = span.text.strip()
            lead = len(span.text) - len(span.text.lstrip())
            tail = len(span.text) - lead - len(inner)
            segments.append(Segment(" " * lead, look))
            segments.append(Segment(inner, look + Style(reverse=True)))
            segments.append(Segment(" " * tail, look))
        else:
            segments.append(Segment(span.text, look))
    return Strip(segments).adjust_cell_length(width, base)


def words(text: str) -> Content:
    """Text for a widget that would read markup in it, or hand a terminal what terminals obey."""
    return Content(visible_lines(text))


def content(palette_name: str, lines: Iterable[Line]) -> Content:
    """Lines as Textual content, for widgets that wrap and size themselves."""
    parts: list[Content] = []
    for line in lines:
        spans = [(span.text, _content_style(palette_name, span.role)) for span in line.spans]
        parts.append(Content.assemble(*spans))
    return Content("\n").join(parts)


def _content_style(palette_name: str, role: str) -> str:
    look = style(palette_name, role)
    words = [look.color.name if look.color else ""]
    words += ["bold"] if look.bold else []
    words += ["italic"] if look.italic else []
    words += [f"on {look.bgcolor.name}"] if look.bgcolor else []
    return " ".join(words)
