# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR Linux: `show arpnd arp-entries` and `show arpnd neighbors`, tables in boxes.

    |  Interface   | Subinterface |  Neighbor  |  Origin  | Link layer address |      Expiry      |
    | ethernet-1/1 |            0 |  192.0.2.1 |  dynamic | 00:00:5E:00:53:01  | 3 hours from now |

Source: the SR Linux documentation on ARP and neighbor discovery. The layer-3 interface is a subinterface, which has the
number behind a dot in its name.
"""

import re

from . import Parsed
from ._lines import lines_of
from ._tables import Dialect, common_places

# "3 hours from now" is one cell.
_FROM_NOW = re.compile(r"([0-9]+) ([a-z]+) from now")
_SIDES = re.compile(r"^[ \t]*\||\|[ \t\r]*$", re.MULTILINE)
_BOX = re.compile(r"^[ \t]*\|.*\|[ \t\r]*$", re.MULTILINE)


def unboxed(text):
    """Return a text whose tables have no sides, and blanks between their cells."""
    return _SIDES.sub(" ", _FROM_NOW.sub(r"\1\2", text)).replace("|", "  ")


def _places(interface, port, vlan):
    """Return the subinterface, the port below it, and no VLAN."""
    if interface and port and port.isdigit():
        return "%s.%s" % (interface, port), interface, None
    return common_places(interface, port, vlan)


class _Boxed(Dialect):
    """Tables in boxes."""

    def recognizes(self, text):
        """Tell whether a text holds a table in a box, whose headings name an address and a MAC."""
        return _BOX.search(text) is not None and super().recognizes(unboxed(text))

    def parse(self, text):
        """Read the tables of a text without their boxes; what is not understood is returned with them, as printed."""
        bare = unboxed(text)
        printed = dict(zip(lines_of(bare), lines_of(text)))
        neighbors, unparsed = super().parse(bare)
        return Parsed(neighbors, [printed.get(line, line) for line in unparsed])


SRLINUX = _Boxed(
    layouts=(),
    headings={
        "ip": "neighbor",
        "port": "subinterface",
        "type": "origin",
        "expires": "expiry|next state change",
        "state": "current state",
    },
    places=_places,
)
