# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SuzieQ: rows of the table arpnd, as `suzieq-cli arpnd show format=json` or its REST interface gives them.

Fields: namespace, hostname, ipAddress, oif, macaddr, state, remote (learned through EVPN), active. SuzieQ's namespace
is a site, not a network namespace. Its Linux parser takes the last words of `ip neigh` for the state, so `router` and
`extern_learn` stand there, and it gives 00:00:00:00:00:00 for a neighbor without an address.
"""

from ansible_collections.netops.arp.plugins.module_utils._neighbor import canonical_ip, neighbor

from ._common import loaded, mac_of, read_rows, rows_of, state_of, text_of


def _record(row):
    ip, family = canonical_ip(text_of(row["ipAddress"]) or "")
    word = (text_of(row.get("state")) or "").lower()
    state = state_of(word)
    remote = str(row.get("remote", False)).lower() == "true" or word == "extern_learn"
    return neighbor(
        ip,
        family,
        mac=mac_of(row["macaddr"]),
        interface=text_of(row.get("oif")),
        state=state,
        origin="remote" if remote else "static" if state == "permanent" else "dynamic",
        is_router=True if word == "router" else None,
        # A row that is no longer in the table is in the answer to view=all and view=changes.
        flags=["inactive"] if str(row.get("active", True)).lower() == "false" else [],
    )


def _read(data):
    return read_rows(rows_of(loaded(data, "suzieq"), "suzieq", "the rows of arpnd"), "suzieq", _record)


SOURCES = {"suzieq": _read}
