# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What terminals and pagers put into an output, taken out again before a format reads it (ECMA-48)."""

import re

# A wrong guess costs time only, so these are searched for with `in`, which no pattern equals in speed.
_SIGNS_OF_CONTROL = ("\x1b", "\b", "\0", "\x07", "\x0b", "\f", "\xa0", "\u2007", "\u202f", "\u3000", "\u200b", "\ufeff")
_SIGNS_OF_PAGER = ("More", "MORE", "more", "Press ", "CTRL+C", "lines ", "(END)")

_BLANKS_AND_NOTHING = str.maketrans("\xa0\u2007\u202f\u3000", "    ", "\0\x07\x0b\x1b\u200b\ufeff")

# Moves of the cursor within its line, which undo a pager or a mistyped command.
_MOVE = re.compile("\b+|\x1b\\[([0-9]{0,4})([CDGK])")
_MOVED_LINE = re.compile("[^\n]*(?:\b|\x1b\\[[0-9]{0,4}[CDGK])[^\n]*")
_WIDEST = 1000
# Moves to another line, as full-screen command lines of ProCurve do.
_NEW_LINE = re.compile("\f|\x1bE|\x1b\\[[0-9;]*[Hf]")
# Colors, titles of windows, character sets: all sequences that do not move the cursor within its line.
_ESCAPE = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-BEFH-JL-~]|\x1b\\][^\x07\x1b\n]*(?:\x07|\x1b\\\\)|\x1b[()*+][0-9A-Z]|\x1b[0-9=<>A-Z\\\\^_]"
)

# What pagers print at the begin of a line. A recording may have lost the control characters that wipe it out again.
_PAGERS = (
    # --More--, ---(more 50%)---, <--- More --->, ---- More ----, and what some say behind it
    r"<?-{2,} ?\(?(?:more|More|MORE)(?: [0-9]+%)?\)?(?: ?\([^()\n]*\))? ?-{2,}>?"
    r"(?:, next page: \S+?, next line: [\w ]+?, quit: (?:Control-[Cc]|[qQ])"
    r"| ?(?:or )?\([qQ][^()\n]*\)(?:uit)?(?: quit| \(.\) [a-z]+)*)?",
    r"More: <space>, +Quit:[^\n]*?<(?:return|CR)>",
    r"[Mm]ore\? (?:\[[^\]\n]*\]|\([^)\n]*\))",
    r"Press (?:any key|<\w+>|Q|q|SPACE|ENTER)[^\n]*?"
    r"(?:to continue(?: \([^)\n]*\)| or <?\w+>? to quit)?|to quit(?:, any key to continue)?|to abort):?\.*",
    r"CTRL\+C ESC q Quit SPACE[^\n]*?(?:All|Refresh|Entry(?! a All))",
    r"lines [0-9]+-[0-9]+(?:/[0-9]+)?(?: (?:\(END\)|[0-9]+%))?",
    r"\(END\)",
)
_PAGER = re.compile(r"^[ \t]*(?:%s)(?:[ \t]*\[[0-9]+D)*[ \t]*(?:\n(?:[ \t]+\n)*)?" % "|".join(_PAGERS), re.MULTILINE)


def plain_text(text):
    """Return a text as its device meant it: line feeds, no control characters, no pagers."""
    return without_pagers(without_controls(text))


def without_controls(text):
    """Return a text with line feeds at the ends of its lines, and without control characters."""
    if "\r" in text:
        text = _with_line_feeds(text)
    if any(sign in text for sign in _SIGNS_OF_CONTROL):
        text = _ESCAPE.sub("", _NEW_LINE.sub("\n", text))
        text = _MOVED_LINE.sub(_as_shown, text).translate(_BLANKS_AND_NOTHING)
    return text


def without_pagers(text):
    """Return a text without the lines of pagers. It has no control characters."""
    # A single letter is found much faster than a word, and most tables lack it.
    if any(sign[0] in text and sign in text for sign in _SIGNS_OF_PAGER):
        return _PAGER.sub("", text)
    return text


def _with_line_feeds(text):
    """Return a text whose lines end with line feeds alone. What a return would let be overwritten is kept."""
    return (
        re.sub("\r+\n|\n\r+|\r+", "\n", text) if text.count("\r") != text.count("\r\n") else text.replace("\r\n", "\n")
    )


def _as_shown(match):
    """Return a line as a terminal shows it after all moves of the cursor."""
    line, shown, at, done = match.group(), [], 0, 0
    for move in _MOVE.finditer(line):
        at = _write(shown, at, line[done : move.start()])
        done = move.end()
        if move.group(2) == "K":
            del shown[at if move.group(1) in ("", "0") else 0 :]
        else:
            at = _moved(at, move)
    at = _write(shown, at, line[done:])
    # What stands behind the cursor is the blanks that wiped out a pager.
    return "".join(shown[:at]) if not "".join(shown[at:]).strip() else "".join(shown)


def _moved(at, move):
    kind, number = move.group(2), int(move.group(1) or 1)
    if kind is None:
        return max(0, at - len(move.group()))
    return {"C": min(at + number, max(at, _WIDEST)), "D": max(0, at - number), "G": max(0, number - 1)}[kind]


def _write(shown, at, text):
    shown.extend(" " * (at - len(shown)))
    shown[at : at + len(text)] = text
    return at + len(text)
