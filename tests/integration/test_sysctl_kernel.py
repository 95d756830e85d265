# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of kernel parameters against the kernel: which value acts, for each pair of conf/all and the interface.

Every probe concludes from what happens on the wire or to the tables (kernel_probes.py). The module's backend reads the
same kernel and says which value is in force. The two must agree.
"""

import itertools
import os
import shutil
import socket
import sys
from pathlib import Path

import kernel_probes
import pytest
from kernel_probes import advertised, arp, neighbor_message, run

from ansible_collections.netops.arp.plugins.module_utils import _namespaces
from ansible_collections.netops.arp.plugins.module_utils._sysctls import _backend, _parameters

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux"),
    pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="needs root to make network namespaces"),
    pytest.mark.skipif(not (shutil.which("ip") and shutil.which("unshare")), reason="needs iproute2 and util-linux"),
]

SWITCH = (0, 1)
OVERRIDE = 0x20000000
ALL_NODES = "ff02::1"
numbers = itertools.count(1)


@pytest.fixture(scope="module")
def rig():
    with kernel_probes.rig() as made:
        yield made


@pytest.fixture
def inside(rig):
    """Be in the host's namespace, with the parameters as in an untouched kernel."""
    with rig.in_host():
        rig.calm(*kernel_probes.CABLES)
        yield rig


def fresh(network):
    """An address that no probe has used yet."""
    return network.format(next(numbers) % 100 + 100)


def arp_ignore(rig):
    """Asked: for its own address; for one of another interface; by a stranger; for one of scope host."""
    return {
        (True, True, True, True): 0,
        (True, False, True, True): 1,
        (True, False, False, True): 2,
        (True, True, True, False): 3,
        (False, False, False, False): 8,
    }[
        rig.answers("e0", "192.0.2.10", "192.0.2.200"),
        rig.answers("e0", "198.51.100.10", "192.0.2.200"),
        rig.answers("e0", "192.0.2.10", "198.51.100.200"),
        rig.answers("e0", "192.0.2.40", "192.0.2.200"),
    ]


def arp_announce(rig):
    """Whose address does it name when a packet from another interface, and one from the second address, goes out?"""
    told = []
    for source in ("198.51.100.10", "192.0.2.20"):
        target = fresh("192.0.2.{}")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.bind((source, 0))
            sender.sendto(b"", (target, 9))
        told += [request.sender for request in rig.arp_heard("e0") if request.target == target][:1]
        run("ip", "neigh", "del", target, "dev", "e0")
    return {
        ("198.51.100.10", "192.0.2.20"): 0,
        ("192.0.2.10", "192.0.2.20"): 1,
        ("192.0.2.10", "192.0.2.10"): 2,
    }[tuple(told)]


def believed(rig, network):
    """Whether an announcement of an address nobody knows makes a row."""
    address = fresh(network)
    rig.send("e0", arp("e0", 1, address, address))
    rig.heard("e0")
    return rig.row("e0", address) is not None


def arp_accept(rig):
    seen = (believed(rig, "192.0.2.{}"), believed(rig, "203.0.113.{}"))
    return {(False, False): 0, (True, True): 1, (True, False): 2}[seen]


def drop_gratuitous_arp(rig):
    return int(not believed(rig, "192.0.2.{}"))


def arp_filter(rig):
    """The way back to the questioner leads through e0, and he asks on e3."""
    return int(not rig.answers("e3", "192.0.2.30", "192.0.2.200"))


def rp_filter(rig):
    """Two strangers ask: one to whom there is a way through another interface, one to whom there is none."""
    seen = (
        rig.answers("e0", "192.0.2.10", "198.51.100.200"),
        rig.answers("e0", "192.0.2.10", "100.64.0.1"),
    )
    return {(True, True): 0, (False, False): 1, (True, False): 2}[seen]


def accept_local(rig):
    return int(rig.answers("e0", "192.0.2.10", "198.51.100.10"))


def proxy_arp(rig):
    return int(rig.answers("e0", "198.51.100.77", "192.0.2.200"))


def proxy_arp_pvlan(rig):
    return int(rig.answers("e0", "192.0.2.77", "192.0.2.200"))


def medium_id(rig):
    """Proxy ARP for hosts behind e1, whose medium is 2, and behind e2, whose medium is 1."""
    seen = (rig.answers("e0", "198.51.100.77", "192.0.2.200"), rig.answers("e0", "203.0.113.77", "192.0.2.200"))
    return {(True, True): 0, (False, False): -1, (True, False): 1, (False, True): 2}[seen]


def promote_secondaries(_rig):
    """Does the second address of a subnet outlive the first?"""
    lines = ("add 192.0.2.129/26", "add 192.0.2.130/26", "del 192.0.2.129/26")
    run("ip", "-batch", "-", text="".join(f"addr {line} dev e1\n" for line in lines))
    left = "192.0.2.130" in run("ip", "addr", "show", "dev", "e1")
    if left:
        run("ip", "addr", "del", "192.0.2.130/26", "dev", "e1")
    return int(left)


def _new_mac(rig):
    """Give e0 another MAC while it is up, and return the frames that come out."""
    rig.heard("e0")
    run("ip", "link", "set", "e0", "address", f"02:00:00:00:03:{next(numbers) % 256:02x}")
    return rig.heard("e0")


def arp_notify(rig):
    """A new MAC on a link that stays up is announced at once, or not at all."""
    told = [frame for frame in map(kernel_probes.arp_of, _new_mac(rig)) if frame]
    return int(any(frame.sender == frame.target == "192.0.2.10" for frame in told))


def ndisc_notify(rig):
    return int("2001:db8::10" in map(advertised, _new_mac(rig)))


def proxy_ndp(rig):
    rig.heard("e0")
    rig.send("e0", neighbor_message("e0", 135, "2001:db8::99", "ff02::1:ff00:77", "2001:db8::77"))
    return int("2001:db8::77" in map(advertised, rig.heard("e0")))


def drop_unsolicited_na(rig):
    address = fresh("2001:db8::{}")
    run("ip", "neigh", "replace", address, "lladdr", "02:00:00:00:09:09", "dev", "e0", "nud", "stale")
    rig.send("e0", neighbor_message("e0", 136, address, ALL_NODES, address, OVERRIDE))
    rig.heard("e0")
    return int(rig.row("e0", address) == "02:00:00:00:09:09")


def _untracked(rig, network):
    address = fresh(network)
    rig.send("e0", neighbor_message("e0", 136, address, ALL_NODES, address, OVERRIDE))
    rig.heard("e0")
    return rig.row("e0", address) is not None


def accept_untracked_na(rig):
    seen = (_untracked(rig, "2001:db8::{}"), _untracked(rig, "2001:db8:9::{}"))
    return {(False, False): 0, (True, True): 1, (True, False): 2}[seen]


# Parameter, the values that are tried in conf/all and conf/e0, the probe, and what has to be set for it.
PROBES = {
    "accept_local": ("ipv4", SWITCH, accept_local, {}),
    "accept_untracked_na": ("ipv6", (0, 1, 2), accept_untracked_na, {}),
    "arp_accept": ("ipv4", (0, 1, 2), arp_accept, {}),
    "arp_announce": ("ipv4", (0, 1, 2), arp_announce, {}),
    "arp_filter": ("ipv4", SWITCH, arp_filter, {}),
    "arp_ignore": ("ipv4", (0, 1, 2, 3, 8), arp_ignore, {}),
    "arp_notify": ("ipv4", SWITCH, arp_notify, {}),
    "drop_gratuitous_arp": ("ipv4", SWITCH, drop_gratuitous_arp, {"net/ipv4/conf/e0/arp_accept": 1}),
    "drop_unsolicited_na": ("ipv6", SWITCH, drop_unsolicited_na, {}),
    "medium_id": (
        "ipv4",
        (-1, 0, 1, 2),
        medium_id,
        {"net/ipv4/conf/e0/proxy_arp": 1, "net/ipv4/conf/e1/medium_id": 2, "net/ipv4/conf/e2/medium_id": 1},
    ),
    "ndisc_notify": ("ipv6", SWITCH, ndisc_notify, {}),
    "promote_secondaries": ("ipv4", SWITCH, promote_secondaries, {}),
    "proxy_arp": ("ipv4", SWITCH, proxy_arp, {}),
    "proxy_arp_pvlan": ("ipv4", SWITCH, proxy_arp_pvlan, {}),
    "proxy_ndp": ("ipv6", SWITCH, proxy_ndp, {}),
    "rp_filter": ("ipv4", (0, 1, 2), rp_filter, {}),
}
INTERFACE = {"arp_filter": "e3", "promote_secondaries": "e1"}


def told(family, name, interface):
    """What the module says is in force, and why."""
    options = _backend.Options(interfaces=[interface])
    facts = _backend.run(_backend.Host(run), options)["after"]["interfaces"][interface]
    return facts[family][name]


def skip_without(family, name):
    if not Path(f"/proc/sys/net/{family}/conf/all/{name}").exists():
        pytest.skip(f"this kernel has no {name}")


@pytest.mark.parametrize("name", sorted(PROBES))
def test_what_the_module_calls_effective_is_what_the_kernel_does(name, inside):
    family, values, observe, needs = PROBES[name]
    interface = INTERFACE.get(name, "e0")
    skip_without(family, name)
    for path, value in needs.items():
        inside.set(path, value)
    wrong = {}
    for everywhere, here in itertools.product(values, values):
        inside.set(f"net/{family}/conf/all/{name}", everywhere)
        inside.set(f"net/{family}/conf/{interface}/{name}", here)
        said, acts = told(family, name, interface)["effective"], observe(inside)
        if said != acts:
            wrong[f"all={everywhere}, {interface}={here}"] = f"said {said}, acts as {acts}"
    assert wrong == {}


EVICTION = {
    "arp_evict_nocarrier": ("ipv4", {"off0": "198.18.1.9", "off1": "198.18.2.9"}),
    "ndisc_evict_nocarrier": ("ipv6", {"off0": "2001:db8:1::9", "off1": "2001:db8:2::9"}),
}


@pytest.mark.parametrize("name", EVICTION)
def test_what_outlives_the_carrier_is_what_the_module_says(name, inside):
    """Two cables at a time, one for each value of the interface: the kernel takes its time to notice a lost carrier."""
    family, neighbors = EVICTION[name]
    skip_without(family, name)
    wrong = {}
    for everywhere in SWITCH:
        inside.set(f"net/{family}/conf/all/{name}", everywhere)
        for here, (cable, neighbor) in zip(SWITCH, neighbors.items(), strict=True):
            inside.set(f"net/{family}/conf/{cable}/{name}", here)
            run("ip", "neigh", "replace", neighbor, "lladdr", "02:00:00:00:09:09", "dev", cable, "nud", "stale")
        with inside.cut(*neighbors):
            for here, (cable, neighbor) in zip(SWITCH, neighbors.items(), strict=True):
                said, acts = told(family, name, cable)["effective"], int(inside.row(cable, neighbor) is None)
                if said != acts:
                    wrong[f"all={everywhere}, {cable}={here}"] = f"said {said}, acts as {acts}"
    assert wrong == {}


def test_no_parameter_that_combines_is_left_out():
    combining = {
        name for _family, name in _parameters.PARAMETERS if _parameters.PARAMETERS[_family, name].kind == "conf"
    }
    assert combining == set(PROBES) | set(EVICTION)


def test_a_template_is_for_interfaces_to_come_alone():
    """The kernel itself copies it to an interface that never had an address, as the first lines show."""
    with kernel_probes.new_namespace() as namespace, _namespaces.entered(namespace):
        run("ip", "link", "add", "bare0", "type", "veth", "peer", "name", "bare1")
        kernel_probes.Rig.set("net/ipv4/conf/default/arp_filter", 1)
        assert value("bare0", "arp_filter") == 1
        before = value("bare0", "arp_ignore")
        backend(settings={"default": {"arp_ignore": 2}})
        run("ip", "link", "add", "late0", "type", "veth", "peer", "name", "late1")
        found = {name: value(name, "arp_ignore") for name in ("bare0", "bare1", "late0")}
    assert found == {"bare0": before, "bare1": before, "late0": 2}


def test_names_with_dots_are_names_to_the_kernel_too(inside):
    """veth pairs stand for VLANs, and for VLANs in VLANs."""
    run("ip", "link", "add", "bond0.101", "type", "veth", "peer", "name", "bond0.101.7")
    result = backend(settings={"interfaces": {"bond0.101": {"arp_ignore": 1}, "bond0.*.7": {"arp_ignore": 3}}})
    assert (value("bond0.101", "arp_ignore"), value("bond0.101.7", "arp_ignore")) == (1, 3)
    assert result["after"]["interfaces"]["bond0.101.7"]["ipv4"]["arp_ignore"]["effective"] == 3


def backend(**options):
    return _backend.run(_backend.Host(run), _backend.Options(**options))


def value(interface, name):
    return int(Path(f"/proc/sys/net/ipv4/conf/{interface}/{name}").read_text())


READ_ONLY = """\
import sys
sys.path.insert(0, sys.argv[1])
from ansible_collections.netops.arp.plugins.module_utils._sysctls import _backend
try:
    _backend.run(_backend.Host(None), _backend.Options(settings={"all": {"arp_ignore": 2}}))
except _backend.Refused as refused:
    print(refused.reasons)
"""


def test_a_container_with_a_read_only_tree_is_refused_before_anything_is_tried():
    import ansible_collections.netops.arp as collection

    parent = str(Path(next(iter(collection.__path__))).parents[2])
    closed = 'mount --bind /proc/sys /proc/sys && mount -o remount,bind,ro /proc/sys && exec "$@"'
    said = run("unshare", "--net", "--mount", "sh", "-c", closed, "sh", sys.executable, "-c", READ_ONLY, parent)
    assert "/proc/sys/net/ipv4/conf/all/arp_ignore cannot be written: that needs root (become)" in said
