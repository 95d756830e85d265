# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MAC tables: the entry's words, the registry, and what holds for every text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils import _formats
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._formats import _mac_registry
from ansible_collections.netops.arp.plugins.module_utils._formats._mac_entry import (
    FIELDS,
    TYPES,
    entry_type,
    table_mac,
    table_vlan,
)
from ansible_collections.netops.arp.plugins.module_utils._neighbor import canonical_mac

FORMATS = sorted(_mac_registry.MAC_FORMATS)
FOLDER = Path(_formats.__file__).parent

VLANS = {"10": 10, " 10 ": 10, "4094": 4094, "Vlan7": 7, "vlan 7": 7, "All": None, "-": None, "--": None, "N/A": None}


@pytest.mark.parametrize(("given", "vlan"), VLANS.items())
def test_vlan_is_a_number_or_none(given, vlan):
    assert table_vlan(given) == vlan


@pytest.mark.parametrize("given", ["blue", "10x", "1 2", "vlan"])
def test_a_name_is_no_vlan(given):
    with pytest.raises(ValueError, match="not a VLAN"):
        table_vlan(given)


WORDS = [
    ("DYNAMIC", "dynamic"),
    ("Learned", "dynamic"),
    ("static", "static"),
    ("permanent", "static"),
    ("Self", "self"),
    ("evpn", "remote"),
    ("secure", "secure"),
    ("igmp", "other"),
    ("", "other"),
]


@pytest.mark.parametrize(("word", "kind"), WORDS)
def test_words_of_the_platforms_mean_one_of_the_types(word, kind):
    assert entry_type(word) == kind


def test_the_default_destination_keeps_its_address():
    assert table_mac("0000.0000.0000") == "00:00:00:00:00:00"


def test_each_format_file_is_registered():
    offering = {path.stem for path in FOLDER.glob("*.py") if "def parse_macs(text)" in path.read_text(encoding="utf-8")}
    registered = {entry.parse.__module__.rpartition(".")[2] for entry in _mac_registry.MAC_FORMATS.values()}
    assert registered == offering


def test_platforms_name_what_exists():
    assert {name for names in _mac_registry.MAC_PLATFORMS.values() for name in names} == set(FORMATS)


@pytest.mark.parametrize("given", ["", "plan9", None])
def test_unknown_platform_names_the_known_ones(given):
    with pytest.raises(ArpError, match=r"known are .*linux"):
        _mac_registry.parse_macs("", given)


def test_text_of_no_known_format_is_unparsed_line_by_line():
    assert _mac_registry.parse_macs("\n$ \nRTNETLINK answers: no\n---\n", "linux") == (
        [],
        ["RTNETLINK answers: no"],
    )


def test_a_port_below_nothing_is_no_further_port():
    line = " " * 45 + "GE1/0/2"
    assert _mac_registry.MAC_FORMATS["mac_switches"].parse(line) == ([], [line])


@pytest.mark.parametrize(("port", "interface"), [("1:51:1", "1:51:1"), ("1.0.9", "1.0.9"), ("2001:db8::9", None)])
def test_a_far_end_is_an_address_and_no_port_with_dots_or_colons(port, interface):
    text = f"MAC Address        VLAN  Type     Port\n00:00:5e:00:53:01  10    dynamic  {port}\n"
    (entry,) = _mac_registry.parse_macs(text, "aruba_aoscx").entries
    assert (entry["interface"], entry["type"]) == (interface, "dynamic" if interface else "remote")


noise = st.from_regex(r"x[a-z0-9.:]{0,20}( [a-zA-Z0-9.:()\[\]{}]{1,12}){0,5}", fullmatch=True)


@pytest.mark.parametrize("name", FORMATS)
@given(text=st.one_of(st.text(), st.lists(noise).map("\n".join)))
def test_any_text_is_read_without_exception(name, text):
    _mac_registry.MAC_FORMATS[name].recognizes(text)
    entries, _unparsed = _mac_registry.MAC_FORMATS[name].parse(text)
    for entry in entries:
        assert tuple(entry) == FIELDS
        assert entry["type"] in TYPES
        assert entry["mac"] is None or table_mac(entry["mac"]) == entry["mac"]
        assert all(type(entry[key]) in (int, type(None)) for key in ("vlan", "age_seconds", "moves"))


@pytest.mark.parametrize("name", FORMATS)
@given(lines=st.lists(noise))
def test_no_line_is_lost(name, lines):
    entries, unparsed = _mac_registry.MAC_FORMATS[name].parse("\n".join(lines))
    assert (entries, unparsed) == ([], lines)


octet = st.integers(0, 255).map("{:02x}".format)
mac = st.lists(octet, min_size=6, max_size=6).map(":".join)
fdb = st.builds(
    "{} dev {} {}{}{}".format,
    mac,
    st.sampled_from(["swp1", "br0", "vni10"]),
    st.sampled_from(["", "vlan 10 ", "dst 192.0.2.9 ", "dst 2001:db8::9 src_vni 7 "]),
    st.sampled_from(["", "used 4/9 ", "offload "]),
    st.sampled_from(
        ["master br0", "master br0 permanent", "self permanent", "self static", "extern_learn master br0 "]
    ),
)


@given(lines=st.lists(st.one_of(fdb, noise)))
def test_each_entry_of_a_bridge_is_understood(lines):
    entries, unparsed = _mac_registry.MAC_FORMATS["mac_linux"].parse(
        "\n".join([*lines, "00:00:5e:00:53:01 dev a self"])
    )
    assert unparsed == [line for line in lines if line.startswith("x")]
    understood = [line for line in lines if not line.startswith("x")]
    assert [entry["mac"] for entry in entries[:-1]] == [canonical_mac(line[:17]) or line[:17] for line in understood]
