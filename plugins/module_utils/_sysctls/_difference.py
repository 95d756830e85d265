# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What changes as texts, before and after, for a reader. Pure; Python 3.6 and later."""


def texts(changes, files, hidden):
    """Return a list of `before`, `after` and their headers: the values first, then each file but the hidden ones."""
    found = []
    if changes:
        found.append(
            {
                "before_header": "/proc/sys",
                "after_header": "/proc/sys",
                "before": _lines(changes, "before"),
                "after": _lines(changes, "after"),
            }
        )
    for change in files:
        if change.path not in hidden:
            found.append(
                {
                    "before_header": change.path,
                    "after_header": change.path,
                    "before": change.before or "",
                    "after": change.after or "",
                }
            )
    return found


def _lines(changes, side):
    ordered = sorted(changes, key=lambda change: change["key"])
    return "".join("%s = %d\n" % (change["key"], change[side]) for change in ordered)
