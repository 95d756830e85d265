# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that a profile gets into the way of, and the same programs where it does not."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._sysctls import _programs
from ansible_collections.netops.arp.plugins.module_utils._sysctls._tree import Key

UNTOUCHED = {}
ITSELF = {Key("ipv4", "conf", "vrrp.51", "accept_local"): 1}


class Now:
    """The values as they are: 0 where nothing else is said."""

    def __init__(self, values):
        self._values = values

    def value(self, key):
        return self._values.get(key, 0)


def conf(scope, name):
    return Key("ipv4", "conf", scope, name)


CALICO = _programs.Host(["lo", "eth0", "cali1a2b3c"], {"calico-node"}, {}.get)
IPVS = _programs.Host(["lo", "eth0", "kube-ipvs0"], {"kube-proxy"}, {}.get)
CILIUM = _programs.Host(["lo", "eth0", "cilium_host", "lxc12"], {"cilium-agent"}, {}.get)
VMAC = {"/etc/keepalived/keepalived.conf": "vrrp_instance a {\n    use_vmac\n}\n"}.get
KEEPALIVED = _programs.Host(["lo", "eth0", "vrrp.51"], {"keepalived"}, VMAC)
PLAIN_KEEPALIVED = _programs.Host(["lo", "eth0"], {"keepalived"}, {"/etc/keepalived/keepalived.conf": "x {}"}.get)
UNNUMBERED = {"/etc/frr/frr.conf": "interface swp1\n ip ospf network point-to-point\n"}.get
FRR = _programs.Host(["lo", "swp1"], {"zebra", "ospfd"}, UNNUMBERED)
NUMBERED_FRR = _programs.Host(["lo", "eth0"], {"zebra", "bgpd"}, {"/etc/frr/frr.conf": "router bgp 65000\n"}.get)
BARE = _programs.Host(["lo", "eth0"], {"sshd", "systemd"}, {}.get)

# host, key, wanted, as it is now, the program that is named
CLASHES = {
    "Calico and a strict all": (CALICO, conf("all", "arp_ignore"), 1, UNTOUCHED, "Calico"),
    "Calico and a strict workload": (CALICO, conf("cali1a2b3c", "arp_ignore"), 1, UNTOUCHED, "Calico"),
    "Calico without proxy ARP": (CALICO, conf("cali1a2b3c", "proxy_arp"), 0, UNTOUCHED, "Calico"),
    "Calico minds its own interfaces": (CALICO, conf("eth0", "arp_ignore"), 1, UNTOUCHED, None),
    "Calico as it wants it": (CALICO, conf("all", "arp_ignore"), 0, UNTOUCHED, None),
    "kube-proxy writes it back": (IPVS, conf("all", "arp_ignore"), 1, UNTOUCHED, "kube-proxy in IPVS mode"),
    "kube-proxy with strictARP": (IPVS, conf("all", "arp_ignore"), 1, {conf("all", "arp_ignore"): 1}, None),
    "kube-proxy writes only all": (IPVS, conf("eth0", "arp_ignore"), 1, UNTOUCHED, None),
    "Cilium and a reverse path filter": (CILIUM, conf("all", "rp_filter"), 1, UNTOUCHED, "Cilium"),
    "Cilium on its workloads": (CILIUM, conf("lxc12", "rp_filter"), 2, UNTOUCHED, "Cilium"),
    "Cilium and ARP": (CILIUM, conf("all", "arp_ignore"), 1, UNTOUCHED, None),
    "keepalived's virtual interface": (
        KEEPALIVED,
        conf("vrrp.51", "accept_local"),
        0,
        ITSELF,
        "keepalived",
    ),
    "keepalived and a reverse path filter": (KEEPALIVED, conf("all", "rp_filter"), 1, UNTOUCHED, "keepalived"),
    "keepalived as it has it": (
        KEEPALIVED,
        conf("vrrp.51", "accept_local"),
        1,
        ITSELF,
        None,
    ),
    "keepalived without virtual MACs": (PLAIN_KEEPALIVED, conf("all", "rp_filter"), 1, UNTOUCHED, None),
    "FRR with unnumbered interfaces": (FRR, conf("all", "arp_filter"), 1, UNTOUCHED, "FRR"),
    "FRR with numbered ones": (NUMBERED_FRR, conf("all", "arp_filter"), 1, UNTOUCHED, None),
    "nothing of the kind": (BARE, conf("all", "arp_ignore"), 1, UNTOUCHED, None),
}


@pytest.mark.parametrize(("host", "key", "value", "now", "expected"), CLASHES.values(), ids=CLASHES)
def test_clashes(host, key, value, now, expected):
    found = list(_programs.clashes({key: value}, Now(now), host))
    assert [name for name, *_rest in found] == ([expected] if expected else [])
    assert all(sign and reason for _name, sign, _key, _value, reason in found)


def test_processes_are_known_by_their_names():
    assert _programs.processes(), "at least this one"


def test_a_system_without_processes_has_none(tmp_path):
    assert _programs.processes(str(tmp_path)) == set()


def test_each_clash_belongs_to_a_known_program():
    assert {clash.program for clash in _programs.CLASHES} <= {program.name for program in _programs.PROGRAMS}
