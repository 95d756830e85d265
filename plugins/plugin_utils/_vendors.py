# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose a MAC is, in words: its vendor from the IEEE registry, or what it is instead.

The registry is netaddr's copy and is asked once per OUI.
"""

import functools
import traceback

from ansible.module_utils.basic import missing_required_lib

from ..module_utils._errors import ArpError
from ..module_utils._neighbor import canonical_mac
from ._mac_addresses import (
    DRIVER_MACS,
    ETHERNET_OCTETS,
    LOCAL_STARTS,
    SHARED_MACS,
    is_group,
    is_local,
    may_be_random,
    octets,
    virtual_prefix,
)

try:
    from netaddr import OUI
    from netaddr.core import NotRegisteredError

    NETADDR_TRACEBACK = None
except ImportError:
    OUI = None
    NETADDR_TRACEBACK = traceback.format_exc()

_OUI_LENGTH = len("00:00:5e")
_LOCAL = "locally administered"


def nature(mac):
    """What a MAC is where it is no vendor's: a group address, virtual, one that software gives out; otherwise None."""
    if octets(mac) != ETHERNET_OCTETS:
        return None
    prefix = virtual_prefix(mac)
    if prefix:
        return f"virtual MAC, {prefix.protocol}"
    if is_group(mac):
        return "group address"
    given = SHARED_MACS.get(mac) or DRIVER_MACS.get(mac) or DRIVER_MACS.get(mac[:14]) or LOCAL_STARTS.get(mac[:8])
    return given or (_LOCAL if is_local(mac) else None)


def vendor(mac):
    """The organization that a canonical MAC's OUI is registered to; None for no vendor's, and without netaddr."""
    if OUI is None or nature(mac) or octets(mac) != ETHERNET_OCTETS:
        return None
    return _registered(mac[:_OUI_LENGTH])


def mac_vendor(text):
    """The vendor of a MAC in any form, or what it is instead; None for None and for what is not registered.

    Raises ArpError for text that is no MAC, and where netaddr is missing.
    """
    if OUI is None:
        raise ArpError(f"{missing_required_lib('netaddr', url='https://netaddr.readthedocs.io')}\n{NETADDR_TRACEBACK}")
    mac = _read(text)
    return mac and (nature(mac) or vendor(mac))


def is_virtual_mac(text):
    """True when a MAC in any form is in one of the ranges of virtual routers and clusters; ArpError for other text."""
    mac = _read(text)
    return mac is not None and virtual_prefix(mac) is not None


def _read(text):
    if text is None:
        return None
    try:
        return canonical_mac(str(text))
    except ValueError:
        raise ArpError(f"{text!r} is not a MAC address, such as 00:00:5e:00:53:01") from None


def described(mac):
    """A MAC for a message, with what is known of it in parentheses."""
    words = nature(mac) or vendor(mac)
    remark = ", perhaps random" if words == _LOCAL and may_be_random(mac) else ""
    return f"{mac} ({words}{remark})" if words else mac


@functools.lru_cache(maxsize=4096)
def _registered(oui):
    try:
        return OUI(oui.replace(":", "-")).registration().org
    except NotRegisteredError:
        return None
