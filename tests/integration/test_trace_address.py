# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook trace_address, and captures beside tables, on real kernels around a bridge that knows every port."""

import contextlib
import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from arplab import audit, lifecycle, topology
from arplab.state import Lab, impediment, poll
from arplab.state import run as run_command

pytestmark = pytest.mark.lab

WIRE = audit.ROOT / "tests" / "lab" / "arplab" / "wire.py"
ROUTER, WEB1, WEB3, PRINTER, COPIER, ROGUE = (f"02:00:00:00:01:{end}" for end in ("01", "0b", "0d", "32", "33", "66"))
NOBODY = "02:00:00:00:01:99"
PRINTER_IP, PRINTER_IP6, SPOOFED_IP, STALE_IP = "192.0.2.50", "2001:db8:0:1::50", "192.0.2.13", "192.0.2.51"
FREE_IP, BEHIND_IP = "192.0.2.99", "192.0.2.200"
# Nothing listens on the discard port of the loopback address.
AWAY = {
    "all": {
        "hosts": {
            "away": {"ansible_host": "127.0.0.1", "ansible_port": 9, "ansible_ssh_common_args": "-o ConnectTimeout=2"}
        }
    }
}

# Listens on all hosts for a while, gathers, and judges both: the way that the documentation of the filter shows.
LISTEN = """
- hosts: web1,web2
  gather_facts: false
  tasks:
    - netops.arp.arp_capture: {interface: eth0, duration: 5}
      register: heard
- hosts: all
  gather_facts: false
  tasks:
    - netops.arp.arp_facts:
    - ansible.builtin.copy:
        content: "{{ by_host | netops.arp.neighbor_anomalies(captures=captures) | to_json }}"
        dest: "{{ result }}"
        mode: "0600"
      vars:
        names: "{{ groups['all'] | difference(['away']) }}"
        by_host: "{{ dict(names | zip(names | map('extract', hostvars, ['ansible_facts', 'arp']))) }}"
        listeners: [web1, web2]
        captures: "{{ dict(listeners | zip(listeners | map('extract', hostvars, ['heard', 'capture']))) }}"
      delegate_to: localhost
      run_once: true
"""


class Link:
    """The lab, and the playbook on it."""

    def __init__(self, lab, directory):
        self.lab = lab
        self.inventory = lab.directory / "inventory.yml"
        self.directory = directory

    def on(self, host, *command):
        return run_command([*self.lab.on_wire(host), *command])

    def make_stale(self):
        """A stale entry, for a station that never asks: whoever hears a question renews its entry for who asked."""
        self.on("web1", "ip", "neigh", "replace", STALE_IP, "lladdr", NOBODY, "dev", "eth0", "nud", "stale")

    def entry(self):
        """That entry as it is now. The kernel drops it early where another lab fills the machine's table."""
        return self.on("web1", "ip", "neigh", "show", "to", STALE_IP)

    def wire(self, host, *words):
        return self.on(host, sys.executable, str(WIRE), *words)

    def start(self, playbook, *options, inventories=(), **variables):
        words = [str(Path(sys.executable).with_name("ansible-playbook")), str(playbook), *options]
        for inventory in (self.inventory, *inventories):
            words += ["-i", str(inventory)]
        return subprocess.Popen(
            [*words, "-e", json.dumps(variables)],
            cwd=audit.ROOT,
            env={**audit.environment(), "ANSIBLE_NOCOLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def trace(self, address, *options, status=0, **more):
        """Run the playbook and return the document (None where none was written) and what was printed."""
        directory = self.directory / address.replace(":", "_")
        variables = {"trace_address": address, "trace_dir": str(directory), "trace_capture_seconds": 1, **more}
        process = self.start("netops.arp.trace_address", *options, **variables)
        output = process.communicate(timeout=180)[0]
        assert process.returncode == status, output
        file = Path(variables["trace_dir"], "trace.json")
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None, output


@pytest.fixture(scope="module")
def link(tmp_path_factory):
    reason = impediment()
    if reason:
        pytest.skip(reason)
    lab = Lab(f"trace-{os.getpid()}")
    document = topology.read(audit.ROOT / "tests" / "lab" / "topologies" / "trace.yml")
    lifecycle.up(lab, document, owner=os.getpid())
    yield Link(lab, tmp_path_factory.mktemp("trace"))
    lifecycle.down(lab)


def _sockets(link):
    return [len(link.on(host, "cat", "/proc/net/packet").splitlines()) for host in ("web1", "web2")]


def _are_listening(link, before):
    return all(now > idle for now, idle in zip(_sockets(link), before, strict=True))


def listened(link, tmp_path, act):
    """What the filter says of captures and tables, when something is done while two hosts listen."""
    playbook, result = tmp_path / "listen.yml", tmp_path / "findings.json"
    playbook.write_text(LISTEN)
    before = _sockets(link)
    process = link.start(playbook, result=str(result))
    poll(lambda: _are_listening(link, before), 60, "two hosts listen")
    act()
    output = process.communicate(timeout=120)[0]
    assert process.returncode == 0, output
    return json.loads(result.read_text())


def test_a_healthy_link_that_speaks_yields_no_finding(link, tmp_path):
    def speak():
        link.wire("web1", "nudge", "192.0.2.13", PRINTER_IP, PRINTER_IP6)
        link.wire("copier", "nudge", "192.0.2.11", "192.0.2.12")
        link.wire("printer", "announce", "eth0", PRINTER_IP, PRINTER)

    assert [found["message"] for found in listened(link, tmp_path, speak)] == []


def test_a_spoofer_and_a_duplicate_on_the_wire_yield_exactly_their_findings(link, tmp_path):
    """Only frames to one listener: no table of another host knows of them."""

    def lie():
        for _each in range(2):
            link.wire("rogue", "announce", "eth0", "192.0.2.12", ROGUE, "--reply", "--to", WEB1)
            link.wire("printer", "announce", "eth0", "192.0.2.70", PRINTER)
            link.wire("copier", "announce", "eth0", "192.0.2.70", COPIER)

    found = listened(link, tmp_path, lie)
    link.on("web1", "ip", "neigh", "flush", "to", "192.0.2.12")
    assert [(one["kind"], one["ip"], one["severity"]) for one in found] == [
        ("spoofed_address", "192.0.2.12", "critical"),
        ("duplicate_ip", "192.0.2.70", "warning"),
    ]
    assert found[0]["hosts"] == ["web1", "web2"]
    notes = [item.get("note", "") for one in found for item in one["evidence"] if item["host"] == "web1"]
    assert notes[-1].startswith("captured: ")


@pytest.mark.core_matrix
def test_a_managed_host_is_traced_to_its_port_in_check_mode_without_a_file(link):
    document, output = link.trace("192.0.2.12", "--check")
    assert document is None
    assert "SOUND     192.0.2.12 belongs to web2 (eth0, 02:00:00:00:01:0c), and nobody else answers for it." in output
    assert "-> sw1 port web2.eth0: up, edge" in output
    assert "changed=0" in output
    assert "changed=1" not in output


@contextlib.contextmanager
def spoofing(link, address=SPOOFED_IP):
    """A stranger that says again and again that an address is his."""
    done = threading.Event()

    def lie():
        while not done.is_set():
            link.wire("rogue", "announce", "eth0", address, ROGUE)
            done.wait(0.2)

    thread = threading.Thread(target=lie)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_an_audit_that_listens_hears_a_spoofer(link, tmp_path):
    """A host that cannot listen is noted, and stops nothing."""
    inventory, reports = tmp_path / "deaf.yml", tmp_path / "report"
    inventory.write_text(yaml.safe_dump({"all": {"hosts": {"web3": {"audit_capture_seconds": 601}}}}))
    (tmp_path / "seconds.yml").write_text(yaml.safe_dump({"all": {"vars": {"audit_capture_seconds": 1}}}))
    with spoofing(link, "192.0.2.12"):
        process = link.start(
            "netops.arp.audit", inventories=[tmp_path / "seconds.yml", inventory], audit_report_dir=str(reports)
        )
        output = process.communicate(timeout=180)[0]
    link.on("web1", "ip", "neigh", "flush", "to", "192.0.2.12")
    link.on("web3", "ip", "neigh", "flush", "to", "192.0.2.12")
    assert process.returncode == 0, output
    document = json.loads((reports / "findings.json").read_text(encoding="utf-8"))
    assert [(one["kind"], one["ip"]) for one in document["findings"]] == [("spoofed_address", "192.0.2.12")]
    heard = {
        item["host"] for item in document["findings"][0]["evidence"] if item.get("note", "").startswith("captured")
    }
    assert "sw1" in heard
    assert "web3" not in heard
    told = {
        name: [one["outcome"] for one in host["source"] if one["command"] == "arp_capture"]
        for name, host in document["hosts"].items()
    }
    assert told["web1"] == ["read"]
    assert told["web3"][0].startswith("refused: duration is 601.0")


@pytest.fixture(scope="module")
def traces(link):
    """One trace for each address, all faults planted at once: they do not meet."""
    link.on("copier", "ip", "addr", "add", f"{PRINTER_IP}/24", "dev", "eth0")
    link.make_stale()
    # The kernel gives up after three questions and may then drop the row at any time.
    link.on("web1", "sysctl", "-qw", "net.ipv4.neigh.eth0.mcast_solicit=600")
    link.wire("web1", "nudge", FREE_IP)
    away = link.directory / "away.yml"
    away.write_text(yaml.safe_dump(AWAY))
    jobs = {
        PRINTER_IP: {},
        SPOOFED_IP: {},
        STALE_IP: {},
        PRINTER_IP6: {},
        BEHIND_IP: {},
        FREE_IP: {"inventories": [away]},
    }
    with spoofing(link), ThreadPoolExecutor(2) as pool:
        running = {address: pool.submit(link.trace, address, **more) for address, more in jobs.items()}
        return {address: job.result() for address, job in running.items()}


# address: the verdict, its severity, the ports of the right and of other MACs
VERDICTS = {
    PRINTER_IP: ("duplicate", "warning", {PRINTER: "printer.eth0", COPIER: "copier.eth0"}),
    SPOOFED_IP: ("spoofed", "critical", {WEB3: "web3.eth0", ROGUE: "rogue.eth0"}),
    STALE_IP: ("stale", "warning", {COPIER: "copier.eth0", NOBODY: None}),
    PRINTER_IP6: ("answered", "sound", {PRINTER: "printer.eth0"}),
    BEHIND_IP: ("proxy", "warning", {ROUTER: "r1.eth0"}),
    FREE_IP: ("silent", "warning", {}),
}


@pytest.mark.parametrize(("address", "expected"), VERDICTS.items(), ids=VERDICTS)
def test_each_fault_has_its_verdict_and_its_ports(traces, address, expected):
    kind, severity, ports = expected
    document, output = traces[address]
    assert (document["verdict"]["kind"], document["verdict"]["severity"]) == (kind, severity), output
    (segment,) = [one for one in document["segments"] if one["is_known"]] or document["segments"]
    told = {path["mac"]: next((port["interface"] for port in path["ports"]), None) for path in segment["paths"]}
    assert told == ports
    assert {port["up"] for path in segment["paths"] for port in path["ports"]} <= {True}
    assert max(map(len, _page(output))) <= 100


def _page(output):
    lines = output.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("Trace of "))
    return lines[start : next(at for at, line in enumerate(lines) if at > start and line.startswith("ok: "))]


def test_a_trace_leaves_the_entry_of_others_as_it_is(link, traces):
    assert traces[STALE_IP][0]["hosts"]["web1"]["asked"] is False
    assert COPIER not in link.entry()


def test_findings_of_a_trace_are_those_of_its_address(traces):
    kinds = {
        address: {(found["kind"], found["ip"]) for found in document["findings"]}
        for address, (document, _output) in traces.items()
    }
    assert kinds[PRINTER_IP] == {("duplicate_ip", PRINTER_IP)}
    assert kinds[SPOOFED_IP] == {("spoofed_address", SPOOFED_IP)}
    assert kinds[PRINTER_IP6] == set()


def test_a_host_that_is_away_is_named_and_one_that_asked_in_vain_counts(traces):
    document, output = traces[FREE_IP]
    assert document["hosts"]["away"]["read"] is False
    assert "Connection refused" in document["hosts"]["away"]["error"]
    assert "Not read: away:" in output
    assert "Nobody answers for 192.0.2.99" in document["verdict"]["sentence"]
    assert any(row["host"] == "web1" and row["mac"] is None for row in document["segments"][0]["caches"])


def test_all_pages_are_written_and_say_the_verdict(link, traces):
    directory = link.directory / SPOOFED_IP
    assert {path.name for path in directory.iterdir()} == {"trace.json", "trace.md", "trace.html"}
    for name in ("trace.md", "trace.html"):
        assert "belongs to web3" in (directory / name).read_text(encoding="utf-8")


CLOSED = [{"start": "2020-01-01T00:00:00Z", "duration": "1h"}]


@pytest.mark.parametrize(
    "gate", [{"flush_windows": CLOSED}, {"flush_emergency": "the gateway was replaced"}], ids=["closed", "open"]
)
def test_a_flush_renews_a_stale_entry_when_it_is_asked_for_and_may_be(link, traces, tmp_path, gate):
    assert traces[STALE_IP][0]["flushed"] is False
    link.make_stale()
    is_open = "flush_windows" not in gate
    files = {"flush_lease_path": str(tmp_path / "lease"), "flush_journal": str(tmp_path / "journal.jsonl")}
    document, output = link.trace(
        STALE_IP,
        status=0 if is_open else 2,
        trace_dir=str(tmp_path / STALE_IP),
        trace_hosts="web1,web2",
        trace_flush="true",
        **files,
        **gate,
    )
    assert (COPIER if not is_open else NOBODY) not in link.entry()
    if is_open:
        assert (document["verdict"]["kind"], document["flushed"]) == ("answered", True)
    else:
        assert "The maintenance windows are closed" in output
        assert "Read the neighbor tables" not in output


def test_a_mistake_is_refused_before_anybody_is_asked(link):
    document, output = link.trace("192.0.2.0/24", status=2, trace_dir=str(link.directory / "mistake"))
    assert "trace_address: '192.0.2.0/24' is no address: name one, such as 192.0.2.1 or 2001:db8::1" in output
    assert "Read the neighbor tables" not in output
    assert document is None
