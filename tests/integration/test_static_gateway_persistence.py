# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What keeps the pins of the role static_gateway, on lab hosts: over a reboot and a link that goes down and up.

Three hosts, three ways: the real systemd-networkd, the real ifupdown2, and the program of the systemd unit, started as
the unit says. There is no systemd in a lab host: what keeps the pins is started by hand after a reboot.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from arplab import audit, lifecycle, reboot, topology
from arplab.state import Lab, impediment, poll, run

pytestmark = pytest.mark.lab

TOPOLOGY = Path(__file__).resolve().parents[1] / "lab" / "topologies" / "small.yml"
RECAP = re.compile(r"^(\S+)\s+: ok=\d+\s+changed=(\d+)\s+unreachable=0\s+failed=0", re.MULTILINE)
SECONDS = 15
ROLE = {"name": "netops.arp.static_gateway", "tasks_from": "persist.yml"}
TASKS = [
    {"name": "Keep the pins", "ansible.builtin.include_role": ROLE},
    {"name": "Tell", "ansible.builtin.debug": {"msg": "told {{ __static_gateway_persisted | to_json }}"}},
]
PLAY = [{"name": "Keep", "hosts": "all", "gather_facts": False, "tasks": TASKS}]


def pins(mac, *addresses):
    return [{"ip": ip, "mac": mac, "interface": "eth0", "vrf": None, "namespace": None} for ip in addresses]


# Nobody on the wire has this MAC, so that no row can come from there.
MAC = "02:00:00:00:53:01"
PINS = pins(MAC, "192.0.2.254", "2001:db8:0:1::254")
PROVIDERS = {"alpha": "auto", "bravo": "auto", "charlie": "systemd_unit"}
CHOSEN = {"alpha": "networkd", "bravo": "ifupdown2", "charlie": "systemd_unit"}

NETWORK = """\
[Match]
Name=eth0
[Network]
Address=192.0.2.11/24
Address=2001:db8:0:1::11/64
IPv6AcceptRA=no
"""
# Read-only, /sys says that there is no udev to wait for. The addresses that the lab has given are networkd's to give.
NETWORKD = """\
ip addr flush dev eth0 scope global
mount -o remount,ro /sys
mkdir -p /run/dbus
dbus-daemon --system --fork --nopidfile
mkdir -p /run/systemd/netif/links /run/systemd/netif/leases /run/systemd/netif/lldp
chown -R systemd-network: /run/systemd/netif
setsid /lib/systemd/systemd-networkd >/run/networkd.log 2>&1 &
"""
INTERFACES = "auto eth0\niface eth0\n    address 192.0.2.12/24\n    address 2001:db8:0:1::12/64\n"
# Everything that the role may touch.
TREE = """\
for place in /etc/systemd /etc/network /etc/netops* /usr/local/sbin; do
  [ ! -e "$place" ] || find "$place" ! -type f -print -o -type f -exec sha256sum {} +
done | sort
"""


class Hosts:
    """The three hosts, and the role's tasks for them."""

    def __init__(self, lab, directory):
        self.lab = lab
        self.playbook = directory / "keep.yml"
        self.playbook.write_text(json.dumps(PLAY))

    def play(self, hosts, wanted, providers, *options, status=0):
        """Keep pins; return the output in one line. `providers` is a mapping by host."""
        given = {"__static_gateway_pins": wanted, "providers": providers}
        given["static_gateway_provider"] = "{{ providers[inventory_hostname] }}"
        words = [str(Path(sys.executable).with_name("ansible-playbook")), str(self.playbook), *options]
        words += ["-i", str(self.lab.directory / "inventory.yml"), "-l", hosts, "-e", json.dumps(given)]
        done = subprocess.run(
            words,
            cwd=audit.ROOT,
            env={**audit.environment(), "ANSIBLE_NOCOLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def changed(self, *given, **options):
        return {host: int(changed) for host, changed in RECAP.findall(self.play(*given, **options))}

    def inside(self, host, command):
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return run([*self.lab.enter(host), "env", path, "sh", "-c", command])

    def pinned(self, host):
        rows = json.loads(self.inside(host, "ip -j neigh show nud permanent") or "[]")
        return sorted((row["dst"], row["lladdr"]) for row in rows if row["dev"] == "eth0")

    def until(self, host, expected, what):
        poll(lambda: self.pinned(host) == expected, SECONDS, f"{what} on {host}")

    def tree(self, host):
        return self.inside(host, TREE)


PINNED = sorted((pin["ip"], pin["mac"]) for pin in PINS)


def package(name):
    """The file of a Debian package. Skips where there is none to be had."""
    folder = audit.ROOT / ".cache" / "packages"
    folder.mkdir(parents=True, exist_ok=True)
    if not list(folder.glob(f"{name}_*.deb")):
        try:
            subprocess.run(["apt-get", "download", name], cwd=folder, check=True, capture_output=True, timeout=60)
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"the Debian package {name} cannot be had: {error}")
    return next(folder.glob(f"{name}_*.deb"))


def install(hosts, host, names, how):
    """Run a shell command in a host for each package, whose file is $file there."""
    for name in names:
        file = package(name)
        Path(f"/proc/{hosts.lab.pid(host)}/root/root/{name}.deb").write_bytes(file.read_bytes())
    hosts.inside(host, f"set -e; for name in {' '.join(names)}; do file=/root/$name.deb; {how}; done")


@pytest.fixture(scope="module")
def hosts(tmp_path_factory):
    reason = impediment()
    if reason:
        pytest.skip(reason)
    for program in ("/lib/systemd/systemd-networkd", "/usr/bin/dbus-daemon"):
        if not Path(program).exists():
            pytest.skip(f"{program} is not installed")
    package("ifupdown2")
    raised = Lab(f"persist-{os.getpid()}")
    lifecycle.up(raised, topology.read(TOPOLOGY), owner=os.getpid())
    three = Hosts(raised, tmp_path_factory.mktemp("persist"))
    three.inside("alpha", f"cat >/etc/systemd/network/10-eth0.network <<'END'\n{NETWORK}END\n{NETWORKD}")
    install(three, "bravo", ["ifupdown2"], "dpkg --force-confold -i $file")
    three.inside("bravo", "mkdir -p /etc/network/if-pre-up.d /etc/network/if-up.d")
    three.inside("bravo", f"cat >/etc/network/interfaces <<'END'\n{INTERFACES}END\nmkdir -p /run/network; ifup -a")
    poll(lambda: "configured" in three.inside("alpha", "cat /run/systemd/netif/links/*"), SECONDS, "networkd")
    yield three
    lifecycle.down(raised)


@pytest.fixture(scope="module")
def before(hosts):
    """The files as they were, and a prediction of the first run in check mode, which has left them so."""
    trees = {host: hosts.tree(host) for host in CHOSEN}
    predicted = hosts.play("all", PINS, PROVIDERS, "--check", "--diff")
    assert "+LinkLayerAddress=02:00:00:00:53:01" in predicted
    assert "+eth0 192.0.2.254 02:00:00:00:53:01" in predicted
    assert {host: hosts.tree(host) for host in CHOSEN} == trees
    return trees


@pytest.fixture(scope="module")
def kept(hosts, before):
    """Files are there for all three, and a second run changes nothing."""
    output = hosts.play("all", PINS, PROVIDERS)
    assert "knows what is written now from its next start on" in " ".join(output.split())
    assert all(f'\\"provider\\": \\"{name}\\"' in output for name in CHOSEN.values())
    assert hosts.changed("all", PINS, PROVIDERS) == dict.fromkeys(CHOSEN, 0)
    assert [hosts.pinned(host) for host in CHOSEN] == [[], [], []], "the table itself is left to others"
    return output


def program(hosts):
    """Start what the unit of charlie says, as systemd would at boot."""
    assert hosts.inside("charlie", "systemctl --root=/ is-enabled netops-arp-pins.service") == "enabled\n"
    assert hosts.inside("charlie", "systemd-analyze verify netops-arp-pins.service 2>&1") == ""
    unit = hosts.inside("charlie", "cat /etc/systemd/system/multi-user.target.wants/netops-arp-pins.service")
    (command,) = re.findall(r"^ExecStart=(.+)$", unit, re.MULTILINE)
    (capability,) = re.findall(r"^CapabilityBoundingSet=CAP_(.+)$", unit, re.MULTILINE)
    allowed = f"setpriv --bounding-set=-all,+{capability.lower()} --no-new-privs"
    hosts.inside("charlie", f"setsid {allowed} {command} >/run/pins.log 2>&1 &")


def test_a_reboot_comes_back_with_the_pins(hosts, kept):
    for host in CHOSEN:
        reboot.reboot(hosts.lab, host)
        assert hosts.pinned(host) == []
    hosts.inside("alpha", NETWORKD)
    hosts.inside("bravo", "mkdir -p /run/network; ifup -a")
    program(hosts)
    for host in CHOSEN:
        hosts.until(host, PINNED, "the pins")


def test_networkd_pins_again_when_the_link_comes_back(hosts, kept):
    hosts.inside("alpha", "ip link set eth0 down")
    assert hosts.pinned("alpha") == []
    state = "cat /run/systemd/netif/links/$(cat /sys/class/net/eth0/ifindex)"
    poll(lambda: "OPER_STATE=off" in hosts.inside("alpha", state), SECONDS, "networkd to see it")
    hosts.inside("alpha", "ip link set eth0 up")
    hosts.until("alpha", PINNED, "the pins")


def test_ifupdown2_pins_again_when_the_interface_comes_up(hosts, kept):
    hosts.inside("bravo", "ifdown eth0")
    assert hosts.pinned("bravo") == []
    hosts.inside("bravo", "ifup eth0")
    assert hosts.pinned("bravo") == PINNED


# The same interface in the words of the first ifupdown, which busybox reads too.
CLASSIC = """\
iface eth0 inet static
    address 192.0.2.12
    netmask 255.255.255.0
"""
OTHERS = {"ifupdown": "/root/other/sbin/{} --state-dir=/run -i", "busybox-static": "/root/other/bin/busybox {} -f -i"}


@pytest.mark.parametrize("name", OTHERS)
def test_other_programs_called_ifup_call_the_same_script(hosts, kept, name):
    install(hosts, "bravo", [name], "mkdir -p /root/other; dpkg -x $file /root/other")
    hosts.inside("bravo", f"cat >/root/interfaces <<'END'\n{CLASSIC}END")
    hosts.inside("bravo", "ip addr flush dev eth0 scope global; ip link set eth0 down")
    assert hosts.pinned("bravo") == []
    hosts.inside("bravo", f"{OTHERS[name].format('ifup')} /root/interfaces eth0")
    assert hosts.pinned("bravo") == PINNED


LOST = {
    "the link goes down and up": ("ip link set eth0 down", "ip link set eth0 up"),
    "its MAC changes": ("ip link set eth0 address 02:00:00:00:01:99", ":"),
    "it has no address for a while": ("ip -4 addr flush dev eth0", "ip addr add 192.0.2.13/24 dev eth0"),
}


@pytest.mark.parametrize(("lose", "restore"), LOST.values(), ids=LOST)
def test_the_program_of_the_unit_pins_again_when(hosts, kept, lose, restore):
    hosts.until("charlie", PINNED, "the pins")
    monitor = f"ip monitor neigh >/run/lost.log & sleep 0.2; {lose}; sleep 0.2; kill $!; cat /run/lost.log"
    assert "Deleted 192.0.2.254 dev eth0" in hosts.inside("charlie", monitor)
    hosts.inside("charlie", restore)
    hosts.until("charlie", PINNED, "the pins")


def test_a_provider_that_is_not_there_is_refused_and_so_is_a_strange_file(hosts, kept):
    unit = "/etc/systemd/system/netops-arp-pins.service"
    hosts.inside("bravo", f"echo '# theirs' >{unit}")
    trees = {host: hosts.tree(host) for host in CHOSEN}
    wanted = {"alpha": "networkmanager", "bravo": "systemd_unit", "charlie": "auto"}
    said = " ".join(hosts.play("all", PINS, wanted, status=2).split())
    assert "static_gateway_provider is networkmanager, but NetworkManager is not installed; choose another one" in said
    assert f"{unit} is there and was not written by this role; move it away first" in said
    assert "nothing would keep the pins on Linux (networkd: systemd-networkd does not run;" in said
    assert "systemd_unit: systemd does not run); choose a provider, or set static_gateway_provider to none" in said
    assert {host: hosts.tree(host) for host in CHOSEN} == trees
    hosts.inside("bravo", f"rm {unit}")


def test_another_provider_takes_the_place_and_removal_leaves_nothing(hosts, before, kept):
    """What alpha's networkd has pinned goes with its reload, which it is told over the message bus."""
    names = "busctl --no-pager --acquired list 2>/dev/null || :"
    poll(lambda: "org.freedesktop.network1" in hosts.inside("alpha", names), SECONDS, "networkd on the bus", pause=0.2)
    hosts.play("bravo,charlie", PINS, {"bravo": "systemd_unit", "charlie": "none"})
    assert "if-up.d/netops-arp-pins" not in hosts.tree("bravo")
    assert "netops-arp-pins.service" in hosts.tree("bravo")
    assert hosts.tree("charlie") == before["charlie"]
    hosts.play("all", [], PROVIDERS, "-e", "static_gateway_reload=true")
    assert {host: hosts.tree(host) for host in CHOSEN} == before
    assert hosts.pinned("alpha") == []
    assert hosts.changed("all", [], PROVIDERS) == dict.fromkeys(CHOSEN, 0)


# What the real NetworkManager of Debian 12 needs and few machines have.
NM_PACKAGES = (
    "libndp0 libnm0 libjansson4 libteamdctl0 libmm-glib0 libbluetooth3 libpsl5 libcurl3-gnutls network-manager"
)
NM_PROFILE = """\
[connection]
id=eth0
type=ethernet
interface-name=eth0
[ipv4]
method=manual
address1=192.0.2.13/24
"""
NM = """\
mount -o remount,ro /sys
mkdir -p /run/dbus
printf '[main]\\nplugins=keyfile\\nauth-polkit=false\\n' >/etc/NetworkManager/NetworkManager.conf
chmod 600 /etc/NetworkManager/system-connections/eth0.nmconnection
ip addr flush dev eth0 scope global
dbus-daemon --system --fork --nopidfile
setsid /usr/sbin/NetworkManager --no-daemon >/run/nm.log 2>&1 &
"""


def test_networkmanager_pins_again_when_a_connection_comes_up(hosts, before, kept):
    # Debian's /lib is a link, which has to stay one.
    unpack = "dpkg-deb --fsys-tarfile $file | tar -x -C / --keep-directory-symlink"
    install(hosts, "charlie", NM_PACKAGES.split(), unpack)
    profile = "/etc/NetworkManager/system-connections/eth0.nmconnection"
    hosts.inside("charlie", f"ldconfig; cat >{profile} <<'END'\n{NM_PROFILE}END\n{NM}")
    device = "nmcli -t -f DEVICE,STATE device 2>/dev/null || :"
    poll(lambda: "eth0:connected\n" in hosts.inside("charlie", device), SECONDS, "NetworkManager", pause=0.2)
    output = hosts.play("charlie", PINS, {"charlie": "auto"})
    assert '\\"provider\\": \\"networkmanager\\"' in output
    hosts.inside("charlie", "nmcli connection down eth0; ip link set eth0 down")
    assert hosts.pinned("charlie") == []
    hosts.inside("charlie", "ip link set eth0 up; nmcli connection up eth0")
    hosts.until("charlie", PINNED, "the pins")
    hosts.play("charlie", [], {"charlie": "auto"})
    assert "netops" not in hosts.inside("charlie", "ls /etc/NetworkManager/dispatcher.d") + hosts.tree("charlie")
