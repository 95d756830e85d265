# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables that a line of headings describes: which columns there are, and the cells of a row.

Nearly all rows have a cell in every column. One pattern, made of the columns, finds those in the whole text. A row with
an empty cell is read by position: each of its words belongs to the column under whose heading it stands, as far as it
can be a value of that column.
"""

import functools
import re
from typing import Any, NamedTuple

from ._cisco_lines import BEGIN, END
from ._long_tables import CANONICAL_IPV4

_HEX = "[0-9A-Fa-f]"
IPV6 = r"(?=%s*:)%s*:[0-9A-Fa-f:.]*(?:%%[^\s/]+)?" % (_HEX, _HEX)
MAC = r"(?:%s{2}(?:[:-]%s{2}){5}|%s{4}(?:[.:-]%s{4}){2}|%s{6}-%s{6}|%s{12})" % ((_HEX,) * 7)
_NO_MAC = r"\(?[Ii]ncomplete\)?|INCOMPLETE|INCMP|[Nn]one|[Pp]end(?:ing)?|[Uu]nresolved|[Nn]/[Aa]|-+"
# Names of two words. Only these: a blank stands between two columns, too.
_TWO_WORDS = (
    r"(?:[Vv][Ll][Aa][Nn]|Vl|Gi|Te|TwentyFiveGigE|Tf|Fo|Fi|Hu|Fa|Ma|Po|Lo|Tu|Nu|[Mm][Ll][Tt]|[Pp]ort-channel|lag|Lag"
    r"|[Ee]|[Ee]th|[Vv]e|[Bb]vi|AggregatePort|Ethernet|GigabitEthernet|TenGigabitEthernet|FortyGigE|HundredGigE"
    r"|ManagementEthernet|[Ll]oopback|Tunnel|OAM|linkagg|tunnel)"
    r" [0-9][^\s,]*(?: \([0-9]+\.[0-9.]+\))?"
)
_TWO_WORD_TYPES = (
    r"(?:Dynamic|Static) (?:ETH|\([A-Z]\))|[Cc]onfig (?:[Ss]tatic|[Dd]ynamic)|Black hole|[Ss]ecurity (?:static|dynamic)"
    r"|GMRP Learned"
)
INTERFACE = r"(?:[^\s,]+ (?:pv|vlan-id) [0-9]+|%s|[^\s]+)" % _TWO_WORDS
_TIME = r"(?:[0-9]+d[ \t]+)?[0-9]+h[ \t]+[0-9]+m[ \t]+[0-9]+s|[0-9]+d[ \t]+[0-9]+:[0-9]{2}:[0-9]{2}"

_CELLS = {
    "ip": r"(?:%s|%s)(?:/[0-9]{1,3})?" % (CANONICAL_IPV4, IPV6),
    "ipv6": r"%s(?:/[0-9]{0,3})?" % IPV6,
    "mac": r"\(?%s\)?|%s" % (MAC, _NO_MAC),
    "interface": INTERFACE,
    "port": INTERFACE,
    "bridge": r"[^\s]+",
    "vlan": r"(?:Vl |[Vv][Ll][Aa][Nn][ -]?|V-)?[0-9]{1,9}(?: pv [0-9]+| \([VB]\))?|\*[0-9]{1,4}|[Nn]/?[Aa]|-+"
    r"|[Aa][Ll][Ll]|CPU|ARP",
    "age": r"%s|[0-9][^\s]*|-+|\*|#|[Nn]/?[Aa]|[Nn]one|[Ff]orever|[Nn]ever|[Ss]tatic|[Ee]xpired|[Pp]ermanent" % _TIME,
    "expires": r"%s|[0-9][^\s]*|-+|[Nn]/?[Aa]|[Ii]nactive|[Ff]orever|[Nn]ever|[Ss]tatic|[Pp]ermanent" % _TIME,
    "moves": r"[0-9]+|-+",
    "type": r"(?:%s)|[A-Za-z*][^\s]*" % _TWO_WORD_TYPES,
    "state": r"(?:%s)|[A-Za-z*?-][^\s]*" % _TWO_WORD_TYPES,
    "router": r"(?i:yes|no|true|false|[01yn-]|r|rtr|host)",
}
_ANY = r"[^\s]+"
_LAST = frozenset([None, "flags", "interface", "port"])
_SHAPED = frozenset(["ip", "mac", "vlan", "age", "expires", "moves", "type", "state", "router"])
_WORD = re.compile(
    r"%s|[^\s,]+ (?:pv|vlan-id) [0-9]+(?!\S)|(?:%s)(?!\S)|%s(?!\S)|\S+" % (_TIME, _TWO_WORD_TYPES, _TWO_WORDS)
)
_CHUNK = re.compile(r"\S+(?: \S+)*")
_SINGLE = re.compile(r"\S+")
_HAS_VALUE = re.compile(r"(?<![\w.])(?:%s|%s)(?![\w.])" % (CANONICAL_IPV4, MAC)).search
_NUMBER = re.compile(r"(?<!\S)[0-9]+(?!\S)").search
_DASHES = re.compile(r"[-=]+")
_UNIT = re.compile(r" ?\([^()]*\)$")


class Column(NamedTuple):
    """One column: the field that it fills, None for one that no record has, and where its heading stands."""

    field: Any
    start: int
    end: int


class Layout:
    """The columns of a table, with the pattern that finds its whole rows."""

    def __init__(self, columns, marks="", ruled=False):
        self.columns = columns
        self.is_ruled = ruled
        self.fields = tuple(column.field for column in columns)
        self.marks = marks
        self.pattern = _row_pattern(self.fields, marks)

    def index(self, field):
        """Return the position of a field among the cells of a row, -1 where the table has no such column."""
        if field == "mark":
            return 0 if self.marks else -1
        return self.fields.index(field) + (1 if self.marks else 0) if field in self.fields else -1

    def cells_by_position(self, line):
        """Return the cells of a row that lacks some of them, as groups of the pattern; None where no columns fit."""
        mark, words = None, [(match.start(), match.end(), match.group()) for match in _WORD.finditer(line)]
        if self.marks and words and words[0][2] in self.marks.split():
            mark = words.pop(0)[2]
        if not words or len(words) > len(self.columns):
            return None
        places = self._aligned(words)
        if places is None:
            best = _best(words, self.columns, {}, 0, 0)
            places = best and best[1]
        if places is None:
            return None
        cells = [None] * len(self.columns)
        for word, number in zip(words, places):
            cells[number] = word[2]
        return tuple(([mark] if self.marks else []) + cells + [None])

    def _aligned(self, words):
        """Return the columns of words that all stand exactly where columns begin or end, None for others."""
        places, number = [], 0
        for start, end, text in words:
            for place in range(number, len(self.columns)):
                field, begin, stop = self.columns[place]
                if start == begin or end == stop or (self.is_ruled and begin <= start and end <= stop):
                    break
            else:
                return None
            if not _fits(field, text):
                return None
            places.append(place)
            number = place + 1
        return places

    def ruled(self, line):
        """Return the same layout with the columns as wide as a rule of dashes draws them, itself for any other rule."""
        spans = [match.span() for match in _DASHES.finditer(line)]
        if len(spans) != len(self.columns):
            return self
        columns = [Column(column.field, *span) for column, span in zip(self.columns, spans)]
        return Layout(columns, self.marks, ruled=True)


def _best(words, columns, known, at, number):
    """Return the cost and the columns of the words from `at` on, beginning with column `number`; None if impossible."""
    if at == len(words):
        return 0, ()
    if number == len(columns):
        return None
    if (at, number) not in known:
        start, end, text = words[at]
        column = columns[number]
        choices = [_best(words, columns, known, at, number + 1)]
        if _fits(column.field, text):
            rest = _best(words, columns, known, at + 1, number + 1)
            # Left-aligned cells begin with their heading, right-aligned ones end with it.
            cost = min(abs(start - column.start), abs(end - column.end))
            choices.append(rest and (rest[0] + cost, (number,) + rest[1]))
        choices = [choice for choice in choices if choice]
        known[at, number] = min(choices) if choices else None
    return known[at, number]


@functools.lru_cache(maxsize=4096)
def _fits(field, text):
    if field in ("interface", "port", None) and _HAS_VALUE(text) and "(" not in text:
        return False
    return re.fullmatch(_CELLS.get(field, _ANY), text) is not None


@functools.lru_cache(maxsize=256)
def _row_pattern(fields, marks):
    letters = "|".join(map(re.escape, marks.split()))
    mark = r"(?:(%s)[ \t]+|(?!(?:%s)[ \t]))" % (letters, letters) if marks else ""
    cells = ["(%s)" % _CELLS.get(field, _ANY) for field in fields]
    if len(fields) > 2 and fields[-1] in _LAST and fields[-2] in _SHAPED:
        # An empty cell at the end shifts no other one.
        cells[-2:] = [r"%s(?:[ \t]+%s)?" % tuple(cells[-2:])]
    # The last group never takes part: its None stands for the fields without a column.
    return re.compile(BEGIN + mark + r"[ \t]+".join(cells) + END + "((?!))?", re.MULTILINE)


def layout_of(line, headings, needed, marks=""):
    """Return the layout that a line of headings describes, None for any other line.

    `headings` gives the field of each heading in lower case, None for one that no record has; `needed` are the fields
    without which the line is none. Words that are no heading are a column of their own.
    """
    if _HAS_VALUE(line) or _NUMBER(line):
        return None
    columns = []
    for chunk in _CHUNK.finditer(line):
        columns.extend(_chunk_columns(chunk, headings))
    known = [column.field for column in columns if column.field]
    if not all(field in known for field in needed) or len(set(known)) != len(known) or len(columns) > 2 * len(known):
        return None
    return Layout(columns, marks)


def _chunk_columns(chunk, headings):
    """Yield the columns of words with one blank between them: the longest headings first, with a unit in brackets."""
    words = [(match.start() + chunk.start(), match.end() + chunk.start(), match.group().lower())
             for match in _SINGLE.finditer(chunk.group())]  # fmt: skip
    unknown = []
    while words:
        for length in range(min(len(words), 6), 0, -1):
            phrase = " ".join(word for _start, _end, word in words[:length])
            phrase = phrase if phrase in headings else _UNIT.sub("", phrase)
            if phrase in headings:
                break
        else:
            unknown.append(words.pop(0))
            continue
        if unknown:
            yield Column(None, unknown[0][0], unknown[-1][1])
            unknown = []
        yield Column(headings[phrase], words[0][0], words[length - 1][1])
        del words[:length]
    if unknown:
        yield Column(None, unknown[0][0], unknown[-1][1])
