# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role sysctl_profile on lab hosts: what profiles do on the wire, and what they survive.

Each test that shows an effect shows first that it was not there before.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import network_collections
import pytest
from arplab import audit, lifecycle, reboot, steps, topology
from arplab.state import Lab, impediment, run

pytestmark = pytest.mark.lab

TOPOLOGY = Path(__file__).resolve().parents[1] / "lab" / "topologies" / "sysctl.yml"
RECAP = re.compile(r"^(\S+)\s+: ok=\d+\s+changed=(\d+)\s+unreachable=(\d+)\s+failed=(\d+)", re.MULTILINE)
PLAYBOOK = "netops.arp.apply_sysctl_profile"
OWN = "/etc/sysctl.d/90-netops-arp.conf"


class Profiles:
    """The playbook, and the lab that it is run on."""

    def __init__(self, lab, directory):
        self.lab = lab
        self.directory = directory

    def play(self, hosts, *options, inventory=None, status=0, playbook=PLAYBOOK, settings=(), **variables):
        """Run the playbook with variables of the role (without their prefix); return its output."""
        given = {f"sysctl_profile_{name}": value for name, value in variables.items()}
        words = [str(Path(sys.executable).with_name("ansible-playbook")), str(playbook), *options]
        words += ["-i", str(inventory or self.lab.directory / "inventory.yml"), "-l", hosts, "-e", json.dumps(given)]
        done = subprocess.run(
            words,
            cwd=audit.ROOT,
            env={**audit.environment(), "ANSIBLE_NOCOLOR": "1", **dict(settings)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def changed(self, hosts, *options, **variables):
        """Run it and return C({host: number of changes})."""
        return {host: int(changed) for host, changed, _u, _f in RECAP.findall(self.play(hosts, *options, **variables))}

    def in_force(self, host):
        """What the module says is in force, by interface, family and name."""
        words = [str(Path(sys.executable).with_name("ansible")), host, "-m", "netops.arp.arp_sysctl"]
        words += ["-i", str(self.lab.directory / "inventory.yml")]
        done = subprocess.run(
            words,
            cwd=audit.ROOT,
            env={**audit.environment(), "ANSIBLE_NOCOLOR": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        told = json.loads(done.stdout[done.stdout.index("{") :])["after"]["interfaces"]
        return {
            (interface, family, name): fact["effective"]
            for interface, families in told.items()
            for family, parameters in families.items()
            for name, fact in parameters.items()
        }

    def inside(self, host, command):
        """Run a command in a host, with the programs of the system and not those of this environment."""
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return run([*self.lab.enter(host), "env", path, "sh", "-c", command])

    def value(self, host, scope, name):
        return int(self.inside(host, f"cat /proc/sys/net/ipv4/conf/{scope}/{name}"))

    def macs(self, address, sender=None):
        """Everybody who answers when the client asks for an address."""
        return steps.answerers(self.lab, "client", "eth0", address, sender)

    def row(self, host, address):
        """The MAC that a host holds, None when it holds none."""
        rows = [row for row in steps.rows(self.lab, host, address) if "lladdr" in row]
        return rows[0]["lladdr"] if rows else None

    def do(self, *listed):
        steps.run_all(self.lab, listed)


@pytest.fixture(scope="module")
def profiles(tmp_path_factory):
    reason = impediment()
    if reason:
        pytest.skip(reason)
    raised = Lab(f"sysctl-{os.getpid()}")
    lifecycle.up(raised, topology.read(TOPOLOGY), owner=os.getpid())
    yield Profiles(raised, tmp_path_factory.mktemp("sysctl"))
    lifecycle.down(raised)


MULTI = {"192.0.2.21": "02:00:00:00:01:15", "192.0.2.22": "02:00:00:00:01:16"}


@pytest.mark.core_matrix
def test_flux_is_there_before_multihomed_host_and_gone_after_it(profiles):
    def table():
        profiles.do({"host": "client", "resolve": list(MULTI)})
        return {address: profiles.row("client", address) for address in MULTI}

    assert all(sorted(profiles.macs(address)) == sorted(MULTI.values()) for address in MULTI), "on the wire"
    assert table() != MULTI
    assert profiles.changed("multi", names="multihomed_host") == {"multi": 1}
    assert {address: profiles.macs(address) for address in MULTI} == {ip: [mac] for ip, mac in MULTI.items()}
    assert table() == MULTI
    assert profiles.changed("multi", names="multihomed_host") == {"multi": 0}


def test_a_real_server_stops_answering_for_the_virtual_address_on_lo(profiles):
    director, real = "02:00:00:00:01:1e", "02:00:00:00:01:1f"
    assert sorted(profiles.macs("192.0.2.100")) == [director, real]
    profiles.play("real", names=["load_balancer_real_server"])
    assert profiles.macs("192.0.2.100") == [director]
    assert profiles.macs("192.0.2.31") == [real], "it answers for its own address"


def test_proxy_arp_lets_a_wrongly_masked_host_through_and_the_audit_reports_it(profiles):
    def reach():
        ping = [*profiles.lab.enter("wide"), "ping", "-n", "-c", "2", "-i", "0.3", "-W", "2", "192.0.2.141"]
        return subprocess.run(ping, capture_output=True, check=False).returncode == 0

    def found():
        """The audit's findings about it, after the two have talked to each other or tried to."""
        command = audit.command([profiles.lab.directory / "inventory.yml"], profiles.directory / "report")
        subprocess.run(command, cwd=audit.ROOT, env=audit.environment(), check=True, capture_output=True)
        return [fact for fact in audit.findings(profiles.directory / "report") if fact["kind"] == "proxy_arp_answer"]

    assert not reach()
    assert found() == []
    profiles.play("router", names="proxy_arp_router", proxy_arp_interfaces="eth0")
    assert reach()
    (finding,) = found()
    assert finding["severity"] == "warning"
    assert "wide" in finding["hosts"]
    profiles.do({"host": "wide", "forget": ["192.0.2.141"]})
    profiles.play("router", state="absent")
    assert not reach()


TRUSTING = {"trusting": {"purpose": "Believe everybody.", "settings": {"all": {"arp_accept": 1}}}}


def test_a_spoofed_announcement_is_ignored_with_arp_accept_as_set(profiles):
    stranger = "02:00:00:00:01:66"

    def believed(address):
        profiles.do({"host": "rogue", "announce": {"interface": "eth0", "ip": address, "mac": stranger}})
        # What is answered afterwards was heard before.
        profiles.do({"host": "client", "resolve": ["192.0.2.1"]})
        return profiles.row("client", address) == stranger

    profiles.play("client", names="trusting", own=TRUSTING)
    assert believed("192.0.2.77")
    profiles.play("client", names=["trusting", "hardened_host"], own=TRUSTING)
    assert not believed("192.0.2.78")


def test_a_spoofed_announcement_of_a_known_address_is_dropped_where_that_is_set(profiles):
    stranger, director = "02:00:00:00:01:66", "02:00:00:00:01:1e"
    own = {"deaf": {"settings": {"all": {"drop_gratuitous_arp": 1}}}}
    spoof = {"host": "rogue", "announce": {"interface": "eth0", "ip": "192.0.2.30", "mac": stranger}}
    known = {"host": "client", "resolve": ["192.0.2.30"]}
    after = {"host": "client", "resolve": ["192.0.2.1"]}
    profiles.do(known, spoof, after)
    assert profiles.row("client", "192.0.2.30") == stranger
    profiles.play("client", names="hardened_host,deaf", own=own)
    profiles.do(known, spoof, after)
    assert profiles.row("client", "192.0.2.30") == director


def test_a_reboot_comes_back_with_the_profile(profiles):
    wanted = {
        "names": ["multihomed_host", "vm_migration"],
        "interfaces": {"eth1": {"arp_ignore": 2}, "e*": {"drop_gratuitous_arp": 1}},
        "missing": "skip",
    }
    profiles.inside("multi", "mkdir -p /etc/udev/rules.d; echo 1 >/proc/sys/net/ipv4/conf/all/arp_accept")
    profiles.play("multi", **wanted)
    before = profiles.in_force("multi")
    reboot.reboot(profiles.lab, "multi")
    after = profiles.in_force("multi")
    changed = {place for place in before if before[place] != after[place]}
    assert changed == {(name, "ipv4", "arp_accept") for name in ("lo", "eth0", "eth1")}, "what nobody keeps is gone"
    assert after["eth1", "ipv4", "arp_ignore"] == 2
    assert after["eth0", "ipv4", "drop_gratuitous_arp"] == 1
    assert after["eth0", "ipv6", "base_reachable_time_ms"] == 10000
    assert {address: profiles.macs(address) for address in MULTI} == {ip: [mac] for ip, mac in MULTI.items()}
    assert profiles.changed("multi", **wanted) == {"multi": 0}
    profiles.play("multi", state="absent")
    assert profiles.in_force("multi")["eth0", "ipv4", "arp_ignore"] == 0, "although the boot made it after the template"


def test_an_interface_that_appears_later_gets_the_profile_too(profiles):
    """From the template, and by the hook what stands for patterns and names: veth stands for whatever appears."""
    interfaces = {"swp*": {"arp_filter": 1, "arp_accept": 2}, "bond0.101": {"arp_ignore": 3}}
    profiles.inside("server1", "mkdir -p /etc/udev/rules.d")
    output = profiles.play("server1", names="multihomed_host", interfaces=interfaces)
    assert "there is no interface bond0.101" in " ".join(output.split())
    profiles.inside("server1", "ip link add swp1 type veth peer name bond0.101")
    assert profiles.value("server1", "swp1", "arp_ignore") == 1, "made after the template"
    assert profiles.value("server1", "swp1", "arp_filter") == 0
    for name in ("swp1", "bond0.101"):
        reboot.appears(profiles.lab, "server1", name)
    assert profiles.value("server1", "swp1", "arp_filter") == 1
    assert profiles.value("server1", "swp1", "arp_accept") == 2
    assert profiles.value("server1", "bond0.101", "arp_ignore") == 3
    assert profiles.value("server1", "bond0.101", "arp_filter") == 0
    assert profiles.changed("server1", names="multihomed_host", interfaces=interfaces) == {"server1": 0}
    profiles.play("server1", state="absent")
    assert profiles.value("server1", "swp1", "arp_ignore") == 0
    assert profiles.inside("server1", "ls /etc/udev/rules.d /usr/local/sbin | grep netops || :") == ""


def test_an_exception_takes_effect_although_the_profile_is_strict_everywhere(profiles):
    profiles.play("real", names="multihomed_host", interfaces={"eth0": {"arp_ignore": 0}})
    assert "02:00:00:00:01:1f" in profiles.macs("192.0.2.100")
    assert profiles.value("real", "lo", "arp_ignore") == 1
    assert profiles.value("real", "default", "arp_ignore") == 1


def test_later_profiles_win_and_a_profile_that_is_left_out_leaves(profiles):
    profiles.play("director", names="router,vm_migration")
    timer = "cat /proc/sys/net/ipv4/neigh/eth0/base_reachable_time_ms"
    assert int(profiles.inside("director", timer)) == 10000
    assert profiles.value("director", "eth0", "arp_notify") == 1
    profiles.play("director", names="vm_migration,router")
    assert int(profiles.inside("director", timer)) == 1080000
    profiles.play("director", names="multihomed_host")
    assert int(profiles.inside("director", timer)) == 30000
    assert profiles.value("director", "eth0", "arp_notify") == 0


def test_twins_of_an_address_virtual_pair_are_a_medium_of_their_own(profiles):
    profiles.inside("router", "ip link add vlan10 type veth peer name vlan10-v0")
    profiles.inside("router", "ip link add vlan20 type veth peer name vlan20-v0")
    profiles.play("router", names="proxy_arp_router", vrr_interfaces=["vlan10", "vlan20"])
    media = {"vlan10": 2, "vlan10-v0": 2, "vlan20": 3, "vlan20-v0": 3}
    assert {name: profiles.value("router", name, "medium_id") for name in media} == media
    assert profiles.value("router", "vlan20-v0", "proxy_arp") == 1
    assert profiles.value("router", "eth0", "medium_id") == 0


REFUSED = {
    "no name": ({}, "sysctl_profile_names is empty; known are hardened_host,"),
    "an unknown name": ({"names": "mutlihomed"}, "sysctl_profile_names is mutlihomed; known are hardened_host,"),
    "no interfaces": ({"names": "proxy_arp_router"}, "needs sysctl_profile_proxy_arp_interfaces or"),
    "a parameter": ({"names": "x", "own": {"x": {"settings": {"all": {"arp": 1}}}}}, "unknown parameter 'arp'"),
    "no settings": ({"names": "x", "own": {"x": {"purpose": "?"}}}, "The profile x has no settings"),
    "a state": ({"names": "router", "state": "gone"}, "must be one of: present, absent"),
}


@pytest.mark.parametrize(("variables", "said"), REFUSED.values(), ids=REFUSED)
def test_a_mistake_is_refused_before_anything_changes(profiles, variables, said):
    before = profiles.inside("client", "cat /proc/sys/net/ipv4/conf/*/arp_*; ls /etc/sysctl.d")
    output = profiles.play("client", status=2, **variables)
    assert said in " ".join(output.split())
    assert profiles.inside("client", "cat /proc/sys/net/ipv4/conf/*/arp_*; ls /etc/sysctl.d") == before


def test_files_and_programs_in_the_way_are_named_and_may_stop_the_run(profiles):
    """The kernel module's and the workloads' place is taken by a veth, keepalived's by a process of its name."""
    profiles.inside("wide", "printf '# theirs\\nnet.ipv4.conf.all.arp_ignore = 0\\n' >/etc/sysctl.d/99-theirs.conf")
    profiles.inside("wide", "ip link add cali12ab type veth peer name vrrp.51")
    profiles.inside("wide", "cp /bin/sleep /usr/local/bin/keepalived; keepalived 300 >/dev/null 2>&1 &")
    own = {"strict": {"settings": {"all": {"rp_filter": 1}}}}
    wanted = {"names": "multihomed_host,strict", "own": own}
    output = " ".join(profiles.play("wide", status=2, conflicts="fail", **wanted).split())
    assert "/etc/sysctl.d/99-theirs.conf:2 sets it to 0 at the next boot" in output
    assert "arp_ignore = 1 does not go with Calico (interface cali12ab)" in output
    assert "rp_filter = 1 does not go with keepalived (process keepalived)" in output
    assert profiles.value("wide", "all", "arp_ignore") == 0
    assert "99-theirs.conf:2" in " ".join(profiles.play("wide", **wanted).split())
    assert profiles.value("wide", "all", "arp_ignore") == 1


NETWORK = "ansible.netcommon."
UNLIKE = {
    "win1": ({"ansible_connection": "winrm"}, "Windows"),
    "win2": ({"ansible_connection": "ssh", "ansible_shell_type": "powershell"}, "Windows"),
    "ios1": ({"ansible_connection": f"{NETWORK}network_cli", "ansible_network_os": "cisco.ios.ios"}, "cisco.ios.ios"),
    "eos1": ({"ansible_connection": f"{NETWORK}httpapi", "ansible_network_os": "arista.eos.eos"}, "arista.eos.eos"),
    "mac1": ({}, "Darwin"),
    "bsd1": ({}, "FreeBSD"),
}


@pytest.fixture(scope="module")
def collections():
    """The folder with the connections to network devices, or None where they cannot be had."""
    try:
        return network_collections.ensure()
    except network_collections.CannotBeHadError:
        return None


def test_where_it_does_not_apply_it_says_so_host_by_host_and_asks_nobody(profiles, collections):
    """Nobody is there under these addresses. What a macOS or BSD host is, a play before has found out."""
    facts = {"ansible_system": "{{ 'Darwin' if inventory_hostname == 'mac1' else 'FreeBSD' }}", "cacheable": True}
    tasks = [{"name": "Know the system", "ansible.builtin.set_fact": facts}]
    play = {"name": "Before", "hosts": "mac1,bsd1", "gather_facts": False, "tasks": tasks}
    playbook = profiles.directory / "unlike.yml"
    playbook.write_text(json.dumps([play, {"import_playbook": PLAYBOOK}]))
    hosts = {
        name: {"ansible_host": "127.0.0.1", "ansible_port": 9, **given}
        for name, (given, _said) in UNLIKE.items()
        if collections or not given.get("ansible_connection", "").startswith(NETWORK)
    }
    inventory = profiles.directory / "unlike.json"
    inventory.write_text(json.dumps({"all": {"hosts": hosts}}))
    path = {"ANSIBLE_COLLECTIONS_PATH": f"{audit.ROOT}/.collections:{collections}"}
    output = profiles.play("all", inventory=inventory, playbook=playbook, settings=path, names="hardened_host")
    said = " ".join(output.split())
    for name in hosts:
        assert re.search(rf"does not apply to {name}, which is [^:]*{UNLIKE[name][1]}", said)
    assert sorted(RECAP.findall(output)) == sorted((name, "0", "0", "0") for name in hosts)


def test_a_large_segment_is_sized_on_the_machine_and_left_out_in_a_container(profiles):
    output = " ".join(profiles.play("client", names="large_segment").split())
    assert "main network namespace alone, not in a container" in output
    assert profiles.inside("client", f"cat {OWN}").count("gc_thresh") == 0
    here = profiles.directory / "here.json"
    local = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}
    here.write_text(json.dumps({"all": {"hosts": {"here": local}}}))
    sized = profiles.play("all", "--check", "--diff", inventory=here, names="large_segment", segment_neighbors=5000)
    for family in ("ipv4", "ipv6"):
        for number, limit in ((1, 16384), (2, 32768), (3, 65536)):
            assert f"+net/{family}/neigh/default/gc_thresh{number} = {limit}" in sized


def test_check_mode_works_on_a_first_run_and_changes_nothing(profiles):
    everything = "cd / && find etc usr/local -newer /proc/1/comm -type f; cat /proc/sys/net/ipv4/conf/*/arp_* | sort"
    before = profiles.inside("wide", everything)
    output = profiles.play("wide", "--check", "--diff", names="router", persist="91-other.conf")
    assert "+net/ipv4/conf/eth0/arp_announce = 2" in output
    assert profiles.inside("wide", everything) == before


INTERFACES = "# The leaf.\nauto lo\niface lo inet loopback\n\nauto eth0\niface eth0\n    address 192.0.2.40/25\n"
CUMULUS = {
    "/etc/os-release": 'NAME="Cumulus Linux"\nID=cumulus-linux\nVERSION_ID=4.4.5\n',
    "/etc/network/interfaces": INTERFACES,
    "/etc/cumulus/neighmgr.conf": "[main]\ndebug: 0\n",
    "/etc/init.d/neighmgrd": '#!/bin/sh\necho "$1" >>/run/neighmgrd.log\n',
}
ON_CUMULUS = {
    "names": ["router", "proxy_arp_router"],
    "proxy_arp_interfaces": ["eth0"],
    "neighmgr": {"main": {"setsrcipv4": "192.0.2.40"}, "snooper": {"subnet_checks": 1}},
    "refresh_seconds": 900,
}
FILES = "cat /etc/network/interfaces; ls /etc/cumulus /etc/sysctl.d; cat /etc/cumulus/neighmgr.conf"


@pytest.fixture(scope="module")
def leaf(profiles):
    """A host that says it is a Cumulus switch, with a service script in place of its neighbor manager."""
    for file, text in CUMULUS.items():
        profiles.inside("leaf", f"mkdir -p $(dirname {file}); rm -f {file}; cat >{file} <<'END'\n{text}END")
    profiles.inside("leaf", "chmod 755 /etc/init.d/neighmgrd")
    return "leaf"


def restarts(profiles):
    """How often the service was restarted. Ansible also asks for its status."""
    return profiles.inside("leaf", "cat /run/neighmgrd.log 2>/dev/null || :").split().count("start")


def test_cumulus_keeps_it_in_its_own_files_and_restarts_its_neighbor_manager(profiles, leaf):
    before = profiles.inside(leaf, FILES)
    assert profiles.changed(leaf, "--check", **ON_CUMULUS)[leaf] > 0
    assert (profiles.inside(leaf, FILES), restarts(profiles)) == (before, 0)
    profiles.play(leaf, **ON_CUMULUS)
    assert restarts(profiles) == 1, "once, whatever the number of reasons"
    interfaces = profiles.inside(leaf, "cat /etc/network/interfaces")
    assert "    post-up echo 1 > /proc/sys/net/ipv4/conf/eth0/proxy_arp\n" in interfaces
    assert interfaces.count("post-up") == 1, "what is for every interface is in the template"
    assert profiles.inside(leaf, "stat -c %a /etc/network/interfaces") == "644\n"
    expected = "[main]\ndebug: 0\nsetsrcipv4 = 192.0.2.40\n\n[snooper]\nsubnet_checks = 1\n"
    assert profiles.inside(leaf, "cat /etc/cumulus/neighmgr.conf") == expected
    assert profiles.changed(leaf, **ON_CUMULUS) == {leaf: 0}
    assert restarts(profiles) == 1
    profiles.play(leaf, **{**ON_CUMULUS, "refresh_seconds": 600})
    assert restarts(profiles) == 2
    profiles.play(leaf, state="absent")
    assert profiles.inside(leaf, FILES) == before
    assert restarts(profiles) == 3


@pytest.fixture(scope="module")
def ifupdown2():
    """The package of the real ifupdown2, for one host."""
    folder = audit.ROOT / ".cache" / "packages"
    folder.mkdir(parents=True, exist_ok=True)
    if not list(folder.glob("ifupdown2_*.deb")):
        command = ["apt-get", "download", "ifupdown2"]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"the Debian package ifupdown2 cannot be had: {error}")
    return next(folder.glob("ifupdown2_*.deb")).read_bytes()


def test_ifupdown2_sets_the_parameters_whenever_an_interface_comes_up(profiles, leaf, ifupdown2):
    install = "cat >/root/ifupdown2.deb && dpkg --force-confold -i /root/ifupdown2.deb"
    command = [*profiles.lab.enter(leaf), "sh", "-c", install]
    subprocess.run(command, input=ifupdown2, check=True, capture_output=True)
    profiles.play(leaf, **ON_CUMULUS)
    path = "/proc/sys/net/ipv4/conf/eth0/proxy_arp"
    # The service of ifupdown2 would have made the directory for its lock at boot.
    profiles.inside(leaf, f"mkdir -p /run/network && ifdown eth0 && echo 0 >{path}")
    assert "192.0.2.40" not in profiles.inside(leaf, "ip -br addr show eth0")
    profiles.inside(leaf, "ifup eth0")
    assert "192.0.2.40/25" in profiles.inside(leaf, "ip -br addr show eth0")
    assert profiles.value(leaf, "eth0", "proxy_arp") == 1
