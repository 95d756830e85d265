# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which provider is chosen for which host, what it writes to the byte, and what is refused."""

import plistlib
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils._persistence import _files, _host, _pins, _providers
from ansible_collections.netops.arp.plugins.plugin_utils._persistence._plan import plan

ROLE_FILES = Path(__file__).resolve().parents[5] / "roles" / "static_gateway" / "files"
MAC = "00:00:5e:00:53:01"
ETH0 = {"ip": "192.0.2.1", "mac": MAC, "interface": "eth0", "family": "ipv4", "vrf": "default", "namespace": None}
ETH1 = {"ip": "198.51.100.1", "mac": "0000.5E00.5302", "interface": "eth1"}
SIX = {"ip": "2001:DB8:0::1", "mac": MAC, "interface": "eth0"}
LOCAL = {"ip": "fe80::1", "mac": MAC, "interface": "eth0"}

LINUX = """\
system Linux
running systemd
installed systemd
installed iproute2
directory /etc
directory /usr/local/sbin
directory /etc/systemd/system
directory /etc/systemd/system/multi-user.target.wants
directory /etc/network/if-up.d
directory /etc/NetworkManager/dispatcher.d
"""
NETPLAN = "network eth0 /run/systemd/network/10-netplan-eth0.network\nnetwork eth1 /etc/systemd/network/x.network\n"
SHARED = "network eth0 /lib/systemd/network/e.network\nnetwork eth1 /lib/systemd/network/e.network\n"
NETWORKD = LINUX + "running networkd\n"
MANAGER = LINUX + "installed networkmanager\nrunning networkmanager\n"
IFUPDOWN2 = LINUX + "ifup ifupdown2\nscripts 1\nstanza lo\nstanza eth0\nstanza eth1\n"

CHOICES = {
    "networkd": (NETWORKD + NETPLAN, [ETH0, ETH1], "networkd"),
    "networkd that has another interface": (NETWORKD + "network lo /x.network\n", [ETH0], "systemd_unit"),
    "networkd that does not run any more": (LINUX + NETPLAN, [ETH0], "systemd_unit"),
    "a .network file for two, pinned alike": (NETWORKD + SHARED, [ETH0, ETH0 | {"interface": "eth1"}], "networkd"),
    "a .network file for two, one pinned": (NETWORKD + SHARED, [ETH0], "systemd_unit"),
    "NetworkManager": (MANAGER + "device eth0:connected\n", [ETH0], "networkmanager"),
    "NetworkManager that only looks on": (MANAGER + "device eth0:connected (externally)\n", [ETH0], "systemd_unit"),
    "NetworkManager for one of two": (MANAGER + "device eth0:connected\n", [ETH0, ETH1], "systemd_unit"),
    "ifupdown2": (IFUPDOWN2, [ETH0, ETH1], "ifupdown2"),
    "ifupdown2 that runs no scripts": (IFUPDOWN2.replace("scripts 1", "scripts 0"), [ETH0], "systemd_unit"),
    "ifupdown": (LINUX.replace("systemd", "openrc") + "ifup ifupdown\nstanza eth0\n", [ETH0], "ifupdown"),
    "ifupdown without a stanza": (LINUX + "ifup ifupdown\nstanza lo\n", [ETH0], "systemd_unit"),
    "FreeBSD": ("system FreeBSD\n", [ETH0], "rc_conf"),
    "macOS": ("system Darwin\n", [ETH0], "launchd"),
    "no pins": (LINUX, [], "none"),
}


@pytest.mark.parametrize(("found", "pins", "chosen"), CHOICES.values(), ids=CHOICES)
def test_auto_chooses(found, pins, chosen):
    assert plan(pins, found=found)["provider"] == chosen


KINDS = {
    "a device": ("auto", "device", "save"),
    "a device by name": ("save", "device", "save"),
    "Windows": ("auto", "windows", "persistent_store"),
    "none": ("none", "device", "none"),
}


@pytest.mark.parametrize(("provider", "kind", "chosen"), KINDS.values(), ids=KINDS)
def test_where_the_entry_itself_is_saved_there_are_no_files(provider, kind, chosen):
    """Names of interfaces that no file could hold are no matter then."""
    made = plan([ETH0 | {"interface": "Ethernet 2"}], provider, kind)
    assert made["provider"] == chosen
    assert made["files"] == made["links"] == made["remove"] == []


REFUSED = {
    "an unknown one": ("netplan", LINUX, [ETH0], "static_gateway_provider is netplan; known are auto, networkd, "),
    "networkd": ("networkd", LINUX, [ETH0], "is networkd, but systemd-networkd does not run; choose another one"),
    "networkd without": ("networkd", NETWORKD + NETPLAN, [ETH0 | {"interface": "br0"}], "no .network file for br0"),
    "networkd, shared": ("networkd", NETWORKD + SHARED, [ETH0], "eth0 shares /lib/systemd/network/e.network with eth1"),
    "NetworkManager": ("networkmanager", LINUX, [ETH0], "NetworkManager is not installed"),
    "ifupdown": ("ifupdown", LINUX, [ETH0], "there is no ifup with /etc/network/interfaces"),
    "ifupdown that is 2": ("ifupdown", IFUPDOWN2, [ETH0], "ifup is not that of ifupdown"),
    "ifupdown2 that is 1": ("ifupdown2", LINUX + "ifup ifupdown\n", [ETH0], "ifup is not that of ifupdown2"),
    "no scripts": ("ifupdown2", LINUX + "ifup ifupdown2\nscripts 0\n", [ETH0], "addon_scripts_support is 0"),
    "no systemd": ("systemd_unit", "system Linux\n", [ETH0], "there is no systemd"),
    "no ip": ("systemd_unit", "system Linux\ninstalled systemd\n", [ETH0], "the command ip of iproute2 is missing"),
    "of FreeBSD": ("rc_conf", LINUX, [ETH0], "that is for FreeBSD, and this is Linux"),
    "of devices": ("save", LINUX, [ETH0], "is save, which is not for Linux"),
    "nothing": ("auto", "system OpenBSD\n", [ETH0], "nothing would keep the pins on OpenBSD (none is known)"),
    "nothing on Linux": ("auto", "system Linux\n", [ETH0], "systemd_unit: there is no systemd"),
    "a namespace": ("auto", LINUX, [ETH0 | {"namespace": "blue"}], "in the network namespace blue, which no provider"),
    "a strange name": ("auto", LINUX, [ETH0 | {"interface": "eth0;id"}], "can hold: 'eth0;id'"),
    "no interface": ("auto", LINUX, [ETH0 | {"interface": None}], "can hold: None"),
    "a strange address": ("auto", LINUX, [ETH0 | {"ip": "$(id)"}], "the pin $(id) on eth0: not an IP address"),
    "a strange MAC": ("auto", LINUX, [ETH0 | {"mac": "no"}], "not a link-layer address"),
    "no MAC": ("auto", LINUX, [ETH0 | {"mac": "00:00:00:00:00:00"}], "not six octets"),
    "two MACs": ("auto", LINUX, [ETH0, ETH0 | {"mac": "02:00:00:00:00:01"}], "is to be at 00:00:5e:00:53:01 and at 02"),
    "in the way": ("auto", LINUX + "foreign /usr/local/sbin/netops-arp-pins\n", [ETH0], "was not written by this role"),
}


@pytest.mark.parametrize(("provider", "found", "pins", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused(provider, found, pins, said):
    with pytest.raises(ArpError, match=re.escape(said)):
        plan(pins, provider, found=found)


KIND_REFUSED = {
    "device": "this is a network device: choose save",
    "windows": "this is Windows: choose persistent_store",
}


@pytest.mark.parametrize(("kind", "said"), KIND_REFUSED.items())
def test_files_are_not_for_devices(kind, said):
    with pytest.raises(ArpError, match=said):
        plan([ETH0], "networkd", kind)


HEAD = "# Managed by Ansible, role netops.arp.static_gateway.\n"


def texts(pins, provider, found):
    return {file["path"]: file["text"] for file in plan(pins, provider, found=found)["files"] if file["text"]}


def test_networkd_gets_a_drop_in_for_each_network_file():
    made = texts([SIX, ETH1, ETH0], "networkd", NETWORKD + NETPLAN)
    assert made == {
        "/etc/systemd/network/10-netplan-eth0.network.d/50-netops-arp-pins.conf": HEAD
        + "\n[Neighbor]\nAddress=192.0.2.1\nLinkLayerAddress=00:00:5e:00:53:01\n"
        + "\n[Neighbor]\nAddress=2001:db8::1\nLinkLayerAddress=00:00:5e:00:53:01\n",
        "/etc/systemd/network/x.network.d/50-netops-arp-pins.conf": HEAD
        + "\n[Neighbor]\nAddress=198.51.100.1\nLinkLayerAddress=00:00:5e:00:53:02\n",
    }


def test_interfaces_that_share_a_file_get_their_pins_once():
    (text,) = texts([ETH0, ETH0 | {"interface": "eth1"}], "networkd", NETWORKD + SHARED).values()
    assert text.count("[Neighbor]") == 1


IF_UP = {"/etc/network/if-up.d/netops-arp-pins": _files.SCRIPT}
DISPATCHER = {"/etc/NetworkManager/dispatcher.d/50-netops-arp-pins": _files.SCRIPT}
WANTED = {_files.WANTED: _files.UNIT}
UNBOOTED = LINUX.replace("running systemd\n", "")
SCRIPTED = {
    "NetworkManager": ("networkmanager", MANAGER, DISPATCHER | WANTED),
    "NetworkManager without systemd": ("networkmanager", UNBOOTED + "installed networkmanager\n", DISPATCHER),
    "ifupdown2": ("ifupdown2", IFUPDOWN2, IF_UP | WANTED),
    "ifupdown": ("ifupdown", LINUX + "ifup ifupdown\n", IF_UP | WANTED),
    "ifupdown without systemd": ("ifupdown", UNBOOTED + "ifup ifupdown\n", IF_UP),
    "the unit": ("systemd_unit", LINUX, WANTED),
    "the unit for the next boot": ("systemd_unit", UNBOOTED, WANTED),
}


@pytest.mark.parametrize(("provider", "found", "links"), SCRIPTED.values(), ids=SCRIPTED)
def test_the_others_on_linux_get_a_list_and_a_script_that_reads_it(provider, found, links):
    made = plan([LOCAL, ETH1, ETH0, ETH0], provider, found=found)
    assert {link["path"]: link["target"] for link in made["links"]} == links
    listed, script, *others = made["files"]
    assert listed["text"] == HEAD + (
        "# interface, address, MAC; put into the table by /usr/local/sbin/netops-arp-pins\n"
        "eth0 192.0.2.1 00:00:5e:00:53:01\neth0 fe80::1 00:00:5e:00:53:01\neth1 198.51.100.1 00:00:5e:00:53:02\n"
    )
    assert (script["path"], script["source"], script["mode"]) == (_files.SCRIPT, "netops-arp-pins.sh", "0755")
    assert [file["source"] for file in others] == ["netops-arp-pins.service"] * (_files.WANTED in links)
    assert made["start"] == ["systemd_unit"] * (_files.WANTED in links and "running systemd" in found)
    assert made["directories"] == []


def test_freebsd_reads_the_pairs_as_a_shell_does():
    """They add to those of /etc/rc.conf, which is read before."""
    made = texts([ETH0, ETH1, LOCAL, SIX], "rc_conf", "system FreeBSD\n")
    assert sorted(made) == ["/etc/rc.conf.d/static_arp/netops_arp", "/etc/rc.conf.d/static_ndp/netops_arp"]
    arp, ndp = (made[path] for path in sorted(made))
    script = (
        "set -eu; static_arp_pairs=theirs; static_arp_theirs='192.0.2.9 00:00:5e:00:53:09'; static_ndp_pairs=\n"
        + arp
        + ndp
        + 'for pair in $static_arp_pairs; do eval echo arp \\"\\$static_arp_$pair\\"; done\n'
        + 'for pair in $static_ndp_pairs; do eval echo ndp \\"\\$static_ndp_$pair\\"; done\n'
    )
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "arp 192.0.2.9 00:00:5e:00:53:09",
        "arp 192.0.2.1 00:00:5e:00:53:01",
        "arp 198.51.100.1 00:00:5e:00:53:02",
        "ndp 2001:db8::1 00:00:5e:00:53:01",
        "ndp fe80::1%eth0 00:00:5e:00:53:01",
    ]


def test_a_list_of_one_family_needs_one_file():
    assert list(texts([SIX], "rc_conf", "system FreeBSD\n")) == ["/etc/rc.conf.d/static_ndp/netops_arp"]


def test_launchd_gets_a_property_list_that_runs_the_script():
    made = plan([ETH0], found="system Darwin\n")
    (daemon,) = [file for file in made["files"] if file["path"] == _files.DAEMON]
    properties = plistlib.loads((ROLE_FILES / daemon["source"]).read_bytes())
    assert properties["ProgramArguments"] == ["/bin/sh", _files.SCRIPT]
    assert properties["Label"] == Path(_files.DAEMON).stem
    assert made["start"] == ["launchd"]
    assert made["directories"] == ["/Library/LaunchDaemons", "/etc", "/usr/local/sbin"]


DROP_IN = "/etc/systemd/network/old.network.d/50-netops-arp-pins.conf"
SERVICE = "".join(f"ours {path}\n" for path in (_files.PINS, _files.SCRIPT, _files.UNIT, _files.WANTED))


def test_another_provider_takes_what_it_needs_and_the_rest_goes():
    others = SERVICE + f"ours {_files.IF_UP}\nours {DROP_IN}\nalone {Path(DROP_IN).parent}\n"
    made = plan([ETH0], "systemd_unit", found=LINUX + others)
    assert made["remove"] == sorted([DROP_IN, _files.IF_UP])
    assert made["prune"] == ["/etc/systemd/network/old.network.d"]
    assert (made["stop"], made["start"]) == ([], ["systemd_unit"])
    made = plan([ETH0], "networkd", found=NETWORKD + NETPLAN + SERVICE)
    assert made["remove"] == sorted([_files.PINS, _files.SCRIPT, _files.UNIT, _files.WANTED])
    assert (made["stop"], made["start"]) == (["systemd_unit"], ["networkd"])


def test_directories_of_the_system_stay_when_they_are_empty():
    made = plan([], found=LINUX + SERVICE + "alone /usr/local/sbin\nalone /etc/systemd/system\n")
    assert (made["prune"], len(made["remove"])) == ([], 4)


def test_a_drop_in_that_is_needed_no_more_is_told_to_networkd():
    found = NETWORKD + NETPLAN + f"ours {DROP_IN}\n"
    made = plan([], found=found)
    assert (made["remove"], made["prune"], made["start"]) == ([DROP_IN], [], ["networkd"])
    assert plan([ETH0], found=found)["start"] == ["networkd"]


def test_a_service_is_started_where_systemd_runs_alone():
    assert plan([ETH0], "systemd_unit", found=LINUX)["start"] == ["systemd_unit"]
    assert plan([ETH0], "systemd_unit", found=LINUX.replace("running systemd\n", ""))["start"] == []


@pytest.mark.parametrize("provider", ["auto", "none", "networkd"])
def test_without_pins_everything_of_ours_goes(provider):
    made = plan([] if provider != "none" else [ETH0], provider, found=LINUX + SERVICE)
    assert (made["provider"], made["files"], made["links"]) == ("none", [], [])
    assert made["remove"] == sorted([_files.PINS, _files.SCRIPT, _files.UNIT, _files.WANTED])
    assert made["stop"] == ["systemd_unit"]


LOOK = (ROLE_FILES / "netops-arp-look.sh").read_text()


@pytest.mark.parametrize("provider", _providers.PROVIDERS)
def test_each_file_is_looked_for_and_bears_the_mark(provider):
    looked = LOOK.replace('"$script"', _files.SCRIPT).replace('"$unit"', _files.UNIT)
    for file in _providers.PROVIDERS[provider].files(
        _pins.understand([ETH0, SIX]), _host.understand(NETWORKD + NETPLAN)
    ):
        path = re.sub(r"/[^/]+\.network\.d/", "/*.network.d/", file.path)
        assert f"{path} " in looked.replace(";", " ").replace("\n", " "), path
        assert file.target or _files.MARK in (file.text or (ROLE_FILES / file.source).read_text())
    assert f'mark="{_files.MARK}"' in LOOK


@given(
    pin=st.fixed_dictionaries({"ip": st.text(), "mac": st.text(), "interface": st.text()})
    | st.fixed_dictionaries({"ip": st.just("192.0.2.1"), "mac": st.just(MAC), "interface": st.text(min_size=1)})
)
def test_whatever_is_written_is_three_plain_words(pin):
    try:
        made = texts([pin], "systemd_unit", LINUX)
    except ArpError:
        return
    line = made[_files.PINS].splitlines()[-1]
    assert re.fullmatch(r"[A-Za-z0-9][\w.-]* [0-9a-f.:]+ [0-9a-f:]{17}", line, re.ASCII)
    assert made[_files.PINS].count("\n") == 3
