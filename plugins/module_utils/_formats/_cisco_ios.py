# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS and IOS XE: `show ip arp`, `show arp`, each also for a VRF, and `show ipv6 neighbors`.

    Protocol  Address          Age (min)  Hardware Addr   Type   Interface
    Internet  192.0.2.1               8   0000.5e00.5301  ARPA   Vlan20

Sources: `show ip arp` and `show ipv6 neighbors` in the IP Addressing and IPv6 command references. Ages are minutes. A
hyphen in place of the age marks the device's own addresses and static entries; only the former have an interface. An
incomplete entry has none, either. The tables do not name their VRF: it is known where the command stands above them.
Devices of other makers print the same table with MACs in other forms; `show arp detail` has a file of its own.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor, pack_ipv4
from ._cisco_lines import Scan
from ._cisco_nd import HAS_ND, ND_HEADER, plain_nd_record, vlan_of
from ._cli import ZERO_DOTTED
from ._durations import seconds
from ._interface_names import full_name
from ._long_tables import NEEDS_CARE, Memo, RowsAlike, hexadecimal

MINUTE = 60

# On a private VLAN the secondary one stands behind the interface: "Vlan20 pv 201".
_END_OF_ROW = re.compile(
    r"[ \t]+[A-Za-z0-9][\w.-]*"
    r"(?:[ \t]+(?P<interface>[A-Za-z]\S*(?: [0-9]\S*)?)(?:[ \t]+(?P<private>pv[ \t]+[0-9]+))?)?[ \t\r]*"
).fullmatch
_MINUTES = re.compile("[0-9]{1,9}").fullmatch
_LOOSE_ROW = re.compile(
    r"\s*Internet\s+(?P<ip>[0-9.]+)\s+(?P<age><?-+>?|[0-9][0-9:.dhmsw]*)\s+"
    r"(?P<mac>[0-9A-Fa-f.:-]+|<?[Ii]ncomplete>?)(?P<end>\s.*)"
).fullmatch
_DECORATION = re.compile(
    r"\s*(?:Protocol\s+Address\s+Age ?\(min\)\s.*"
    r"|%s"
    r"|Total (?:number of )?(?:entries|ARP entries|IPv6 neighbors).*"
    r")\s*" % ND_HEADER
).fullmatch
# `show ipv6 neighbors statistics` counts entries and shows none.
_STATISTICS = re.compile(
    r"\s*(?:IPv6 ND Statistics"
    r"|Entries \d+, High-water .*|Entry States"
    r"|INCMP \d+\s+REACH \d+\s.*"
    r"|Resolutions \(.*|Requested \d+, timeouts .*|In-progress \d+, .*"
    r")\s*"
).fullmatch
_SHAPE = re.compile(
    r"^[ \t]*(?:Protocol[ \t]+Address[ \t]+Age|Internet[ \t]+\S+[ \t]+(?:-|[0-9]+)[ \t]|IPv6 ND Stat)", re.MULTILINE
)


def recognizes(text):
    """Tell whether a text holds the header or a row of one of the tables."""
    return (_SHAPE.search(text) or HAS_ND(text)) is not None


def parse(text):
    """Read the tables, whatever stands between them."""
    return _Scan(None, None, _is_decoration, _rare_record).read(text)


class _Scan(Scan):
    """A scan whose rows are copies of one that ends alike, since these tables are the longest of all."""

    def read_rows(self, text):
        append, octets = self.neighbors.append, bytes.fromhex
        alike, ages = self.rows_alike(), Memo(_seconds)
        for line in text.split("\n"):
            try:
                protocol, ip, age, mac, kind, name = line.split()
                if (
                    protocol != "Internet"
                    or kind != "ARPA"
                    or mac == ZERO_DOTTED
                    or mac[4::5] != ".."
                    or len(mac) != 14
                ):
                    raise ValueError("a row that needs more care")
                pack_ipv4(ip)
                mac = hexadecimal(octets(mac.replace(".", "")), ":")
                old, row = ages[age], alike[name].copy()
            except NEEDS_CARE:
                vrf = self.vrf
                self.read_line(line)
                alike = alike if self.vrf == vrf else self.rows_alike()
                continue
            row["ip"] = ip
            row["mac"] = mac
            row["age_seconds"] = old
            row["flags"] = []
            if old is None:
                row["origin"] = "local"
            append(row)

    def rows_alike(self):
        """Return rows to copy in the VRF that was named last, by the name of their interface."""
        return RowsAlike(lambda name: _row_with_end(self.vrf, " ARPA " + name))


def _seconds(age):
    if age != "-" and not _MINUTES(age):
        raise ValueError("no minutes: %r" % age)
    return None if age == "-" else int(age) * MINUTE


def _row_with_end(vrf, end):
    """Return a record of what rows with this text behind the MAC have in common, None where no row ends so."""
    match = _END_OF_ROW(end)
    if match is None:
        return None
    name, private = match.groups()
    interface, vlan = (full_name(name, "ios"), vlan_of(name)) if name else (None, None)
    flags = [" ".join(private.split())] if private else []
    return neighbor(None, "ipv4", mac="", interface=interface, vlan=vlan, vrf=vrf, flags=flags)


def _rare_record(line, vrf):
    """Return the record of an IPv6 neighbor, or of a row that another maker prints in the same columns."""
    loose = _LOOSE_ROW(line)
    if loose is None:
        return plain_nd_record(line, vrf, dialect="ios", unit=MINUTE)
    row = _row_with_end(vrf, loose.group("end"))
    if row is None:
        return None
    age, mac = loose.group("age"), loose.group("mac")
    row.update(ip=canonical_ip(loose.group("ip"))[0], age_seconds=seconds(age, MINUTE))
    row["mac"] = None if mac.strip("<>").lower() == "incomplete" else canonical_mac(mac)
    if row["mac"] is None:
        row["state"] = "incomplete"
    elif age.strip("<>-") == "":
        row["origin"] = _ageless_origin(row)
    return row


def _ageless_origin(row):
    return "local" if row["interface"] else "static"


def _is_decoration(line):
    return (_DECORATION(line) or _STATISTICS(line)) is not None
