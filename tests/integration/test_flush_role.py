# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role flush on lab hosts: order, lease, windows, and what happens when something does not come back.

charlie is the gateway of alpha and bravo. While it is silent, a device's turn lasts for as long as a test wants.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from arplab import audit, lifecycle, steps, topology
from arplab.state import Lab, impediment, poll, run

pytestmark = pytest.mark.lab

TOPOLOGY = Path(__file__).resolve().parents[1] / "lab" / "topologies" / "small.yml"
PLAYBOOK = "netops.arp.flush_neighbors"
ALPHA, BRAVO, GATEWAY = "192.0.2.11", "192.0.2.12", "192.0.2.13"
GATEWAY_MAC = "02:00:00:00:01:0d"
STATIC, STATIC_MAC = "192.0.2.77", "00:00:5e:00:53:77"
ALWAYS = [{"days": "mon,tue,wed,thu,fri,sat,sun", "start": "00:00", "end": "24:00"}]
SECONDS = 120


class Flushes:
    """The playbook, the lab that it is run on, and what is left of its runs."""

    def __init__(self, lab, directory):
        self.lab = lab
        self.directory = directory
        self.started = []
        self.path = directory / "journal.jsonl"

    def start(self, *options, playbook=PLAYBOOK, **variables):
        """Start the playbook with variables of the role (without their prefix), as a group of processes of its own."""
        given = {"windows": ALWAYS, "lease_path": str(self.directory / "lease"), "journal": str(self.path), **variables}
        words = [str(Path(sys.executable).with_name("ansible-playbook")), str(playbook), *options]
        words += ["-i", str(self.lab.directory / "inventory.yml"), "-e"]
        # A file, since what ssh leaves running would keep a pipe open.
        with open(self.directory / f"run-{len(self.started)}", "w+", encoding="utf-8") as output:
            process = subprocess.Popen(
                [*words, json.dumps({f"flush_{name}": value for name, value in given.items()})],
                cwd=audit.ROOT,
                env={**audit.environment(), "ANSIBLE_NOCOLOR": "1", "HOME": str(self.directory)},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    def said(self, process, status):
        """Return what a run has printed, on one line, when it is over."""
        process.wait(timeout=SECONDS)
        output = (self.directory / f"run-{self.started.index(process)}").read_text(encoding="utf-8")
        assert process.returncode == status, output
        return " ".join(output.split())

    def play(self, *options, status=0, **variables):
        return self.said(self.start(*options, **variables), status)

    def journal(self):
        if not self.path.exists():
            return []
        return [json.loads(line) for line in self.path.read_text().splitlines()]

    def turns(self):
        """Return who began and ended, in the order of the lines: C([("start", "alpha"), ...])."""
        return [(line["event"], line["host"]) for line in self.journal()]

    def wait_for(self, event, host):
        poll(lambda: (event, host) in self.turns(), SECONDS, f"the {event} of {host} in the journal")

    def table(self, host):
        """The MACs that a host holds, by address, without rows that are not resolved."""
        rows = steps.rows(self.lab, host)
        return {row["dst"]: row["lladdr"] for row in rows if row["dst"].startswith("192.") and "lladdr" in row}

    def silence(self, silent):
        """Have the gateway answer nobody, or everybody."""
        steps.run_all(self.lab, [{"host": "charlie", "sysctls": {"net.ipv4.conf.eth0.arp_ignore": 8 if silent else 0}}])

    def reset(self):
        """Everybody knows everybody."""
        self.silence(False)
        everybody = {"alpha": [BRAVO, GATEWAY], "bravo": [ALPHA, GATEWAY], "charlie": [ALPHA, BRAVO]}
        steps.run_all(self.lab, [{"host": host, "resolve": known} for host, known in everybody.items()])
        self.path.unlink(missing_ok=True)

    def signal(self, process, number):
        """Send a signal to a run and to all its workers, which are in sessions of their own."""
        for pid in [process.pid, *descendants(process.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def end(self):
        for process in self.started:
            if process.poll() is None:
                self.signal(process, signal.SIGKILL)
                process.wait()


def descendants(pid):
    """The children of a process, and theirs. ssh's master, which outlives it, belongs to the lab and is none."""
    found = []
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found += [int(child), *descendants(int(child))]
    return found


@pytest.fixture(scope="module")
def raised(tmp_path_factory):
    reason = impediment()
    if reason:
        pytest.skip(reason)
    lab = Lab(f"flush-{os.getpid()}")
    lifecycle.up(lab, topology.read(TOPOLOGY), owner=os.getpid())
    yield lab
    lifecycle.down(lab)


@pytest.fixture
def flushes(raised, tmp_path):
    made = Flushes(raised, tmp_path)
    made.reset()
    yield made
    made.end()


def until(moment):
    time.sleep(max(0, moment - time.time()))


def window(seconds):
    """A window that has opened an hour ago and closes in so many seconds."""
    now = datetime.now(timezone.utc)
    ends = {"start": now - timedelta(hours=1), "end": now + timedelta(seconds=seconds)}
    return [{name: f"{moment:%Y-%m-%dT%H:%M:%SZ}" for name, moment in ends.items()}]


# What a survey sends: texts, also where a list or a switch is meant, and nothing for what was left empty.
SURVEY = {
    "addresses": "",
    "prefixes": "192.0.2.0/24\n2001:db8::/32",
    "states": "reachable, stale,\ndelay, probe",
    "mac": "",
    "family": "ipv4",
    "all": "",
    "emergency": "",
    "critical_addresses": GATEWAY,
    "serial": "100%",
    "hosts": "alpha,bravo,charlie",
    "needs": "",
    "verify_timeout": "10",
}


@pytest.mark.core_matrix
def test_devices_follow_one_another_whatever_the_forks(flushes):
    """What is predicted is done, static entries and gateways stay, and the lease stands on a host that ssh leads to."""
    steps.run_all(flushes.lab, [{"host": "alpha", "ip": [f"neigh replace {STATIC} lladdr {STATIC_MAC} dev eth0"]}])
    before = flushes.table("alpha")
    on_charlie = {**SURVEY, "lease_host": "charlie", "lease_path": "~/.lease"}
    said = flushes.play("--check", "--diff", "--limit", "alpha", **on_charlie)
    assert f'"would_go": [ "{BRAVO}" ]' in said
    assert f'"{GATEWAY}": "it is a default gateway; addresses must name it"' in said
    assert '"lease": "not held"' in said
    assert f"-{BRAVO} is at 02:00:00:00:01:0c on eth0" in said
    assert (flushes.table("alpha"), flushes.journal()) == (before, [])
    flushes.play("--forks", "10", **on_charlie)
    turns = flushes.turns()
    assert [event for event, _host in turns] == ["start", "end"] * 3
    assert [host for _event, host in turns][::2] == [host for _event, host in turns][1::2]
    assert sorted({host for _event, host in turns}) == ["alpha", "bravo", "charlie"]
    times = [line["at"] for line in flushes.journal()]
    assert times == sorted(times)
    table = flushes.table("alpha")
    assert table == {STATIC: STATIC_MAC, GATEWAY: GATEWAY_MAC}
    ended = {line["host"]: line for line in flushes.journal() if line["event"] == "end"}
    assert [(row["ip"], row["mac"]) for row in ended["alpha"]["flushed"]] == [(BRAVO, before[BRAVO])]
    assert ended["alpha"]["before"]["ipv4"]["total"] - ended["alpha"]["after"]["ipv4"]["total"] == 1
    lease = json.loads(run([*flushes.lab.enter("charlie"), "cat", "/root/.lease"]))
    assert (lease["holder"], lease["fencing_token"]) == (None, ended["bravo"]["lease"]["fencing_token"])
    steps.run_all(flushes.lab, [{"host": "alpha", "forget": [STATIC]}])


@pytest.mark.core_matrix
def test_a_gateway_that_does_not_come_back_stops_the_run_and_is_put_back(flushes):
    """In a play of somebody else, whose hosts are in one batch and which does not say what the first failure ends."""
    playbook = flushes.directory / "own.yml"
    playbook.write_text(json.dumps([{"hosts": "alpha,bravo", "gather_facts": False, "roles": ["netops.arp.flush"]}]))
    flushes.silence(True)
    said = flushes.said(flushes.start(playbook=playbook, addresses=GATEWAY, verify_timeout=2), 2)
    start, end = flushes.journal()
    first, second = start["host"], {"alpha": "bravo", "bravo": "alpha"}[start["host"]]
    assert (end["event"], end["host"], end["outcome"]) == ("end", first, "failed")
    assert [one["restored"] for one in end["verified"]] == [True]
    assert (
        f"{GATEWAY} on eth0 (next hop of this connection and default gateway) did not resolve within 2 s; its former "
        f"entry, {GATEWAY_MAC}, was put back. Done: nobody. Left: alpha, bravo." in said
    )
    assert [flushes.table(host)[GATEWAY] for host in (first, second)] == [GATEWAY_MAC] * 2
    assert json.loads((flushes.directory / "lease").read_text())["holder"] is None


def test_a_closed_window_refuses_and_nothing_is_flushed(flushes):
    """So does a policy that forbids emergencies. Where it does not, the reason is printed and recorded."""
    before = flushes.table("alpha")
    opens = datetime.now(timezone.utc) + timedelta(days=30)
    calendar = flushes.directory / "closed.ics"
    calendar.write_text(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:core\r\n"
        f"DTSTART:{opens:%Y%m%dT220000Z}\r\nDURATION:PT4H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    closed = {"addresses": [BRAVO], "hosts": "alpha", "windows": "", "windows_file": str(calendar)}
    said = flushes.play(status=2, **closed)
    assert "Refused, nothing was flushed" in said
    assert "closed; the next opening" in said
    assert f"{opens:%Y-%m-%d} 22:00 UTC (window 'core')" in said
    assert flushes.table("alpha") == before
    (refused,) = flushes.journal()
    assert (refused["outcome"], refused["window"]["next_opening"]) == ("refused", f"{opens:%Y-%m-%d}T22:00:00Z")
    said = flushes.play(status=2, addresses=[BRAVO], hosts="alpha", lease_ttl="20s")
    assert "It may take 26 s, and no more than 20 s are allowed" in said
    assert flushes.table("alpha") == before
    emergency = {**closed, "emergency": "core1 burns"}
    said = flushes.play(status=2, emergency_allowed=False, **emergency)
    assert "flush_emergency is not allowed here" in said
    assert flushes.table("alpha") == before
    said = flushes.play(**emergency)
    assert "EMERGENCY, flushing whatever the windows say. Reason: core1 burns" in said
    assert BRAVO not in flushes.table("alpha")
    assert flushes.journal()[-1]["emergency"] == "core1 burns"
    assert flushes.journal()[-1]["outcome"] == "flushed"


def test_a_task_of_its_own_is_judged_at_each_attempt(flushes):
    """Also when until comes back to the same task; a journal that cannot be written stops it as well."""
    before = flushes.table("alpha")
    options = {"addresses": BRAVO, "maintenance_windows": window(-60), "needs": "1s"}
    unwritable = {"addresses": BRAVO, "maintenance_windows": ALWAYS, "journal": "/dev/null/journal"}
    again = {"register": "last", "until": "last is not failed", "retries": 2, "delay": 0}
    noted = {"register": "last", "failed_when": False}
    tasks = [
        {"netops.arp.arp_flush": options, **again, "ignore_errors": True},
        {"ansible.builtin.assert": {"that": ["last is failed", "'Refused, nothing was flushed' in last.msg"]}},
        {"netops.arp.arp_flush": unwritable, **noted},
        {"ansible.builtin.assert": {"that": "'/dev/null/journal cannot be written' in last.msg"}},
        {"netops.arp.arp_flush": {"addresses": BRAVO, "maintenance_windows": None}, **noted},
        {"ansible.builtin.assert": {"that": "'the windows are empty' in last.msg"}},
    ]
    playbook = flushes.directory / "own.yml"
    playbook.write_text(json.dumps([{"hosts": "alpha", "gather_facts": False, "tasks": tasks}]))
    flushes.said(flushes.start(playbook=playbook), 0)
    assert flushes.table("alpha") == before


def begun_in_a_window(flushes, seconds):
    """Start a run whose window closes in so many seconds; return it and when that is, None when alpha was too late."""
    flushes.reset()
    flushes.silence(True)
    steps.run_all(flushes.lab, [{"host": "alpha", "forget": [GATEWAY]}])
    closes = time.time() + seconds
    options = {"critical_addresses": GATEWAY, "verify_timeout": 100, "windows": window(seconds), "needs": "1s"}
    going = flushes.start(addresses=[BRAVO, ALPHA], hosts="alpha,bravo", **options)
    poll(flushes.turns, SECONDS, "the first line in the journal")
    return (going, closes) if flushes.turns() == [("start", "alpha")] else None


def test_a_window_that_closes_stops_the_run_after_the_device_in_hand(flushes):
    """A busy machine needs a longer window for the first device to be in time."""
    going, closes = next(filter(None, (begun_in_a_window(flushes, seconds) for seconds in (12, 30, 80))))
    until(closes)
    flushes.silence(False)
    said = flushes.said(going, 2)
    assert "closed; no window opens" in said
    assert "Done: alpha. Left: bravo." in said
    assert flushes.turns() == [("start", "alpha"), ("end", "alpha"), ("end", "bravo")]
    assert [line["outcome"] for line in flushes.journal() if line["event"] == "end"] == ["flushed", "refused"]
    assert ALPHA in flushes.table("bravo")


def test_two_runs_at_once_interleave_no_device(flushes):
    """The second one waits for the first, although both begin with the same device."""
    runs = [flushes.start(addresses=[ALPHA, BRAVO], hosts="alpha,bravo", lease_wait="2m") for _number in range(2)]
    for process in runs:
        flushes.said(process, 0)
    owners = [line["lease"]["owner"] for line in flushes.journal()]
    assert owners == [owners[0]] * 4 + [owners[-1]] * 4
    assert owners[0] != owners[-1]
    turns = [(line["event"], line["host"]) for line in flushes.journal()]
    assert turns == [("start", "alpha"), ("end", "alpha"), ("start", "bravo"), ("end", "bravo")] * 2


# The time to live is shorter than the turn, which the role refuses unless it is told that the turn is short.
HELD = {"critical_addresses": GATEWAY, "verify_timeout": 60, "lease_ttl": "8s", "needs": "1s", "hosts": "alpha,bravo"}


def hold(flushes, **variables):
    """Start a run that has a device in hand for as long as the gateway is silent."""
    flushes.silence(True)
    steps.run_all(flushes.lab, [{"host": "alpha", "forget": [GATEWAY]}])
    process = flushes.start(addresses=[ALPHA, BRAVO], **HELD, **variables)
    flushes.wait_for("start", "alpha")
    return process


def test_a_killed_holder_is_followed_after_its_time_to_live(flushes):
    killed = hold(flushes, lease_owner="job 1")
    flushes.signal(killed, signal.SIGKILL)
    killed.wait()
    flushes.silence(False)
    said = flushes.play(addresses=[ALPHA], hosts="bravo", lease_wait="1m", lease_owner="job 2")
    assert "The lease was taken over from job 1, who let it expire at" in said
    assert flushes.turns() == [("start", "alpha"), ("start", "bravo"), ("end", "bravo")]
    tokens = [line["lease"]["fencing_token"] for line in flushes.journal()]
    assert tokens[0] < tokens[1] == tokens[2]


def test_a_stalled_holder_that_wakes_up_late_is_fenced_off(flushes):
    stalled = hold(flushes, lease_owner="job 1")
    flushes.signal(stalled, signal.SIGSTOP)
    said = flushes.play(addresses=[GATEWAY], hosts="charlie", lease_wait="1m", lease_owner="job 2")
    assert "taken over from job 1" in said
    flushes.silence(False)
    flushes.signal(stalled, signal.SIGCONT)
    said = flushes.said(stalled, 2)
    assert "job 2" in said
    assert "Done: alpha. Left: bravo." in said
    assert ("start", "bravo") not in flushes.turns()
    assert ALPHA in flushes.table("bravo")


def test_a_play_may_use_the_role_twice(flushes):
    """In batches; the lease is held from the first device to the last one, and taken anew for what comes then."""
    playbook = flushes.directory / "own.yml"
    roles = ["netops.arp.flush", "netops.arp.flush"]
    playbook.write_text(json.dumps([{"hosts": "alpha,bravo", "serial": 1, "gather_facts": False, "roles": roles}]))
    flushes.said(flushes.start(playbook=playbook, addresses=[ALPHA, BRAVO]), 0)
    lines = [line for line in flushes.journal() if line["event"] == "end"]
    assert [line["host"] for line in lines] == ["alpha", "alpha", "bravo", "bravo"]
    first, *_same, last = [line["lease"]["fencing_token"] for line in lines]
    assert [line["lease"]["fencing_token"] for line in lines] == [first, first, first, last]
    assert last == first + 1
    assert json.loads((flushes.directory / "lease").read_text())["holder"] is None


def test_without_lockstep_each_host_waits_for_the_lease(flushes):
    playbook = flushes.directory / "free.yml"
    play = {"hosts": "alpha,bravo", "gather_facts": False, "strategy": "free", "roles": ["netops.arp.flush"]}
    playbook.write_text(json.dumps([play]))
    flushes.said(flushes.start(playbook=playbook, addresses=[ALPHA, BRAVO], lease_wait="1m"), 0)
    lines = flushes.journal()
    assert [line["event"] for line in lines] == ["start", "end"] * 2
    assert lines[0]["host"] == lines[1]["host"] != lines[2]["host"] == lines[3]["host"]
    assert lines[1]["lease"]["fencing_token"] < lines[2]["lease"]["fencing_token"]


def test_the_playbook_under_ansible_runner_as_awx_starts_it(flushes):
    """A project that imports the playbook, an inventory, the answers of a survey as texts, and AWX's own variables."""
    project = flushes.directory / "job"
    answers = {f"flush_{name}": value for name, value in SURVEY.items()}
    own = {
        "flush_windows_file": "windows.yml",
        "flush_lease_path": str(flushes.directory / "lease"),
        "flush_journal": str(flushes.path),
        "flush_critical_addresses": "",
    }
    awx = {"awx_job_id": 4711, "awx_user_name": "ada", "tower_job_id": 4711, "tower_user_name": "ada"}
    files = {
        "project/flush.yml": "- name: Flush\n  ansible.builtin.import_playbook: netops.arp.flush_neighbors\n",
        # The project is where AWX starts Ansible.
        "project/windows.yml": json.dumps(ALWAYS),
        "inventory/hosts.yml": (flushes.lab.directory / "inventory.yml").read_text(),
        "env/extravars": json.dumps({**answers, **own, **awx, "flush_hosts": "alpha,bravo"}),
        "env/envvars": json.dumps({"ANSIBLE_COLLECTIONS_PATH": str(audit.ROOT / ".collections")}),
    }
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", "ansible_runner", "run", str(project), "-p", "flush.yml", "-i", "4711", "--quiet"],
        env={**os.environ, "PATH": path, "HOME": str(flushes.directory)},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    artifacts = project / "artifacts" / "4711"
    assert done.returncode == 0, done.stderr + (artifacts / "stdout").read_text()
    events = [json.loads(path.read_text()) for path in (artifacts / "job_events").glob("*.json")]
    (stats,) = [event["event_data"] for event in events if event["event"] == "playbook_on_stats"]
    told = stats["artifact_data"]["arp_flush"]
    assert (told["done"], told["left"], sorted(told["records"])) == (["alpha", "bravo"], [], ["alpha", "bravo"])
    assert told["owner"].startswith("job 4711 on ")
    assert {(line["who"], line["job"], line["event"]) for line in flushes.journal()} == {
        ("ada", "4711", "start"),
        ("ada", "4711", "end"),
    }
