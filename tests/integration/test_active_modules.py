# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""arp_probe, arp_announce and arp_capture over ssh, on a link of real kernels, next to arping and tcpdump."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from arplab import lifecycle, topology
from arplab.state import Lab, impediment, poll
from arplab.state import run as run_command

pytestmark = pytest.mark.lab

ROOT = Path(__file__).resolve().parents[2]
WIRE = ROOT / "tests" / "lab" / "arplab" / "wire.py"
RESULT = re.compile(r"^\S+ \| (\S+?)!? => (\{.*?^\})", re.MULTILINE | re.DOTALL)
ASKER, HOLDER, TWIN1, TWIN2 = (f"02:00:00:00:01:{end}" for end in ("0a", "0b", "51", "52"))
ROUTER, ROUTER_TOO = "02:00:00:00:01:0c", "02:00:00:00:01:0d"
SHARED = {"ipv4": "192.0.2.50", "ipv6": "2001:db8:0:1::50"}
HELD = {"ipv4": "192.0.2.11", "ipv6": "2001:db8:0:1::11"}
# A question takes half a second here instead of two.
QUICK = {"count": 2, "interval": 0.1, "timeout": 0.3}
MINORS = range(6, 15)

# Runs on a host's network, in any Python: the module's own file for real, with a small stand-in for AnsibleModule.
SCRIPT = """
import importlib, json, sys, types

class AnsibleModule(object):
    def __init__(self, argument_spec, supports_check_mode):
        self.check_mode = CHECK
        self.params = {name: spec.get("default") for name, spec in argument_spec.items()}
        self.params.update(OPTIONS)
    def exit_json(self, **result):
        print(json.dumps(result))
        sys.exit(0)
    def fail_json(self, **result):
        self.exit_json(failed=True, **result)

for name in ("ansible", "ansible.module_utils", "ansible.module_utils.basic"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["ansible.module_utils.basic"].AnsibleModule = AnsibleModule
parent, module, options, check = sys.argv[1:]
OPTIONS, CHECK = json.loads(options), json.loads(check)
sys.path.insert(0, parent)
importlib.import_module("ansible_collections.netops.arp.plugins.modules." + module).main()
"""


def found(minor):
    """The path of one Python of this machine, or None."""
    command = [str(ROOT / "tests" / "tools" / "find_python.sh"), f"3.{minor}", f"3.{minor}"]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHON"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout.strip() or None


class Link:
    """The hosts of the topology active.yml, and the modules on them."""

    def __init__(self, lab):
        self.lab = lab
        self.inventory = lab.directory / "inventory.yml"

    def command(self, host, module, check=False, **options):
        argv = [str(Path(sys.executable).with_name("ansible")), host, "-i", str(self.inventory)]
        argv += ["-m", f"netops.arp.{module}", "-a", json.dumps(options)]
        return argv + ["--check"] if check else argv

    def start(self, host, module, **options):
        environment = {**os.environ, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"), "ANSIBLE_NOCOLOR": "1"}
        pipe = subprocess.PIPE
        return subprocess.Popen(
            self.command(host, module, **options), cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True
        )

    def end(self, process, outcome="SUCCESS"):
        said, errors = process.communicate(timeout=60)
        match = RESULT.search(said)
        assert match, said + errors
        result = json.loads(match.group(2))
        assert match.group(1) == outcome, result
        return result

    def run(self, host, module, outcome="SUCCESS", **options):
        return self.end(self.start(host, module, **options), outcome)

    def directly(self, host, module, *, python=sys.executable, before=(), check=False, **options):
        """What a module returns on a host's network, without Ansible around it."""
        parent = str(ROOT / ".collections")
        said = self.on(host, *before, python, "-c", SCRIPT, parent, module, json.dumps(options), json.dumps(check))
        return json.loads(said)

    def probe(self, *addresses, host="asker", **options):
        return self.directly(host, "arp_probe", addresses=list(addresses), **{**QUICK, **options})

    def on(self, host, *command):
        return run_command([*self.lab.on_wire(host), *command])

    def wire(self, host, *words):
        return self.on(host, sys.executable, str(WIRE), *words)

    def table(self, host):
        """The neighbors of a host that are stations: `{ip: (mac, state)}`."""
        rows = json.loads(self.on(host, "ip", "-j", "neigh", "show", "nud", "all"))
        rows = [row for row in rows if "NOARP" not in row.get("state", [])]
        return {row["dst"]: (row.get("lladdr"), *row.get("state", [])) for row in rows}

    def tables(self):
        return {host: self.table(host) for host in self.lab.topology.hosts}

    def forget(self):
        for host in self.lab.topology.hosts:
            self.on(host, "ip", "neigh", "flush", "all", "nud", "all")

    def listening(self, host):
        """Wait until a packet socket of the host listens; the lines of the file have a heading."""
        before = len(self.on(host, "cat", "/proc/net/packet").splitlines())
        return lambda: len(self.on(host, "cat", "/proc/net/packet").splitlines()) > before


@pytest.fixture(scope="module")
def raised():
    reason = impediment()
    if reason:
        pytest.skip(reason)
    lab = Lab(f"active-{os.getpid()}")
    document = topology.read(ROOT / "tests" / "lab" / "topologies" / "active.yml")
    lifecycle.up(lab, document, owner=os.getpid())
    yield Link(lab)
    lifecycle.down(lab)


@pytest.fixture
def link(raised):
    raised.forget()
    return raised


def macs(result, ip):
    return next((one["macs"] for one in result["answered"] if one["ip"] == ip), [])


def while_listening(link, host, action, **options):
    """Run arp_capture on a host, do something once it listens, and return what it heard."""
    is_listening = link.listening(host)
    capture = link.start(host, "arp_capture", **{"interface": "eth0", "duration": 3, **options})
    poll(is_listening, 20, "arp_capture to listen")
    time.sleep(0.1)
    action()
    result = link.end(capture, outcome="CHANGED" if options.get("pcap") else "SUCCESS")
    assert result["changed"] is bool(options.get("pcap"))
    return result["capture"]


# arp_probe


def test_both_holders_of_a_duplicate_address_are_found(link):
    addresses = [*SHARED.values(), *HELD.values(), "192.0.2.99", "2001:db8:0:1::99"]
    result = link.run("asker", "arp_probe", addresses=addresses, **QUICK)
    assert link.run("asker", "arp_probe", check=True, addresses=addresses, **QUICK)["duplicates"] == list(
        SHARED.values()
    )
    assert result["duplicates"] == list(SHARED.values())
    for ip in SHARED.values():
        assert macs(result, ip) == [TWIN1, TWIN2]
    for ip in HELD.values():
        assert macs(result, ip) == [HOLDER]
    assert result["silent"] == ["192.0.2.99", "2001:db8:0:1::99"]
    assert result["changed"] is False
    for one in result["answered"]:
        for answer in one["answers"]:
            assert answer["count"] == 2
            assert 0 < answer["round_trip_ms"] < 300
            assert answer["kinds"] == (["reply"] if one["family"] == "ipv4" else ["advertisement"])


@pytest.mark.skipif(not shutil.which("arping"), reason="needs arping (Debian package iputils-arping)")
@pytest.mark.parametrize("ip", [SHARED["ipv4"], HELD["ipv4"], "192.0.2.12", "192.0.2.99"])
def test_arping_finds_the_same(link, ip):
    command = [*link.lab.on_wire("asker"), "arping", "-b", "-c", "2", "-w", "2", "-I", "eth0", ip]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    theirs = {mac.lower() for mac in re.findall(r"\[([0-9A-F:]{17})\]", said)}
    assert set(macs(link.probe(ip, source="own"), ip)) == theirs


@pytest.mark.parametrize("family", ["ipv4", "ipv6"])
def test_no_table_of_anybody_changes(link, family):
    # Somebody has them in his table already, with one of the two MACs.
    link.wire("holder", "nudge", SHARED[family])
    before = link.tables()
    assert before["holder"][SHARED[family]][0] in (TWIN1, TWIN2)
    result = link.probe(SHARED[family], HELD[family], source="unspecified")
    assert macs(result, SHARED[family]) == [TWIN1, TWIN2]
    after = link.tables()
    if family == "ipv6":  # answered to all nodes, and both say that theirs is to replace the other
        assert after["holder"].pop(SHARED[family])[0] in (TWIN1, TWIN2)
        before["holder"].pop(SHARED[family])
    assert after == before


def test_an_ordinary_solicitation_enters_the_asker_where_he_asks_and_nowhere_else(link):
    link.wire("holder", "nudge", SHARED["ipv6"])
    before = link.tables()
    link.probe(SHARED["ipv6"])
    after = link.tables()
    own = "fe80::ff:fe00:10a"
    # DELAY: the answer went there, and the kernel will make sure of the entry later.
    assert after["twin1"].pop(own) == after["twin2"].pop(own) == (ASKER, "DELAY")
    assert after == before


def test_an_entry_stays_as_it_is_with_another_mac(link):
    link.on("asker", *f"ip neigh replace {SHARED['ipv4']} lladdr {TWIN1} dev eth0 nud stale".split())
    before = link.tables()
    result = link.probe(SHARED["ipv4"], source_mac="02-00-00-00-99-99")
    assert macs(result, SHARED["ipv4"]) == [TWIN1, TWIN2]
    assert (result["answered"][0]["cached_mac"], result["answered"][0]["cached_state"]) == (TWIN1, "stale")
    assert link.tables() == before


def test_no_membership_of_the_interface_is_left(link):
    before = link.on("asker", "ip", "-d", "-j", "link", "show", "eth0")
    link.probe(HELD["ipv4"], source_mac="02:00:00:00:99:99")
    link.directly("asker", "arp_capture", interface="eth0", duration=0.2, promiscuous=True)
    assert link.on("asker", "ip", "-d", "-j", "link", "show", "eth0") == before


def test_own_addresses_are_free_of_others_or_not(link):
    healthy = link.run("holder", "arp_probe", mode="duplicate", **QUICK)
    assert (healthy["duplicates"], healthy["answered"]) == ([], [])
    assert {HELD["ipv4"], HELD["ipv6"], "fe80::ff:fe00:10b"} == set(healthy["silent"])
    twin = link.directly("twin1", "arp_probe", mode="duplicate", **QUICK)
    assert sorted(twin["duplicates"]) == sorted(SHARED.values())
    assert {mac for one in twin["answered"] for mac in one["macs"]} == {TWIN2}


def test_answers_of_an_own_second_interface_are_no_duplicate(link):
    result = link.directly("router", "arp_probe", mode="duplicate", interface="eth0", addresses=["192.0.2.12"], **QUICK)
    assert result["duplicates"] == []
    assert [answer["is_own"] for one in result["answered"] for answer in one["answers"]] == [True]


def test_only_a_question_with_an_own_address_shows_what_real_traffic_would_meet(link):
    """arp_filter and proxy ARP: the kernel heeds neither for a probe."""
    assert macs(link.probe("192.0.2.13"), "192.0.2.13") == [ROUTER, ROUTER_TOO]
    assert len(macs(link.probe("192.0.2.13", source="own"), "192.0.2.13")) == 1
    behind = {"interface": "eth0", "timeout": 0.5}
    assert link.probe("198.51.100.7", **behind)["silent"] == ["198.51.100.7"]
    assert macs(link.probe("198.51.100.7", source="own", **behind), "198.51.100.7") == [ROUTER]


def test_a_prefix_is_asked_for_at_a_pace(link):
    result = link.probe("192.0.2.0/27", rate=100)
    assert {one["ip"]: one["macs"] for one in result["answered"]} == {
        "192.0.2.11": [HOLDER],
        "192.0.2.12": [ROUTER, ROUTER_TOO],
        "192.0.2.13": [ROUTER, ROUTER_TOO],
    }
    assert len(result["silent"]) == 30 - 3
    assert result["asked"] == 60
    assert result["duration_seconds"] >= 0.6, "60 questions at 100 per second"


def test_a_router_says_so(link):
    answers = link.probe("2001:db8:0:1::12", HELD["ipv6"])["answered"]
    assert [one["answers"][0]["is_router"] for one in answers] == [True, False]


def test_another_network_namespace(link):
    name = f"pid:{link.lab.pid('asker')}"
    environment = {**os.environ, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"), "ANSIBLE_NOCOLOR": "1"}
    options = {"addresses": [SHARED["ipv4"]], "network_namespace": name, **QUICK}
    command = [str(Path(sys.executable).with_name("ansible")), "localhost", "-m", "netops.arp.arp_probe"]
    # Not the link in the environment, which may stand below a name with blanks: a shell is told this name.
    command += ["-e", f"ansible_python_interpreter={os.path.realpath(sys.executable)}", "-a", json.dumps(options)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    outcome, result = RESULT.search(done.stdout).groups()
    assert outcome == "SUCCESS", done.stdout + done.stderr
    assert macs(json.loads(result), SHARED["ipv4"]) == [TWIN1, TWIN2]


FAILURES = {
    "no interface": ({"interface": "eth7"}, "There is no interface 'eth7'; there are: lo, eth0"),
    "no MAC": ({"interface": "lo"}, "lo has no MAC, so it is no Ethernet interface; with one are: eth0"),
    "behind a gateway": ({"addresses": ["203.0.113.1"]}, "203.0.113.1 is on no subnet of this host"),
    "no address": ({"addresses": ["192.0.2.300"]}, "'192.0.2.300' is neither an address nor a prefix"),
    "multicast": ({"addresses": ["224.0.0.5"]}, "224.0.0.5 can be the address of no station"),
    "nobody": ({"addresses": []}, "addresses is empty: name whom to ask for"),
    "too many": (
        {"addresses": ["192.0.0.0/20"], "interface": "eth0", "count": 3, "rate": 50},
        "4094 addresses are more than max_addresses (1024). Asking 3 times for each takes 4 min 6 s at 50 per second; "
        "if that is meant, set max_addresses to 4094",
    ),
    "far too many": ({"addresses": ["2001:db8::/64"]}, "No more than 65536 are ever asked for in one run"),
    "not held": ({"addresses": ["192.0.2.99"], "mode": "duplicate"}, "This host does not hold 192.0.2.99"),
    "foreign source": ({"source": "192.0.2.11"}, "eth0 has no ipv4 address 192.0.2.11 to ask for 192.0.2.50 with"),
    "too fast": ({"rate": 501}, "rate is 501; it must be from 1 to 500"),
    "disguised": (
        {"addresses": [SHARED["ipv6"]], "source_mac": "02:00:00:00:99:99"},
        "source_mac is for questions about IPv4 addresses",
    ),
    "no namespace": ({"network_namespace": "blue"}, "There is no network namespace 'blue'"),
}


@pytest.mark.parametrize(("options", "message"), FAILURES.values(), ids=FAILURES)
def test_mistakes_are_named(link, options, message):
    result = link.directly("asker", "arp_probe", **{"addresses": [SHARED["ipv4"]], **QUICK, **options})
    assert result["failed"]
    assert message in result["msg"]


def test_a_mistake_ends_the_task(link):
    assert "eth7" in link.run("asker", "arp_probe", outcome="FAILED", addresses=["192.0.2.1"], interface="eth7")["msg"]


def test_an_interface_that_is_down_is_named(link):
    link.on("asker", "ip", "link", "add", "idle", "type", "veth", "peer", "name", "idle2")
    try:
        result = link.directly("asker", "arp_capture", interface="idle")
        assert result["msg"] == "idle is down or has no carrier"
    finally:
        link.on("asker", "ip", "link", "del", "idle")


@pytest.mark.skipif(not shutil.which("setpriv"), reason="needs setpriv (util-linux)")
@pytest.mark.parametrize(
    ("module", "options"),
    [
        ("arp_probe", {"addresses": [SHARED["ipv4"]]}),
        ("arp_announce", {"addresses": ["192.0.2.10"], "check": True}),
        ("arp_capture", {"interface": "eth0"}),
    ],
)
def test_a_missing_capability_is_named(link, module, options):
    lowered = ["setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw"]
    result = link.directly("asker", module, before=lowered, **options)
    assert result["msg"] == "A packet socket needs root or CAP_NET_RAW: run this task with become: true"


def test_a_tunnel_is_no_ethernet(link):
    if subprocess.run(
        [*link.lab.on_wire("asker"), "ip", "tuntap", "add", "tun9", "mode", "tun"], capture_output=True, check=False
    ).returncode:
        pytest.skip("this kernel has no tun")
    try:
        assert "tun9 has no MAC" in link.directly("asker", "arp_capture", interface="tun9")["msg"]
    finally:
        link.on("asker", "ip", "link", "del", "tun9")


@pytest.mark.parametrize("minor", MINORS, ids=lambda minor: f"3.{minor}")
def test_the_modules_run_alike_under_each_python(link, minor):
    python = found(minor)
    if python is None:
        pytest.skip(f"Python 3.{minor} was not found here")
    result = link.directly("asker", "arp_probe", python=python, addresses=list(SHARED.values()), **QUICK)
    assert [one["macs"] for one in result["answered"]] == [[TWIN1, TWIN2]] * 2
    assert all(0 < answer["round_trip_ms"] < 300 for one in result["answered"] for answer in one["answers"])
    options = {"addresses": ["192.0.2.10", "2001:db8:0:1::10"], "count": 1}
    result = link.directly("asker", "arp_announce", python=python, **options)
    assert [one["form"] for one in result["announced"]] == ["request", "advertisement"]
    path = f"/tmp/active-{os.getpid()}-{minor}.pcap"
    try:
        result = link.directly("asker", "arp_capture", python=python, interface="eth0", duration=0.2, pcap=path)
        assert (result["changed"], result["capture"]["complete"]) == (True, True)
        assert Path(path).read_bytes()[:4] == b"\xa1\xb2\x3c\x4d"
    finally:
        Path(path).unlink(missing_ok=True)


# arp_announce


@pytest.mark.parametrize("family", ["ipv4", "ipv6"])
def test_a_service_address_that_moved_is_found_at_once_when_it_is_announced(link, family):
    address = {"ipv4": "192.0.2.100/24", "ipv6": "2001:db8:0:1::100/64"}[family]
    ip = address.split("/")[0]
    change = ["dev", "eth0"] + (["nodad"] if family == "ipv6" else [])
    link.on("holder", "ip", "addr", "add", address, *change)
    try:
        link.wire("asker", "nudge", ip)
        poll(lambda: link.table("asker").get(ip, (None,))[0] == HOLDER, 5, "the first holder to be known")
        link.on("holder", "ip", "addr", "del", address, "dev", "eth0")
        link.on("twin1", "ip", "addr", "add", address, *change)
        time.sleep(1)
        assert link.table("asker")[ip][0] == HOLDER, "nobody has told the asker"
        predicted = link.run("twin1", "arp_announce", outcome="CHANGED", check=True, addresses=[ip])
        assert link.table("asker")[ip][0] == HOLDER, "check mode has sent something"
        sent = link.run("twin1", "arp_announce", outcome="CHANGED", addresses=[ip], count=1)
        assert link.table("asker")[ip][0] == TWIN1
        assert sent["changed"] is predicted["changed"] is True
        assert sent["announced"] == [{**one, "count": 1} for one in predicted["announced"]]
        form = {"ipv4": "request", "ipv6": "advertisement"}[family]
        assert [(one["mac"], one["form"]) for one in sent["announced"]] == [(TWIN1, form)]
    finally:
        for host in ("holder", "twin1"):
            subprocess.run([*link.lab.on_wire(host), "ip", "addr", "del", address, "dev", "eth0"], check=False)


def test_a_reply_replaces_a_fresh_entry_as_well(link):
    link.wire("asker", "nudge", SHARED["ipv4"])
    held = poll(lambda: link.table("asker").get(SHARED["ipv4"], (None,))[0], 5, "an entry")
    other = {TWIN1: "twin2", TWIN2: "twin1"}[held]
    link.run(other, "arp_announce", outcome="CHANGED", addresses=[SHARED["ipv4"]], form="reply", count=1)
    assert link.table("asker")[SHARED["ipv4"]][0] == {"twin1": TWIN1, "twin2": TWIN2}[other]


REFUSED = {
    "not held": ({"addresses": ["192.0.2.11"]}, "This host does not hold 192.0.2.11. Announcing it would take it"),
    "a prefix": ({"addresses": ["192.0.2.0/24"]}, "192.0.2.0/24 is a prefix: name the addresses one by one"),
    "held elsewhere": (
        {"addresses": ["192.0.2.10"], "interface": "lo"},
        "This host holds 192.0.2.10 on eth0, not on lo",
    ),
    "too often": ({"addresses": ["192.0.2.10"], "count": 11}, "count is 11; it must be from 1 to 10"),
    "on lo": ({"addresses": ["192.0.2.200"]}, "lo has no MAC"),
}


@pytest.mark.parametrize(("options", "message"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("check", [False, True], ids=["for real", "check mode"])
def test_what_is_not_ours_is_not_announced(link, options, message, check):
    link.on("asker", "ip", "addr", "replace", "192.0.2.200/32", "dev", "lo")
    assert message in link.directly("asker", "arp_announce", check=check, **options)["msg"]


def test_force_announces_what_another_holds(link):
    link.wire("asker", "nudge", HELD["ipv4"])
    poll(lambda: link.table("asker").get(HELD["ipv4"], (None,))[0] == HOLDER, 5, "the holder to be known")
    forced = {"addresses": [HELD["ipv4"]], "interface": "eth0", "force": True, "form": "both", "count": 1}
    result = link.run("twin1", "arp_announce", outcome="CHANGED", **forced)
    assert [one["form"] for one in result["announced"]] == ["request", "reply"]
    assert link.table("asker")[HELD["ipv4"]][0] == TWIN1


# arp_capture


def test_a_spoofer_a_storm_and_malformed_frames_are_heard(link, tmp_path):
    script = tmp_path / "noise.py"
    script.write_text(
        "import socket, struct, sys\n"
        "wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); wire.bind(('eth0', 0x0806))\n"
        "mac = bytes.fromhex('020000000152'); nobody = b'\\xff' * 6 + mac + b'\\x08\\x06'\n"
        "for last in range(53, 253):\n"
        "    wire.send(nobody + struct.pack('!HHBBH', 1, 0x800, 6, 4, 1) + mac + bytes([192, 0, 2, 52])\n"
        "              + bytes(6) + bytes([192, 0, 2, last]))\n"
        "wire.send(nobody + struct.pack('!HHBBH', 1, 0x800, 6, 4, 9) + bytes(20))\n"
        "wire.send(nobody + struct.pack('!HHBBH', 1, 0x800, 6, 4, 1) + mac)\n"
    )

    def misbehave():
        link.wire("holder", "announce", "eth0", "192.0.2.12", HOLDER)
        link.wire("holder", "nudge", "192.0.2.12")
        link.wire("twin1", "announce", "eth0", "192.0.2.12", ROUTER, "--reply")
        link.wire("twin1", "announce", "eth0", "2001:db8:0:1::12", TWIN1)
        link.wire("router", "nudge", "2001:db8:0:1::51")
        link.on("twin2", sys.executable, str(script))

    heard = while_listening(link, "asker", misbehave, families=["ipv4", "ipv6"], storm_rate=50)
    assert (heard["complete"], heard["dropped"], heard["ended_by"]) == (True, 0, "duration")
    assert [(one["mac"], one["targets"]) for one in heard["storms"]] == [(TWIN2, 200)]
    assert heard["storms"][0]["peak_per_second"] >= 100
    conflicts = {one["ip"]: {each["mac"] for each in one["macs"]} for one in heard["conflicts"]}
    assert conflicts["192.0.2.12"] == {HOLDER, ROUTER}
    announced = {(one["ip"], one["mac"], one["kind"]) for one in heard["announced"]}
    assert {("192.0.2.12", HOLDER, "request"), ("2001:db8:0:1::12", TWIN1, "advertisement")} <= announced
    assert [(one["mac"], one["frame_mac"], one["ip"]) for one in heard["mismatches"]] == [(ROUTER, TWIN1, "192.0.2.12")]
    reasons = {one["reason"]: one["mac"] for one in heard["malformed"]}
    assert reasons == {
        "ARP operation 9 is neither request nor reply": TWIN2,
        "ARP packet cut off after 14 octets": TWIN2,
    }


def test_tags_are_heard_and_told_apart(link, tmp_path):
    """One address claimed by two stations in two VLANs, one of them with a service tag around: no conflict."""
    script = tmp_path / "tagged.py"
    script.write_text(
        "import socket, sys\n"
        "wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); wire.bind(('eth0', 0))\n"
        "ip = bytes([192, 0, 2, 77])\n"
        "for end, tags in (('51', '81000064'), ('52', '88a800078100 00c8')):\n"
        "    mac = bytes.fromhex('0200000001' + end)\n"
        "    arp = bytes.fromhex('0806 0001 0800 06 04 0001') + mac + ip + bytes(6) + ip\n"
        "    wire.send(b'\\xff' * 6 + mac + bytes.fromhex(tags) + arp)\n"
    )
    path = "/root/tagged.pcap"
    command = ["twin1", sys.executable, str(script)]
    heard = while_listening(link, "asker", lambda: link.on(*command), families=["ipv4"], pcap=path)
    announced = [(one["ip"], one["mac"], one["vlan"]) for one in heard["announced"]]
    assert announced == [("192.0.2.77", TWIN1, 100), ("192.0.2.77", TWIN2, 200)]
    assert heard["conflicts"] == []
    if shutil.which("tcpdump"):
        said = run_command([*link.lab.enter("asker"), "tcpdump", "-n", "-e", "-r", path])
        assert "vlan 100" in said
        assert re.search(r"802\.1Q-QinQ.*vlan 7,.*vlan 200", said)


def test_a_healthy_link_has_no_conflict_and_no_storm(link):
    def resolve():
        for ip in (HELD["ipv4"], HELD["ipv6"], "192.0.2.51"):
            link.wire("asker", "nudge", ip)

    heard = while_listening(link, "asker", resolve)
    for oddity in ("conflicts", "storms", "mismatches", "malformed"):
        assert heard[oddity] == []
    assert {one["ip"] for one in heard["asked"] if one["mac"] == ASKER} >= {HELD["ipv4"], HELD["ipv6"]}
    assert (HELD["ipv4"], HOLDER) in {(one["ip"], one["mac"]) for one in heard["answered"]}
    assert (HELD["ipv6"], HOLDER) in {(one["ip"], one["mac"]) for one in heard["answered"]}
    assert {one["mac"]: one["is_own"] for one in heard["senders"]}[ASKER] is True


def test_tcpdump_reads_the_file(link):
    if not shutil.which("tcpdump"):
        pytest.skip("needs tcpdump")
    path = "/root/heard.pcap"
    inside = link.lab.enter("asker")
    run_command([*inside, "sh", "-c", f"echo old >{path}; chmod 644 {path}"])
    check = link.run("asker", "arp_capture", outcome="CHANGED", check=True, interface="eth0", duration=0.2, pcap=path)
    assert check["changed"] is True
    assert run_command([*inside, "cat", path]) == "old\n", "check mode has written the file"
    ping = [HELD["ipv4"], HELD["ipv6"]]
    heard = while_listening(link, "asker", lambda: [link.wire("asker", "nudge", ip) for ip in ping], pcap=path)
    assert run_command([*inside, "stat", "-c", "%a %U", path]) == "600 root\n"
    assert run_command([*inside, "sh", "-c", "ls -A /root | grep -c heard"]) == "1\n", "something is left beside it"
    said = run_command([*inside, "tcpdump", "-n", "-e", "-r", path])
    assert len(said.splitlines()) == heard["frames"] > 0
    assert f"{HELD['ipv4']} is-at {HOLDER}" in said
    assert f"who has {HELD['ipv6']}" in said


def test_a_file_that_cannot_be_written_is_said_before_listening(link):
    start = time.monotonic()
    result = link.run("asker", "arp_capture", outcome="FAILED", interface="eth0", duration=60, pcap="/no/such/x.pcap")
    assert result["msg"] == "/no/such/x.pcap cannot be written: there is no directory /no/such"
    assert time.monotonic() - start < 30


def test_a_capture_ends_at_its_number_of_frames(link):
    heard = while_listening(
        link, "asker", lambda: link.wire("asker", "nudge", HELD["ipv4"], HELD["ipv6"]), max_frames=2, duration=30
    )
    assert (heard["frames"], heard["ended_by"], heard["complete"]) == (2, "max_frames", False)


def test_other_traffic_does_not_pass_the_filter(link):
    link.on("asker", "ping", "-c", "1", "-w", "3", HELD["ipv4"])
    ping = ["ping", "-f", "-c", "200", "-w", "3", HELD["ipv4"]]
    heard = while_listening(link, "asker", lambda: link.on("asker", *ping), families=["ipv4"])
    assert heard["frames"] < 10
