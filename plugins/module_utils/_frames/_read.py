# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Any frame to what it says about addresses."""

from . import _arp, _ethernet, _nd

_READERS = {_ethernet.ETHERTYPE_ARP: _arp.read, _ethernet.ETHERTYPE_IPV6: _nd.read}


def read(frame):
    """Return the `Message` of a frame, `Malformed` where it is broken, or None where it is about something else."""
    ethernet = _ethernet.split(frame)
    if ethernet is None or ethernet.ethertype not in _READERS:
        return None
    return _READERS[ethernet.ethertype](ethernet)
