# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every text: no exception, no lost line, records that keep their promises."""

import contextlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._formats import _iproute2, _registry
from ansible_collections.netops.arp.plugins.module_utils._neighbor import (
    FIELDS,
    ORIGINS,
    STATES,
    UNRESOLVED_STATES,
    canonical_ip,
    canonical_mac,
)

FORMATS = sorted(_registry.FORMATS)
# A platform whose first choice a format is, or one that prints it at all.
PLATFORM_OF = {
    name: min((names.index(name), platform) for platform, names in _registry.PLATFORMS.items() if name in names)[1]
    for name in FORMATS
    if name not in ("headings", "objects")
}

ipv4 = st.ip_addresses(v=4).map(str)
ipv6 = st.ip_addresses(v=6).map(str)
octet = st.integers(0, 255).map("{:02x}".format)
mac = st.lists(octet, min_size=6, max_size=6).map(":".join)
device = st.sampled_from(["eth0", "eth0.100", "br-lan", "swp1s0", "vlan24-v0"])
nud = st.sampled_from(["INCOMPLETE", "REACHABLE", "STALE", "DELAY", "PROBE", "FAILED", "NOARP", "PERMANENT"])
dashed_mac = mac.map(lambda text: text.replace(":", "-"))
bsd_expire = st.sampled_from(["permanent", "expired", "23h59m37s", "5s"])
bsd_flags = st.sampled_from(["", "R", "l", "R 2", "Rp"])

junos_port = st.sampled_from(["fxp0.0", "ge-0/0/0.100", "irb.30 [ae0.0]", "irb.30 [vtep.32769]", "xe-0/0/0:1.0"])
junos_flags = st.sampled_from(["none", "permanent", "permanent remote"])
junos_state = st.sampled_from(["reachable", "stale", "unreachable", "nostate"])

# Rows as each format prints them; none of them is decoration.
ROWS = {
    "iproute2": st.builds(
        "{} dev {} lladdr {}{}{} {} {}".format,
        st.one_of(ipv4, ipv6),
        device,
        mac,
        st.sampled_from(["", " router", " extern_learn", " router offload"]),
        st.sampled_from(["", "  used 1/2/3probes 4", " ref 1 used 10/70/10 probes 1"]),
        nud,
        st.sampled_from(["", "proto zebra "]),
    ),
    "proc_net_arp": st.builds(
        "{:16} 0x1         0x{:<10x}{}     *        {}".format, ipv4, st.sampled_from([0, 2, 4, 6, 12]), mac, device
    ),
    "arp_an": st.one_of(
        st.builds("? ({}) at {} [ether] {}on {}".format, ipv4, mac, st.sampled_from(["", "PERM "]), device),
        st.builds("{:24} ether   {}   {:5} {}".format, ipv4, mac, st.sampled_from(["C", "CM"]), device),
        st.builds("{:24}         (incomplete)                   {}".format, ipv4, device),
    ),
    "sonic": st.builds("{}  {}  {}  {}".format, ipv4, mac, device, st.sampled_from(["-", "7"])),
}
ROWS["bsd_libxo"] = st.builds(
    '{{"arp":{{"arp-cache":[{{"ip-address":"{}","mac-address":"{}","interface":"{}","expires":{}}}]}}}}'.format,
    ipv4,
    mac,
    device,
    st.integers(0, 1200),
)
ROWS["bsd_tables"] = st.one_of(
    st.builds("{:36} {:17} {:>6} {:9} {} {}".format, ipv6, mac, device, bsd_expire, st.sampled_from("RSDP"), bsd_flags),
    st.builds("{:36} {:17} {:>6} {:9} {}".format, ipv4, mac, device, bsd_expire, st.sampled_from(["", "l", "p"])),
    st.builds("{:23} {:17} {:9} {:9} {:>8}    1".format, ipv4, mac, st.just("1m49s"), st.just("(none)"), device),
)
ROWS["solaris"] = st.one_of(
    st.builds(
        "{:6} {:20} 255.255.255.255 {:8} {}".format, st.just("net0"), ipv4, st.sampled_from(["", "o", "SPLA"]), mac
    ),
    st.builds("{:6} {:20} 255.255.255.255 U".format, st.just("net0"), ipv4),
)
ROWS["windows"] = st.one_of(
    st.builds(
        "  {:21} {:21} {:10}".format, ipv4, dashed_mac, st.sampled_from(["dynamic", "statisch", "动态", "?????"])
    ),
    st.builds(
        "{:44}  {:17}  {}".format, st.one_of(ipv4, ipv6), dashed_mac, st.sampled_from(["Stale", "Stale (Router)"])
    ),
    st.builds("  {:43}static".format, ipv4),
)
ROWS["windows_powershell"] = st.builds(
    "12      {:50} {:21} {:11} ActiveStore".format,
    st.one_of(ipv4, ipv6),
    st.one_of(dashed_mac.map(str.upper), st.just("")),
    st.sampled_from(["Stale", "Reachable", "Incomplete", "Permanent", "Unreachable"]),
)
ROWS["checkpoint"] = st.builds("{:31} {}".format, ipv4, mac.map(str.upper))
ROWS["f5_tmsh"] = st.builds("x {} {}  /Common/lan  {}  resolved".format, ipv4, mac, st.integers(0, 300))
ROWS["fortios"] = st.one_of(
    st.builds("{:17} {:<10} {} {}".format, ipv4, st.integers(0, 99), mac, device),
    st.builds(
        "index=14 ifname={} {} {} state=000000{} use=24 confirm=1995 update=3 ref=3".format,
        device,
        st.one_of(ipv4, ipv6),
        mac,
        st.sampled_from(["01", "02", "04", "08", "10", "20", "40", "80"]),
    ),
)
ROWS["junos"] = st.one_of(
    st.builds("{} {:15} {:24} {}".format, mac, ipv4, junos_port, junos_flags),
    st.builds("{} {:15} {:25} {:24} none {}".format, mac, ipv4, st.just("station"), junos_port, st.integers(0, 1200)),
    st.builds("{:39} {}  {:11} {}   no   no      {}".format, ipv6, mac, junos_state, st.integers(0, 99), junos_port),
)
ROWS["nokia_sros"] = st.builds(
    "{:15} {} {} {:6} {}".format,
    ipv4,
    mac,
    st.sampled_from(["00h00m00s", "02h34m12s"]),
    st.sampled_from(["Oth", "Dyn[I]", "Sta[I]"]),
    device,
)
ROWS["panos"] = st.builds(
    "{:17} {:15} {} {:15}     {}      {}".format,
    st.just("ae1.20"),
    st.one_of(ipv4, ipv6),
    st.one_of(mac, st.just("(incomplete)     ")),
    st.just("ethernet1/1"),
    st.sampled_from("scei"),
    st.integers(0, 1800),
)
ROWS["routeros"] = st.one_of(
    st.builds(" 0 {:3} {:15} {} {}".format, st.sampled_from(["", "D", "DC"]), ipv4, mac, device),
    st.builds(" 3 D   address={} mac-address={} interface={} status=stale".format, st.one_of(ipv4, ipv6), mac, device),
)
ROWS["watchguard"] = ROWS["arp_an"]
quartets = mac.map(lambda text: "{}{}.{}{}.{}{}".format(*text.split(":")))
svi = st.sampled_from(["Ethernet1/2.30", "Vlan101", "port-channel1100.3623", "mgmt0"])
ROWS["arista_eos"] = st.builds(
    "{:40} {:>9}  {}  {}".format,
    st.one_of(ipv4, ipv6),
    st.sampled_from(["0:00:24", "-", "N/A", "17", "2 days, 3:32:48"]),
    quartets,
    st.sampled_from(["Ethernet1", "Vlan101, Port-Channel2", "Vl7, not learned", "Vlan1301, Vxlan1"]),
)
ROWS["cisco_nxos"] = st.one_of(
    st.builds(
        "{:15} {:9} {}  {:16} {:19} {:8} {}".format,
        ipv4,
        st.sampled_from(["00:00:57", "-", "2d15h", "0.411797"]),
        st.one_of(quartets, st.just("INCOMPLETE    ")),
        svi,
        st.sampled_from(["Ethernet1/2", "port-channel1000", "-"]),
        st.sampled_from(["", "+", "* #", "CP"]),
        st.sampled_from(["", "default", "TENANT-1"]),
    ),
    st.builds("{:15} {}  50   arp        {}".format, ipv4, quartets, svi),
    st.builds("{} 00:02:13  {}  50   icmpv6     {}   {}".format, ipv6, quartets, svi, st.sampled_from(["", "#"])),
)
ROWS["nvue"] = st.builds(
    "{:13}  {:39}  {:17}  {:9}  {}".format, device, st.one_of(ipv4, ipv6), mac, nud, st.sampled_from(["", "router"])
)
cisco_mac = mac.map(lambda text: re.sub("(..):(..)", r"\1\2", text).replace(":", "."))
cisco_ages = st.one_of(st.just("-"), st.integers(0, 999).map(str))
cisco_ports = st.sampled_from(["Vlan20", "GigabitEthernet0/0/1.100", "Te1/1/4", "Po1", "BVI7"])
cisco_nd_states = st.sampled_from(["INCMP", "REACH", "STALE", "DELAY", "PROBE", "????"])
ROWS["cisco_ios"] = st.one_of(
    st.builds("Internet  {:15} {:>7}   {}  ARPA   {}".format, ipv4, cisco_ages, cisco_mac, cisco_ports),
    st.builds("Internet  {:15} {:>7}   {}  SNAP".format, ipv4, cisco_ages, cisco_mac),
    st.builds("Internet  {:15} {:>7}   Incomplete      ARPA   ".format, ipv4, cisco_ages),
    st.builds("{:39} {:>5} {}  {:5} {}".format, ipv6, cisco_ages, cisco_mac, cisco_nd_states, cisco_ports),
)
ROWS["cisco_iosxr"] = st.one_of(
    st.builds(
        "{:15} {:10} {}  {:10} ARPA  {}".format,
        ipv4,
        st.sampled_from(["-", "01:25:23", "102:00:07"]),
        cisco_mac,
        st.sampled_from(["Dynamic", "Interface", "Standby", "Static", "EVPN-SYNC", "Dynamic    Dynamic"]),
        cisco_ports,
    ),
    st.builds("{:39} {:>5} {} {:5} {:16} 0/0/CPU0".format, ipv6, cisco_ages, cisco_mac, cisco_nd_states, cisco_ports),
)
ROWS["cisco_iosxr_xml"] = st.one_of(
    st.builds(
        "<Entry><Naming><Address>{}</Address></Naming><HardwareAddress>{}</HardwareAddress><State>{}</State></Entry>".format,
        ipv4,
        cisco_mac,
        st.sampled_from(["StateDynamic", "StateInterface", "state-static"]),
    ),
    st.builds(
        "<host-address><host-address>{}</host-address><link-layer-address>{}</link-layer-address></host-address>".format,
        ipv6.filter(lambda text: text != "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        cisco_mac,
    ),
)
ROWS["cisco_asa"] = st.one_of(
    st.builds("\t{} {} {} {}".format, st.sampled_from(["outside", "DMZ_1"]), ipv4, cisco_mac, cisco_ages),
    st.builds("inside {}/24 {} alias".format, ipv4, cisco_mac),
    st.builds("{:39} {:>5} {}  {:5} outside".format, ipv6, cisco_ages, cisco_mac, cisco_nd_states),
)
ROWS["cisco_small_business"] = st.one_of(
    st.builds("vlan 20    {:10} {:17} {}   dynamic  ".format, st.sampled_from(["te1/0/4", "gi19", ""]), ipv4, mac),
    st.builds("VLAN 20      {:28} {}   REACHABLE   Yes".format, ipv6, mac),
)
ROWS["cisco_viptela"] = st.builds(
    "{:<4} ge0/0 {:15} {}  dynamic  {}  1:00:08:27".format,
    st.sampled_from([0, 512]),
    ipv4,
    mac,
    st.sampled_from(["-", "0:00:11:33"]),
)
switch_ports = st.sampled_from(["1/1/3", "lag10", "Trk1", "GE0/2/1", "xgei-1/1/0/1"])
six_mac = mac.map(lambda text: text.replace(":", "")).map(lambda digits: digits[:6] + "-" + digits[6:])
quad_mac = cisco_mac.map(lambda text: text.replace(".", "-"))
ROWS["aruba_aoscx"] = st.one_of(
    st.builds(
        "{:39}  {}  vlan10   {:20}  reachable  {}".format, st.one_of(ipv4, ipv6), mac, switch_ports, st.just("red")
    ),
    st.builds("{:16} {:18} vlan10       {:20} failed     default".format, ipv4, st.just(""), st.just("")),
)
ROWS["hp_procurve"] = st.builds("  {:15} {}     {:7} {}".format, ipv4, six_mac, st.just("dynamic"), switch_ports)
ROWS["dell_os9"] = st.builds(
    "Internet    {:15} {:>5}   {}   {:9}  {:16} CP".format,
    ipv4,
    cisco_ages,
    mac,
    st.sampled_from(["Ma 0/0", "Te 0/22", "-"]),
    st.sampled_from(["-", "Vl 10"]),
)
ROWS["extreme_exos"] = st.builds(
    "VR-Default    {:15}  {}  {:>3}      NO  {:12}  4092  {}".format,
    ipv4,
    mac,
    st.integers(0, 20),
    st.just("office"),
    st.sampled_from(["1:25", ""]),
)
ROWS["fastiron"] = st.one_of(
    st.builds(
        "{:<5} {:16} {} Dynamic  {:<4} {:18} Valid".format, st.integers(1, 9), ipv4, cisco_mac, st.just(0), switch_ports
    ),
    st.builds("{:<5} {:16}      None      Dynamic  0    v1                 Pend".format, st.integers(1, 9), ipv4),
)
ROWS["fastpath"] = st.builds(
    "{:15}  {}  4/1             {:8}  {}".format,
    ipv4,
    mac.map(str.upper),
    st.sampled_from(["Dynamic", "Gateway", "Local"]),
    st.sampled_from(["0h  0m 10s", "n/a"]),
)
ROWS["comware"] = st.builds(
    "{:15} {} {:8} {:24} {:5} {}".format,
    ipv4,
    quad_mac,
    st.sampled_from(["1", "N/A"]),
    switch_ports,
    st.sampled_from(["16", "N/A"]),
    st.sampled_from(["D", "S", "IS"]),
)
ROWS["huawei_vrp"] = st.one_of(
    st.builds("{:15} {}  {:9} D-0         {:12}   blue".format, ipv4, quad_mac, st.integers(0, 20), switch_ports),
    st.builds("{:15} {}            I -         Vlanif813".format, ipv4, quad_mac),
)
ROWS["zte_zxros"] = st.builds(
    "{:15} {:8} {} {:12} 201    N/A    N/A".format, ipv4, st.sampled_from(["H", "00:14:17"]), cisco_mac, switch_ports
)
HEADERS = {
    "nvue": (
        "{:13}  {:39}  {:17}  {:9}  {}\n{:-<13}  {:-<39}  {:-<17}  {:-<9}  {:-<9}\n".format(
            "Interface", "IP/IPV6", "LLADR(MAC)", "State", "Flag", "", "", "", "", ""
        )
    ),
    "windows_powershell": (
        "{:7} {:50} {:21} {:11} {}\n{:7} {:50} {:21} {:11} {}\n".format(
            *(names := ["ifIndex", "IPAddress", "LinkLayerAddress", "State", "PolicyStore"]),
            *("-" * len(name) for name in names),
        )
    ),
    "sonic": "Address  MacAddress  Iface  Vlan\n",
    "aruba_aoscx": "IPv4 Address     MAC                Port         Physical Port        State      VRF\n",
    "dell_os9": "Protocol    Address         Age(min)  Hardware Address    Interface  VLAN             CPU\n",
    "extreme_exos": "VR            Destination      Mac                Age  Static  VLAN          VID   Port\n",
    "fastiron": "No.   IP Address       MAC Address    Type     Age Port               Status\n",
}

# Lines of no format: words that begin with a letter, so that no rule or prompt is among them.
noise = st.from_regex(r"x[a-z0-9.:]{0,20}( [a-zA-Z0-9.:()\[\]{}]{1,12}){0,5}", fullmatch=True)


def rows_and_noise(name):
    return st.lists(st.one_of(ROWS[name], noise), max_size=8).map(lambda lines: (name, lines))


def keeps_its_promises(row):
    assert tuple(row) == FIELDS
    assert row["state"] in STATES
    assert row["origin"] in ORIGINS
    assert row["family"] in ("ipv4", "ipv6")
    assert row["mac"] is None or canonical_mac(row["mac"]) == row["mac"]
    assert row["ip"] is None or canonical_ip(row["ip"]) == (row["ip"], row["family"])
    assert row["mac"] or row["state"] in UNRESOLVED_STATES | {"permanent", "noarp"}
    assert all(isinstance(flag, str) for flag in row["flags"])
    assert all(type(row[key]) in (int, type(None)) for key in ("age_seconds", "expires_seconds", "vlan"))


def first_address(line):
    """The first word of a line that is an address, however the line is understood."""
    for word in re.split(r"[\s()<>=\"]+", line):
        with contextlib.suppress(ValueError):
            return canonical_ip(word)[0]
    return None


@pytest.mark.parametrize("name", FORMATS)
@given(text=st.text())
def test_any_text_is_read_without_exception(name, text):
    neighbors, unparsed = _registry.FORMATS[name].parse(text)
    assert all(line in text for line in unparsed)
    for row in neighbors:
        keeps_its_promises(row)
    _registry.FORMATS[name].recognizes(text)


@pytest.mark.parametrize("platform", sorted(_registry.PLATFORMS))
@given(text=st.text(alphabet=st.sampled_from("\x1b[\b\r\n \t-More:.%#>0123456789abcfKDCGH\xa0\ufeff")))
def test_any_recording_of_a_terminal_is_read_without_exception(platform, text):
    for row in _registry.parse(text, platform).neighbors:
        keeps_its_promises(row)


@given(data=st.sampled_from(sorted(ROWS)).flatmap(rows_and_noise))
def test_no_line_is_lost(data):
    name, lines = data
    neighbors, unparsed = _registry.FORMATS[name].parse(HEADERS.get(name, "") + "\n".join(lines) + "\n")
    assert len(neighbors) + len(unparsed) == len(lines)
    for row in neighbors:
        keeps_its_promises(row)
    understood = [line for line in lines if line not in unparsed]
    assert [row["ip"] for row in neighbors] == [first_address(line) for line in understood]


@given(
    data=st.sampled_from(sorted(ROWS)).flatmap(lambda name: st.tuples(st.just(name), st.lists(ROWS[name], min_size=1)))
)
def test_each_row_is_understood_by_its_platform(data):
    name, lines = data
    neighbors, unparsed = _registry.parse(HEADERS.get(name, "") + "\n".join(lines) + "\n", PLATFORM_OF[name])
    assert (len(neighbors), unparsed) == (len(lines), [])


member = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.lists(st.text(max_size=3), max_size=2)
)
entry = st.dictionaries(
    st.sampled_from(["dst", "dev", "lladdr", "state", "used", "confirmed", "updated", "router", "protocol"]), member
)
good_entry = st.fixed_dictionaries(
    {"dst": st.one_of(ipv4, ipv6), "state": nud.map(lambda word: [word])},
    optional={
        "dev": device,
        "lladdr": mac,
        "used": st.integers(0),
        "confirmed": st.integers(0),
        "updated": st.integers(0),
        "router": st.none(),
        "extern_learn": st.none(),
        "protocol": st.sampled_from(["static", "zebra"]),
    },
)


@given(loaded=st.lists(st.one_of(entry, good_entry, member)))
def test_no_json_entry_is_lost(loaded):
    before = json.dumps(loaded)
    neighbors, unparsed = _iproute2.entries(loaded)
    assert len(neighbors) + len(unparsed) == len([one for one in loaded if one != {}])
    assert json.dumps(loaded) == before
    for row in neighbors:
        keeps_its_promises(row)


@given(loaded=st.lists(good_entry))
def test_json_is_read_alike_as_text_and_loaded(loaded):
    text = json.dumps(loaded)
    assert _iproute2.parse(text) == _iproute2.entries(loaded)
    assert _iproute2.entries(loaded).unparsed == []


@given(loaded=st.lists(good_entry, min_size=1), data=st.data())
def test_cut_json_gives_the_whole_entries(loaded, data):
    pieces = [json.dumps({"dst": one["dst"], **one}, separators=(",", ":")) for one in loaded]
    number = data.draw(st.integers(0, len(pieces) - 1))
    length = data.draw(st.integers(8, len(pieces[number]) - 1))
    cut = pieces[number][:length]
    neighbors, unparsed = _iproute2.parse("[" + ",".join(pieces[:number] + [cut]))
    assert neighbors == _iproute2.entries(loaded[:number]).neighbors
    assert unparsed == [cut]


@given(text=st.one_of(ipv4, ipv6))
def test_canonical_ip_is_idempotent(text):
    once = canonical_ip(text.upper())
    assert canonical_ip(once[0]) == once


@given(octets=st.lists(st.integers(0, 255), min_size=6, max_size=6), data=st.data())
def test_canonical_mac_reads_every_form(octets, data):
    plain = ":".join(f"{number:02x}" for number in octets)
    digits = plain.replace(":", "")
    forms = [
        plain.upper(),
        plain.replace(":", "-"),
        ":".join(f"{number:x}" for number in octets),
        ".".join(digits[at : at + 4] for at in (0, 4, 8)),
        "-".join(digits[at : at + 4] for at in (0, 4, 8)),
        digits.upper(),
    ]
    expected = plain if any(octets) else None
    assert canonical_mac(data.draw(st.sampled_from(forms))) == expected
    assert expected is None or canonical_mac(expected) == expected
