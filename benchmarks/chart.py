"""Bars as SVG, written by hand: nothing to install, and the same bytes from the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LEFT, RIGHT, ROW, TOP = 860, 320, 130, 26, 52
COLOURS = {True: "#2463a8", False: "#9aa5b1"}  # ours, others


@dataclass(frozen=True)
class Bar:
    """low and high: the smallest and largest of the repetitions; ours: has the colour that stands out."""

    name: str
    value: float
    low: float
    high: float
    ours: bool


def chart(title: str, unit: str, bars: Sequence[Bar]) -> str:
    """Horizontal bars from 0, in the order given, each with its value, and a line from low to high."""
    longest = max((bar.high for bar in bars), default=0.0) or 1.0
    scale = (WIDTH - LEFT - RIGHT) / longest
    height = TOP + ROW * len(bars) + 12
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="sans-serif" font-size="13" role="img" aria-label="{escape(title)}">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="12" y="22" font-size="15" font-weight="bold" fill="#1b1f24">{escape(title)}</text>',
        f'<text x="12" y="40" fill="#57606a">{escape(unit)}; line: smallest to largest</text>',
    ]
    for i, bar in enumerate(bars):
        parts += _bar(bar, TOP + ROW * i, scale)
    return "\n".join([*parts, "</svg>", ""])


def _bar(bar: Bar, y: int, scale: float) -> list[str]:
    middle, end = y + ROW / 2, LEFT + bar.value * scale
    low, high = LEFT + bar.low * scale, LEFT + bar.high * scale
    shown = f"{bar.value:.2f}" if bar.value < 10 else f"{bar.value:.0f}"
    return [
        f'<text x="{LEFT - 8}" y="{middle + 4:.1f}" text-anchor="end" fill="#1b1f24">{escape(bar.name)}</text>',
        f'<rect x="{LEFT}" y="{y + 4}" width="{bar.value * scale:.1f}" height="{ROW - 8}" fill="{COLOURS[bar.ours]}"/>',
        f'<line x1="{low:.1f}" y1="{middle:.1f}" x2="{high:.1f}" y2="{middle:.1f}" stroke="#1b1f24"/>',
        f'<text x="{max(end, high) + 6:.1f}" y="{middle + 4:.1f}" fill="#1b1f24">{shown}</text>',
    ]
