# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents with something changed in them."""

import copy


def put(document, *place, value):
    """Set the value at a place, `put(document, "hosts", "web1", value=None)`."""
    for step in place[:-1]:
        document = document[step]
    document[place[-1]] = value


def changed(document, *place, value):
    """A copy of the document with one value changed."""
    other = copy.deepcopy(document)
    put(other, *place, value=value)
    return other
