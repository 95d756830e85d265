# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The quick reading of common rows gives what the careful reading of the same lines gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._formats import _arp_an, _bsd_tables, _iproute2, _long_tables

octet = st.sampled_from(["0", "00", "5", "05", "5e", "ff"])
mac = st.lists(octet, min_size=6, max_size=6).map(":".join)
ipv4 = st.one_of(st.ip_addresses(v=4).map(str), st.sampled_from(["192.0.2.256", "192.0.2.01", "192.0.2", "gateway"]))
ipv6 = st.one_of(st.ip_addresses(v=6).map(str), st.sampled_from(["fe80::1%em0", "1:2", "::ffff:192.0.2.1", ":::1"]))
expire = st.sampled_from(["23h59m37s", "1d23h59m3", "5s", "expired", "permanent"])

LINES = {
    _arp_an: st.one_of(
        st.builds(
            "? ({}) at {}{} on {}{}{}{}".format,
            ipv4,
            mac,
            st.sampled_from(["", " [ether] ", " [infiniband]"]),
            st.sampled_from(["en0", "eth0.100", "br-lan"]),
            st.sampled_from(["", " ifscope", " ifscope permanent", " permanent", " permanent published"]),
            st.sampled_from(["", " expires in 903 seconds", " expired"]),
            st.sampled_from(["", " [ethernet]", " [vlan]", " [bridge]", "\r", "  "]),
        ),
        st.builds("{:24} ether   {}   {:5} eth0".format, ipv4, mac, st.sampled_from(["C", "CM"])),
    ),
    _bsd_tables: st.builds(
        "{:36} {} {:>6} {:9} {} {}".format,
        ipv6,
        mac,
        st.sampled_from(["em0", "bridge100"]),
        expire,
        st.sampled_from("NRSDP"),
        st.sampled_from(["", "R", "Rp", "R  2", "\r"]),
    ),
    _iproute2: st.builds(
        "{} dev {} lladdr {}{}{}{}".format,
        st.one_of(ipv4, ipv6),
        st.sampled_from(["eth0", "br-lan", "STALE"]),
        mac,
        st.sampled_from(["", "  used 1/2/3probes 4", " ref 1 used 10/70/10 probes 1", " used 1/2 probes 1"]),
        st.sampled_from(["", " router", " extern_learn", " router offload", " x"]),
        st.sampled_from(
            ["", " ", " STALE", " NOARP proto zebra", " FAILED ", " REACHABLE\r", " PERMANENT", " DELAY,PROBE"]
        ),
    ),
}

READERS = {_arp_an: _arp_an._row, _bsd_tables: _bsd_tables._row, _iproute2: _iproute2._text_row}


def carefully(module, line):
    try:
        row = READERS[module](line.rstrip("\r"))
    except ValueError:
        row = None
    return ([row], []) if row else ([], [line.rstrip("\r")])


@pytest.mark.parametrize("module", LINES)
@given(data=st.data())
def test_both_readings_agree(module, data):
    line = data.draw(LINES[module])
    assert module.parse(f"{line}\n") == carefully(module, line)
    assert module.parse(f"x y\n\n{line}\n").neighbors == carefully(module, line)[0]


@pytest.mark.parametrize("module", LINES)
def test_damaged_row_among_others_is_kept_as_printed(module):
    good, bad = {
        _iproute2: (
            "192.0.2.1 dev eth0 lladdr 00:00:5e:00:53:01 STALE",
            "192.0.2.1.1 dev eth0 lladdr 00:00:5e:00:53:01 STALE",
        ),
        _arp_an: ("? (192.0.2.1) at 0:0:5e:0:53:1 on en0", "? (192.0.2.1.1) at 0:0:5e:0:53:1 on en0"),
        _bsd_tables: ("2001:db8::1 0:0:5e:0:53:1 em0 5s R R", "2001:db8:1 0:0:5e:0:53:1 em0 5s R R"),
    }[module]
    neighbors, unparsed = module.parse(f"{good}\n{bad}\n{good}\n")
    assert [row["mac"] for row in neighbors] == ["00:00:5e:00:53:01"] * 2
    assert unparsed == [bad]


@pytest.mark.parametrize(
    ("octets", "whole"), [("0:0:5e:0:53:1", "00:00:5e:00:53:01"), ("a:1:2:3:4:5", "0a:01:02:03:04:05")]
)
def test_octets_are_padded(octets, whole):
    assert _long_tables.padded(octets) == whole
