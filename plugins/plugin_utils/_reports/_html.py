# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""report.html: one self-contained page. Style and script are inlined, and nothing else is allowed to load or run.

The page is made by Jinja2 with autoescape from report.html.j2; every text passes through C(clean) on its way. The
Content-Security-Policy admits the inlined style and script by their hashes alone, so that even an escaping mistake
could neither run a script nor ask another host for anything.
"""

import base64
import functools
import hashlib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ._cards import Card, cards, place
from ._document import SEVERITIES
from ._drawing import GEOMETRY, draw
from ._text import clean, count, few, moment
from ._unread import unread

# Pages of other parts of the collection, which look the same, have their templates and styles in their own directory.
_PLACES = tuple(Path(__file__).parents[1] / name for name in ("_reports", "_trace"))

# Capacity at which table_pressure warns and is critical (its default thresholds): only the color of a bar.
_FULL, _CROWDED = 0.95, 0.8
_BARS_SHOWN = 12
# Names of hosts that failed alike, before the rest is folded away.
_NAMES_SHOWN = 24

_POLICY = ("default-src 'none'", "base-uri 'none'", "form-action 'none'")


class Gauge(NamedTuple):
    """How full one host's table of one family is."""

    host: str
    family: str
    entries: int
    limit: int
    table_fulls: int
    severity: str

    @property
    def share(self) -> float:
        return self.entries / self.limit


def render(report: dict) -> str:
    """Return the page."""
    shown = cards(report)
    gauges = _gauges(report)
    return page(
        "report.html.j2",
        ["report.css"],
        "report.js",
        report=report,
        cards=shown,
        kinds=_kinds(shown),
        severities=SEVERITIES,
        drawing=draw(shown),
        geometry=GEOMETRY,
        bars=gauges[:_BARS_SHOWN],
        more_bars=gauges[_BARS_SHOWN:],
        read={name: host for name, host in report["hosts"].items() if host["error"] is None},
        unread=unread(report),
        names_shown=_NAMES_SHOWN,
    )


def page(template: str, styles: list[str], script: str | None = None, **values) -> str:
    """Return a self-contained page from a template of this package, with its style and script inlined."""
    style = Markup("").join(map(_asset, styles))
    code = _asset(script) if script else Markup("")
    policy = [*_POLICY, f"style-src {_hash(style)}", *([f"script-src {_hash(code)}"] if script else [])]
    return _environment().get_template(template).render(style=style, script=code, policy="; ".join(policy), **values)


def _kinds(shown: list[Card]) -> dict[str, int]:
    """Count findings per kind, for the list that one is chosen from."""
    counts: Counter[str] = Counter()
    for card in shown:
        counts[card.kind] += card.findings
    return dict(sorted(counts.items()))


def _gauges(report: dict) -> list[Gauge]:
    """Return the tables whose limit is known, the fullest first."""
    found = [
        gauge
        for name, host in report["hosts"].items()
        for family, capacity in sorted(host["capacity"].items())
        if (gauge := _gauge(name, family, capacity))
    ]
    return sorted(found, key=lambda gauge: (-gauge.share, gauge.host, gauge.family))


def _gauge(host: str, family: str, capacity: dict) -> Gauge | None:
    entries, limit = capacity.get("entries"), capacity.get("limit")
    if not isinstance(entries, int) or not isinstance(limit, int) or limit <= 0:
        return None
    share = entries / limit
    severity = "critical" if share >= _FULL else "warning" if share >= _CROWDED else ""
    overflows = capacity.get("table_fulls")
    return Gauge(host, family, entries, limit, overflows if isinstance(overflows, int) else 0, severity)


@functools.cache
def _environment():
    environment = Environment(
        loader=FileSystemLoader(_PLACES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters.update(count=count, few=few, moment=moment, place=place)
    return environment


def _finalize(value):
    return value if isinstance(value, Markup | int | float) else clean("" if value is None else value)


@functools.cache
def _asset(name: str) -> Markup:
    """Return a file that is a part of the page as it is: it is this collection's own text."""
    return Markup(next(path for path in (at / name for at in _PLACES) if path.exists()).read_text(encoding="utf-8"))


def _hash(text: str) -> str:
    """Return the CSP source expression of an inlined text (W3C Content Security Policy Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
