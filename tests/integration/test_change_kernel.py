# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries and flushes against a real kernel, in a network namespace that exists for one test only."""

import contextlib
import socket
import threading
import time
from pathlib import Path

import pytest
from kernel_table import NEEDS, SETUP, batch, new_namespace, run, table

from ansible_collections.netops.arp.plugins.module_utils import _namespaces, _netlink
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._platforms import (
    _entries,
    _entry_plan,
    _flush_check,
    _flush_plan,
    _flushes,
    _linux_changes,
    _linux_lifeline,
)

pytestmark = NEEDS

VRF = "link add blue type vrf table 10\nlink set blue up\nlink set eth1 master blue\n"
MAC = "00:00:5e:00:53:aa"


@pytest.fixture
def namespace():
    with new_namespace() as name:
        yield name


@pytest.fixture
def inside(namespace, monkeypatch):
    """Be in a namespace of a host with entries of both families; nobody has come by ssh."""
    monkeypatch.setattr(_linux_lifeline, "peer", lambda: None)
    (chosen,) = _namespaces.choose([namespace])
    with _namespaces.entered(chosen):
        batch(SETUP)
        # The kernel must not collect what a test has planted.
        for place in ("ipv4/neigh/eth0", "ipv4/neigh/eth1", "ipv6/neigh/eth0"):
            Path(f"/proc/sys/net/{place}/gc_stale_time").write_text("600")
        yield


def entries(*given, state="present", namespaces=(), **options):
    """Bring about entries, as the module does."""
    wanted = _entry_plan.wanted(list(given), state)
    return _entries.run(_linux_changes.Linux(run, namespaces), wanted, _entries.Options(**options))


def flush(everything=False, namespaces=(), check=False, backend=None, verify=None, **scope):
    options = {**dict.fromkeys(_flush_plan.KEYS), **scope}
    backend = backend or _linux_changes.Linux(run, namespaces)
    return _flushes.run(backend, options, everything, list(namespaces), check, verify)


def flushed(result):
    return sorted(row["ip"] for row in result["flushed"])


PLACES = {
    "nothing was there": ("192.0.2.50", "eth0", "default"),
    "a failed row": ("192.0.2.7", "eth0", "default"),
    "a learned row": ("192.0.2.8", "eth0", "default"),
    "another static row": ("192.0.2.9", "eth0", "default"),
    "a row of a control plane": ("192.0.2.20", "eth0", "default"),
    "IPv6": ("2001:db8::50", "eth0", "default"),
    "IPv6, a learned row": ("2001:db8::8", "eth0", "default"),
}


@pytest.mark.parametrize(("ip", "interface", "vrf"), PLACES.values(), ids=PLACES)
def test_an_entry_is_predicted_pinned_kept_and_taken_away(inside, ip, interface, vrf):
    given = {"ip": ip, "mac": MAC.replace(":", "-").upper()}
    before = table()
    predicted = entries(given, check=True)
    assert table() == before
    done = entries(given)
    assert done == predicted
    assert (done["entries"][0]["interface"], done["entries"][0]["vrf"]) == (interface, vrf)
    assert table() == {**before, ip: (MAC, "PERMANENT")}
    assert entries(given)["changed"] is False
    absent = {"ip": ip, "state": "absent"}
    assert entries(absent, check=True)["changed"] is True
    assert entries(absent)["entries"][0]["after"] is None
    assert ip not in table()
    assert entries(absent)["changed"] is False


def test_absent_leaves_a_learned_entry_and_one_with_another_mac(inside):
    before = table()
    result = entries({"ip": "192.0.2.8", "state": "absent"}, {"ip": "192.0.2.9", "mac": MAC, "state": "absent"})
    assert result["changed"] is False
    assert table() == before


def test_a_vrf_chooses_interfaces(inside):
    if run(["ip", "link", "add", "probe", "type", "vrf", "table", "11"])[0]:
        pytest.skip("this kernel has no VRFs")
    batch(VRF)
    done = entries({"ip": "198.51.100.50", "mac": MAC, "vrf": "blue"})
    assert done["entries"][0]["interface"] == "eth1"
    with pytest.raises(ArpError, match="eth1 is in the VRF blue, not in default"):
        entries({"ip": "198.51.100.51", "mac": MAC, "interface": "eth1", "vrf": "default"})
    batch("neigh add 198.51.100.60 lladdr 00:00:5e:00:53:08 dev eth1 nud stale\n")
    assert flushed(flush(vrf=["blue"])) == ["198.51.100.60"]


def test_an_entry_without_a_place_is_refused(inside):
    with pytest.raises(ArpError, match="No interface has a network with 203\\.0\\.113\\.5; name the interface"):
        entries({"ip": "203.0.113.5", "mac": MAC})
    with pytest.raises(ArpError, match="There is no interface eth7; there are: eth0, eth1"):
        entries({"ip": "192.0.2.50", "mac": MAC, "interface": "eth7"})
    with pytest.raises(ArpError, match="192\\.0\\.2\\.10 is an own address"):
        entries({"ip": "192.0.2.10", "mac": MAC})


def test_the_diff_tells_both_sides(inside):
    diff = entries({"ip": "192.0.2.9", "mac": MAC}, {"ip": "192.0.2.8", "mac": MAC}, check=True)["diff"]
    assert diff == {
        "before": "192.0.2.9 is at 00:00:5e:00:53:09 on eth0 vrf default\n",
        "after": f"192.0.2.8 is at {MAC} on eth0 vrf default\n192.0.2.9 is at {MAC} on eth0 vrf default\n",
    }


def test_purge_takes_static_entries_of_its_scope_alone(inside):
    batch("neigh add 198.51.100.9 lladdr 00:00:5e:00:53:09 dev eth1 nud permanent\n")
    before = table()
    scope = _entry_plan.Purge(["eth0"], [], ["ipv4", "ipv6"], [None])
    result = entries({"ip": "2001:db8::9", "mac": "00:00:5e:00:53:09"}, purge=scope)
    assert [one["ip"] for one in result["purged"]] == ["192.0.2.9"]
    del before["192.0.2.9"]
    assert table() == before
    assert entries({"ip": "2001:db8::9", "mac": "00:00:5e:00:53:09"}, purge=scope)["changed"] is False


def test_an_entry_in_another_namespace(namespace, monkeypatch):
    monkeypatch.setattr(_linux_lifeline, "peer", lambda: None)
    (chosen,) = _namespaces.choose([namespace])
    with _namespaces.entered(chosen):
        batch(SETUP)
    given = {"ip": "192.0.2.50", "mac": MAC, "namespace": namespace}
    assert entries(given, namespaces=[namespace])["changed"] is True
    assert entries(given, namespaces=[namespace])["changed"] is False
    with _namespaces.entered(chosen):
        assert table()["192.0.2.50"] == (MAC, "PERMANENT")
    result = flush(namespaces=[namespace], everything=True)
    assert flushed(result) == ["192.0.2.7", "192.0.2.8", "198.51.100.8", "2001:db8::8"]


def test_what_the_connection_goes_through_needs_force(inside):
    """Without an ssh client each default gateway may be it; the MAC in use may be pinned."""
    with pytest.raises(ArpError, match=r"192\.0\.2\.1 is in use with the MAC 00:00:5e:00:53:01 and would be pinned to"):
        entries({"ip": "192.0.2.1", "mac": MAC})
    assert entries({"ip": "192.0.2.1", "mac": "00:00:5e:00:53:01"})["changed"] is True
    with pytest.raises(ArpError, match="would have to be learned anew"):
        entries({"ip": "192.0.2.1", "state": "absent"})
    assert entries({"ip": "192.0.2.1", "mac": MAC}, force=True)["changed"] is True


def test_the_next_hop_towards_the_ssh_client_is_found(inside, monkeypatch):
    monkeypatch.undo()  # of the fixture
    clients = {"192.0.2.8": "192.0.2.8", "203.0.113.9": "192.0.2.1", "2001:db8::77": "2001:db8::77"}
    for client, hop in clients.items():
        found = _linux_lifeline.peer([[f"SSH_CONNECTION={client} 50000 192.0.2.10 22"]])
        with monkeypatch.context() as patch:
            patch.setattr(_linux_lifeline, "peer", lambda found=found: found)
            (told,) = _linux_lifeline.find(_netlink.Netlink, {"gateways": []})
        assert (told["ip"], told["interface"], told["vrf"]) == (hop, "eth0", "default")
    monkeypatch.setattr(_linux_lifeline, "peer", lambda: _linux_lifeline._address("192.0.2.8"))
    with pytest.raises(ArpError, match="may cut the connection"):
        entries({"ip": "192.0.2.8", "mac": MAC})


class Interrupted(_linux_changes.Linux):
    """Changes half of what it is told, then fails."""

    def apply(self, steps, facts):
        if self.fails:
            self.fails = False
            super().apply(steps[:2], facts)
            raise ArpError("the power failed")
        super().apply(steps, facts)


def test_what_was_done_by_half_is_put_back(inside):
    before = table()
    backend = Interrupted(run)
    backend.fails = True
    given = [{"ip": f"192.0.2.{number}", "mac": MAC} for number in (8, 9, 50)]
    with pytest.raises(ArpError, match=r"the power failed\. Whatever had been done was put back"):
        _entries.run(backend, _entry_plan.wanted(given, "present"), _entries.Options())
    assert table() == before


SCOPES = {
    "an address": ({"addresses": ["192.0.2.8"]}, ["192.0.2.8"]),
    "the gateway by name": ({"addresses": ["192.0.2.1"]}, ["192.0.2.1"]),
    "a prefix": ({"prefixes": ["192.0.2.0/24"]}, ["192.0.2.20", "192.0.2.7", "192.0.2.8"]),
    "a prefix of IPv6": ({"prefixes": ["2001:db8::/32"]}, ["2001:db8::8"]),
    "an interface": ({"interfaces": ["eth1"]}, ["198.51.100.8"]),
    "another VRF": ({"vrf": ["blue"]}, []),
    "states": ({"states": ["failed"]}, ["192.0.2.7"]),
    "a MAC": ({"mac": ["0000.5e00.5308"]}, ["192.0.2.8", "198.51.100.8", "2001:db8::8"]),
    "a family": ({"family": ["ipv6"]}, ["2001:db8::8"]),
    "several": ({"mac": ["00:00:5e:00:53:08"], "family": ["ipv4"], "vrf": ["default"]}, ["192.0.2.8", "198.51.100.8"]),
    "static ones by name": ({"states": ["permanent"], "family": ["ipv6"]}, ["2001:db8::9"]),
}
# A permanent row of a control plane is static to the kernel.
SPARED = {"a prefix": {"192.0.2.20"}}


@pytest.mark.parametrize("name", SCOPES)
def test_a_scope_takes_its_rows_and_no_others(inside, name):
    scope, expected = SCOPES[name]
    expected = sorted(set(expected) - SPARED.get(name, set()))
    before = table()
    predicted = flush(check=True, **scope)
    assert (flushed(predicted), predicted["changed"]) == (expected, bool(expected))
    assert table() == before
    assert flushed(flush(**scope)) == expected
    assert table() == {ip: row for ip, row in before.items() if ip not in expected}
    assert flush(**scope)["changed"] is False


def test_all_spares_static_entries_and_the_gateway(inside):
    result = flush(everything=True)
    assert flushed(result) == ["192.0.2.7", "192.0.2.8", "198.51.100.8", "2001:db8::8"]
    reasons = {row["ip"]: row["reason"] for row in result["kept"]}
    assert reasons["192.0.2.1"] == "it is a default gateway; addresses must name it"
    assert reasons["192.0.2.9"] == "it is static; states must name permanent"
    assert set(table()) == {"192.0.2.1", "192.0.2.9", "192.0.2.20", "2001:db8::9"}
    assert (result["before"]["ipv4"]["total"], result["after"]["ipv4"]["total"]) == (6, 3)


class Late(_linux_changes.Linux):
    """Lets the table change between the reading and the flush."""

    def drop(self, rows, judge, facts, everything):
        batch(self.meanwhile)
        return super().drop(rows, judge, facts, everything)


def test_rows_that_vanish_or_change_meanwhile(inside):
    backend = Late(run)
    backend.meanwhile = (
        "neigh del 192.0.2.7 dev eth0\n"
        "neigh replace 192.0.2.8 lladdr 00:00:5e:00:53:08 dev eth0 nud permanent\n"
        "neigh replace 2001:db8::8 lladdr 00:00:5e:00:53:55 dev eth0 nud stale\n"
    )
    result = flush(everything=True, backend=backend)
    assert flushed(result) == ["192.0.2.7", "198.51.100.8", "2001:db8::8"]
    reasons = {row["ip"]: row["reason"] for row in result["kept"]}
    assert reasons["192.0.2.8"] == "it changed meanwhile: it is static; states must name permanent"
    assert table()["192.0.2.8"] == ("00:00:5e:00:53:08", "PERMANENT")
    assert "2001:db8::8" not in table()
    macs = {row["ip"]: row["mac"] for row in result["flushed"]}
    assert macs["2001:db8::8"] == "00:00:5e:00:53:55"


def test_a_row_whose_mac_left_the_scope_meanwhile_stays(inside):
    backend = Late(run)
    backend.meanwhile = "neigh replace 192.0.2.8 lladdr 00:00:5e:00:53:55 dev eth0 nud stale\n"
    result = flush(mac=["00:00:5e:00:53:08"], backend=backend)
    assert flushed(result) == ["198.51.100.8", "2001:db8::8"]
    assert table()["192.0.2.8"] == ("00:00:5e:00:53:55", "STALE")


def test_a_kernel_that_gives_whole_tables_only(inside, monkeypatch):
    def refuse(_self, _kind, _bodies):
        raise _netlink.KernelRefusal(95)

    monkeypatch.setattr(_netlink.Netlink, "get_each", refuse)
    assert flushed(flush(interfaces=["eth1"])) == ["198.51.100.8"]


GATEWAY, GATEWAY_MAC = "192.0.2.1", "00:00:5e:00:53:01"


@contextlib.contextmanager
def answering(mac, *addresses):
    """Answer ARP requests for some addresses at the other end of eth0, as a station with this MAC."""
    own, wanted = bytes.fromhex(mac.replace(":", "")), {socket.inet_aton(address) for address in addresses}
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0806)) as wire:
        wire.bind(("wire0", 0x0806))
        wire.settimeout(0.05)
        done = threading.Event()

        def answer():
            while not done.is_set():
                with contextlib.suppress(TimeoutError):
                    meet(wire.recv(2048))

        def meet(frame):
            if frame[20:22] == b"\0\1" and frame[38:42] in wanted:
                reply = frame[12:20] + b"\0\2" + own + frame[38:42] + frame[22:32]
                wire.send(frame[6:12] + own + reply)

        station = threading.Thread(target=answer, daemon=True)
        station.start()
        try:
            yield
        finally:
            done.set()
            station.join()


def test_a_flushed_gateway_is_resolved_by_the_kernel_without_other_traffic(inside):
    with answering(GATEWAY_MAC, GATEWAY):
        result = flush(addresses=[GATEWAY], verify=_flush_check.Check([], 5))
    (told,) = result["verified"]
    assert (told["ip"], told["resolved"], told["restored"]) == (GATEWAY, True, False)
    assert (result["problems"], result["findings"]) == ([], [])
    assert table()[GATEWAY] == (GATEWAY_MAC, "REACHABLE")


def test_a_gateway_that_comes_back_with_another_mac_is_a_finding(inside):
    with answering(MAC, GATEWAY):
        result = flush(addresses=[GATEWAY], verify=_flush_check.Check([], 5))
    (finding,) = result["findings"]
    assert (finding["kind"], finding["mac_before"], finding["mac_after"]) == ("changed_mac", GATEWAY_MAC, MAC)
    assert result["problems"] == []


SILENT = {"a learned one": ("stale", "STALE"), "a static one": ("permanent", "PERMANENT")}


@pytest.mark.parametrize(("state", "after"), SILENT.values(), ids=SILENT)
def test_a_gateway_that_stays_silent_is_put_back(inside, state, after):
    batch(f"neigh replace {GATEWAY} lladdr {GATEWAY_MAC} dev eth0 nud {state}\n")
    result = flush(addresses=[GATEWAY], states=[state], verify=_flush_check.Check([], 0.3))
    assert result["problems"] == [
        f"{GATEWAY} on eth0 (next hop of this connection and default gateway) did not resolve within 0.3 s; its former "
        f"entry, {GATEWAY_MAC}, was put back"
    ]
    assert table()[GATEWAY] == (GATEWAY_MAC, after)


def test_critical_addresses_must_resolve_where_the_host_has_a_link_to_them(inside):
    critical = ["192.0.2.30", "192.0.2.31", "203.0.113.7"]
    with answering(MAC, "192.0.2.30"):
        result = flush(interfaces=["eth1"], verify=_flush_check.Check(critical, 1))
    assert {one["ip"]: one["mac_after"] for one in result["verified"] if "critical" in one["reasons"]} == {
        "192.0.2.30": MAC,
        "192.0.2.31": None,
    }
    assert result["problems"] == [
        "192.0.2.31 on eth0 (critical address) did not resolve within 1 s; it was not resolved before the flush either"
    ]
    assert result["warnings"] == ["203.0.113.7 is in no network of this device, so that it was not asked for"]


@pytest.mark.machine_wide
def test_half_of_a_hundred_thousand_entries(inside, record_property):
    """The other half stands untouched. Rows of a control plane are not limited by gc_thresh3."""
    # A table this large makes the kernel collect failed rows by itself; it must not do so between the two counts.
    batch("neigh del 192.0.2.7 dev eth0\naddr add 10.0.0.1/8 dev eth0\n")
    ips = [f"10.{net}.{number >> 8}.{number & 255}" for net in (1, 2) for number in range(50000)]
    batch("".join(f"neigh add {ip} lladdr 00:00:5e:00:53:bb dev eth0 nud stale extern_learn\n" for ip in ips))
    start = time.monotonic()
    result = flush(prefixes=["10.1.0.0/16"])
    seconds = time.monotonic() - start
    record_property("seconds", round(seconds, 2))
    assert len(result["flushed"]) == 50000
    assert result["kept"] == []
    assert result["before"]["ipv4"]["total"] - result["after"]["ipv4"]["total"] == 50000
    left = [ip for ip in table() if ip.startswith("10.")]
    assert len(left) == 50000
    assert all(ip.startswith("10.2.") for ip in left)
