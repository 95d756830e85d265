# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""parse_neighbors on 100,000 rows of long tables, against one plain pass and against ntc-templates.

The plain pass knows the layout and nothing else: one compiled pattern over the text (json.loads for JSON) and a dict
per row, without canonical forms, units, decoration or lost lines.
"""

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / ".collections"))

from _measure import ratio

from ansible_collections.netops.arp.plugins.plugin_utils._parse import parse_neighbors

ROWS = 100_000
# TextFSM needs seconds for a few thousand rows.
NTC_ROWS = 2_000
AIM, NTC_AIM = 2, 1 / 15


def ip(number):
    return f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"


def mac(number, size=2, separator=":"):
    digits = f"02005e{number:06x}"
    return separator.join(digits[start : start + size] for start in range(0, 12, size))


def ios(rows):
    header = "Protocol  Address          Age (min)  Hardware Addr   Type   Interface\n"
    return header + "".join(
        f"Internet  {ip(n):<15} {n % 240:>9}   {mac(n, 4, '.')}  ARPA   Vlan{n % 40 + 1}\n" for n in range(rows)
    )


def nxos_detail(rows):
    header = (
        "IP ARP Table for all contexts\n"
        f"Total number of entries: {rows}\n"
        "Address         Age       MAC Address     Interface        Physical Interface   Flags    VRF Name\n"
    )
    return header + "".join(
        f"{ip(n):<15} 00:{n % 60:02}:{n % 59:02}  {mac(n, 4, '.')}  Vlan{n % 40 + 1:<12} Ethernet1/{n % 48 + 1:<12}"
        f"           {'default' if n % 3 else 'tenant-a'}\n"
        for n in range(rows)
    )


def junos(rows):
    header = "MAC Address       Address         Interface                Flags\n"
    return (
        header
        + "".join(f"{mac(n)} {ip(n):<15} irb.{n % 40} [ae{n % 8}.0]           none\n" for n in range(rows))
        + (f"Total entries: {rows}\n")
    )


def ip_neigh(rows):
    return "".join(
        f"{ip(n)} dev eth{n % 8} lladdr {mac(n)} {'STALE' if n % 3 else 'REACHABLE'} \n" for n in range(rows)
    )


def eos_json(rows):
    entries = [
        {
            "hwAddress": mac(n, 4, "."),
            "address": ip(n),
            "interface": f"Vlan{n % 40 + 1}, Ethernet{n % 48 + 1}",
            "age": n,
        }
        for n in range(rows)
    ]
    vrf = {"dynamicEntries": rows, "ipV4Neighbors": entries, "notLearnedEntries": 0, "totalEntries": rows}
    return json.dumps({"vrfs": {"default": {**vrf, "staticEntries": 0}}})


def pattern_pass(pattern):
    """The plain pass over a text: a dict of the pattern's groups per row."""
    finditer = re.compile(pattern, re.MULTILINE).finditer
    return lambda text: [match.groupdict() for match in finditer(text)]


def json_pass(text):
    vrfs = json.loads(text)["vrfs"]
    return [
        {"vrf": vrf, "ip": row["address"], "mac": row["hwAddress"], "interface": row["interface"], "age": row["age"]}
        for vrf, table in vrfs.items()
        for row in table["ipV4Neighbors"]
    ]


TABLES = (
    (
        "IOS show ip arp",
        "cisco_ios",
        ios,
        pattern_pass(r"^Internet +(?P<ip>\S+) +(?P<age>\S+) +(?P<mac>\S+) +ARPA +(?P<interface>\S+)"),
        "show ip arp",
    ),
    (
        "NX-OS show ip arp detail vrf all",
        "cisco_nxos",
        nxos_detail,
        pattern_pass(r"^(?P<ip>[\d.]+) +(?P<age>\S+) +(?P<mac>\S+) +(?P<interface>\S+) +(?P<port>\S+) +(?P<vrf>\S+)$"),
        "show ip arp detail vrf all",
    ),
    (
        "Junos show arp no-resolve",
        "juniper_junos",
        junos,
        pattern_pass(r"^(?P<mac>[\da-f:]{17}) +(?P<ip>\S+) +(?P<interface>\S+ \S+) +(?P<flags>\S+)$"),
        "show arp no-resolve",
    ),
    (
        "ip neigh",
        "linux",
        ip_neigh,
        pattern_pass(r"^(?P<ip>\S+) dev (?P<interface>\S+) lladdr (?P<mac>\S+) (?P<state>\S+)"),
        None,
    ),
    ("EOS show arp vrf all | json", "arista_eos", eos_json, json_pass, None),
)


def against_plain_pass(title, platform, make, plain):
    text = make(ROWS)
    result = parse_neighbors(text, platform)
    assert len(result["neighbors"]) == len(plain(text)) == ROWS
    assert not result["unparsed"]
    ratio(
        f"{title}, {ROWS} rows, against one plain pass",
        lambda: parse_neighbors(text, platform),
        lambda: plain(text),
        AIM,
    )


def against_ntc_templates(title, platform, make, command):
    from ntc_templates.parse import parse_output

    text = make(NTC_ROWS)
    assert len(parse_output(platform=platform, command=command, data=text)) == NTC_ROWS
    ratio(
        f"{title}, {NTC_ROWS} rows, against ntc-templates",
        lambda: parse_neighbors(text, platform),
        lambda: parse_output(platform=platform, command=command, data=text),
        NTC_AIM,
        repeat=2,
    )


def main():
    for title, platform, make, plain, _command in TABLES:
        against_plain_pass(title, platform, make, plain)
    try:
        import ntc_templates  # noqa: F401  # whether it is there is all that counts
    except ImportError:
        print("ntc-templates is not installed, so nothing was compared with it")
        return
    for title, platform, make, _plain, command in TABLES:
        if command:
            against_ntc_templates(title, platform, make, command)


if __name__ == "__main__":
    main()
