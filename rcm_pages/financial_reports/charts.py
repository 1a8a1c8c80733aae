"""Charts as SVG inside the page: drawn by pygal, dressed by the style sheet.

pygal computes scales, bars and labels. What it brings for pages of its own is taken
off: its script, its style sheet and its inline styles, which the site's policy would
stop, and which know neither the dark theme nor print.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pygal
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

# pygal hangs an importer of an old kind into the interpreter, for maps that are not
# used here; each later import of anything would warn of it.
sys.meta_path[:] = [
    finder
    for finder in sys.meta_path
    if not isinstance(finder, pygal.PluginImportFixer)
]

WIDTH = 480
_BAR, _AROUND, _ROOM = 17, 26, 96
_DROPPED = ("tooltip-overlay", "text-overlay")


def _local(tag: Any) -> str:
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _is_dropped(element: Any) -> bool:
    """Comments, scripts, styles, and the layers that only a script would fill."""
    if _local(element.tag) in ("", "script", "style", "defs"):
        return True
    said = element.get("class") or ""
    return any(name in said for name in _DROPPED)


def _name_bars(element: Any) -> None:
    """Turn pygal's notes for its script into what a pointer shows: name and amount."""
    notes = {n.get("class"): n.text for n in element if _local(n.tag) == "desc"}
    for note in [n for n in element if _local(n.tag) == "desc"]:
        element.remove(note)
    if notes.get("value"):
        title = element.makeelement("title", {})
        title.text = ": ".join(filter(None, (notes.get("x_label"), notes["value"])))
        element.insert(0, title)


def _strip(element: Any) -> None:
    for name in ("style", "id"):
        element.attrib.pop(name, None)
    for child in list(element):
        if _is_dropped(child):
            element.remove(child)
            continue
        _strip(child)
    if element.get("class") in {"bar", "dots"}:
        _name_bars(element)
    elif _local(element.tag) == "g" and "guides" in (element.get("class") or ""):
        for child in [c for c in element if _local(c.tag) == "title"]:
            element.remove(child)


def _whole(value: Any) -> str:
    return number_format(round(value or 0), 0, use_l10n=True, force_grouping=True)


def _drawn(chart: Any, *, key: str, title: str, description: str) -> SafeString:
    """Write the chart with its name and description, as one picture."""
    root = chart.render_tree()
    _strip(root)
    for child in [c for c in root if _local(c.tag) == "title"]:
        root.remove(child)
    for tag, text in (("desc", description), ("title", title)):
        element = root.makeelement(tag, {"id": f"{key}-{tag}"})
        element.text = text
        root.insert(0, element)
    root.set("class", "chart__picture")
    root.set("role", "img")
    root.set("aria-labelledby", f"{key}-title {key}-desc")
    # Written by the library from numbers and escaped names.
    return mark_safe(etree.tostring(root, encoding="unicode"))  # noqa: S308


def _options(series: Sequence[Any]) -> dict[str, Any]:
    """Return what all charts have in common."""
    return {
        "width": WIDTH,
        "js": (),
        "css": (),
        "legend_at_bottom": True,
        "legend_at_bottom_columns": len(series),
        "margin": 8,
        "margin_right": 40,
        # Room is measured by these sizes; the style sheet shows the same ones.
        "style": pygal.style.Style(label_font_size=14, legend_font_size=14),
        "formatter": _whole,
        "value_formatter": _whole,
        "truncate_label": -1,
        "truncate_legend": -1,
    }


def bars(
    *,
    key: str,
    title: str,
    description: str,
    names: Sequence[str],
    series: Sequence[tuple[str, Sequence[Decimal]]],
) -> SafeString:
    """Draw bars side by side, the first name at the top."""
    chart = pygal.HorizontalBar(
        height=_ROOM + len(names) * (_BAR * len(series) + _AROUND),
        show_legend=True,
        spacing=12,
        show_minor_y_labels=True,
        y_labels_major_count=4,
        max_scale=4,
        **_options(series),
    )
    chart.x_labels = list(reversed(names))
    for label, amounts in series:
        chart.add(label, [float(amount) for amount in reversed(amounts)])
    return _drawn(chart, key=key, title=title, description=description)


def lines(
    *,
    key: str,
    title: str,
    description: str,
    names: Sequence[str],
    series: Sequence[tuple[str, Sequence[Decimal | None]]],
) -> SafeString:
    """Draw amounts over the periods, a line for each series."""
    chart = pygal.Line(
        height=340, include_x_axis=True, max_scale=5, dots_size=4, **_options(series)
    )
    chart.x_labels = list(names)
    for label, amounts in series:
        chart.add(label, [None if a is None else float(a) for a in amounts])
    return _drawn(chart, key=key, title=title, description=description)
