# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""jc: its two parsers, and the JSON that needs none."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.plugin_utils._normalize import normalize

ROW = neighbor("192.0.2.1", "ipv4", mac="00:00:5e:00:53:01", interface="eth0")
ARP = {"address": "192.0.2.1", "hwtype": "ether", "hwaddress": "00:00:5e:00:53:01", "iface": "eth0"}
PROC = {"IP_address": "192.0.2.1", "HW_type": "0x1", "HW_address": "00:00:5e:00:53:01", "Mask": "*", "Device": "eth0"}

CASES = {
    "table": ({**ARP, "flags_mask": "C"}, {"flags": ["C"]}),
    "table, permanent": (
        {**ARP, "flags_mask": "CM"},
        {"flags": ["C", "M"], "state": "permanent", "origin": "static"},
    ),
    "table, name": ({**ARP, "address": "gateway", "flags_mask": "C"}, {"ip": None, "flags": ["C", "name gateway"]}),
    "sentence, macOS": ({**ARP, "name": None, "hwaddress": "0:0:5e:0:53:1", "permanent": False}, {}),
    "sentence, FreeBSD": ({**ARP, "name": None, "permanent": False, "expires": 903}, {"expires_seconds": 903}),
    "sentence, permanent": ({**ARP, "permanent": True}, {"state": "permanent", "origin": "static"}),
    "incomplete": ({**ARP, "hwtype": None, "hwaddress": None}, {"mac": None, "state": "incomplete"}),
    "incomplete, raw": ({**ARP, "hwaddress": "<incomplete>"}, {"mac": None, "state": "incomplete"}),
    "proc": ({**PROC, "Flags": "0x2"}, {"flags": ["0x2"]}),
    "proc, permanent": ({**PROC, "Flags": "0x6"}, {"flags": ["0x6"], "state": "permanent", "origin": "static"}),
    "proc, unresolved": ({**PROC, "Flags": "0x0"}, {"flags": ["0x0"], "mac": None, "state": "incomplete"}),
    "ip -j neigh": (
        {"dst": "192.0.2.1", "dev": "eth0", "lladdr": "00:00:5e:00:53:01", "state": ["STALE"]},
        {"state": "stale"},
    ),
}


@pytest.mark.parametrize(("row", "expected"), CASES.values(), ids=CASES)
def test_row(row, expected):
    assert normalize([row], "jc") == [{**ROW, **expected}]
