# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The faces of arp_entry and arp_flush: options to what the platforms take, failures, and what is returned."""

import json

import pytest
import yaml

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.module_utils._platforms import _backends
from ansible_collections.netops.arp.plugins.module_utils._platforms._changes import Backend, Drops
from ansible_collections.netops.arp.plugins.modules import arp_entry, arp_flush

MAC, OTHER = "00:00:5e:00:53:01", "00:00:5e:00:53:02"


class Ended(Exception):
    """What the module returned."""


class Module:
    """Stands for AnsibleModule: options with their defaults, and an end that a test can look at."""

    def __init__(self, argument_spec, options, check_mode=False):
        self.params = {name: spec.get("default") for name, spec in argument_spec.items()}
        self.params.update(options)
        self.check_mode = check_mode
        self._diff = True
        self._socket_path = None
        self.warnings = []

    def warn(self, sentence):
        self.warnings.append(sentence)

    def exit_json(self, **result):
        raise Ended(result)

    def fail_json(self, **result):
        raise Ended(dict(result, failed=True))


class Host(Backend):
    """A host whose table is a list."""

    def __init__(self, *rows):
        super().__init__()
        self.rows = list(rows)
        self.ignores = False

    def read(self):
        port = {"name": "eth0", "addresses": ["192.0.2.10/24"], "vrf": "default", "namespace": None}
        return {"neighbors": [dict(row) for row in self.rows], "interfaces": [port], "gateways": []}

    def apply(self, steps, facts):
        for step in steps:
            self.rows = [row for row in self.rows if row["ip"] != step.entry.ip]
            if step.action == "pin" and not self.ignores:
                self.rows.append(row(step.entry.ip, step.entry.mac, "permanent", "static"))

    def drop(self, rows, judge, facts, everything):
        ips = [one["ip"] for one in rows]
        self.rows = [one for one in self.rows if one["ip"] not in ips]
        return Drops(rows, [])


def row(ip, mac=MAC, state="stale", origin="dynamic"):
    return neighbor(ip, "ipv4", mac=mac, interface="eth0", state=state, origin=origin, vrf="default")


def run(monkeypatch, face, host, check_mode=False, **options):
    monkeypatch.setattr(_backends, "choose", lambda _module, _namespaces: host)
    module = Module(face.ARGUMENTS, options, check_mode)
    monkeypatch.setattr(face, "AnsibleModule", lambda **_spec: module)
    with pytest.raises(Ended) as ended:
        face.main()
    return ended.value.args[0]


def test_a_single_entry_and_a_list_are_the_same(monkeypatch):
    one = run(monkeypatch, arp_entry, Host(), ip="192.0.2.1", mac=MAC)
    listed = run(monkeypatch, arp_entry, Host(), entries=[{"ip": "192.0.2.1", "mac": MAC}])
    assert one == listed
    assert one["changed"] is True
    assert set(one) - {"changed", "diff"} == set(yaml.safe_load(arp_entry.RETURN))


def test_an_entry_of_a_list_has_its_own_state(monkeypatch):
    host = Host(row("192.0.2.2", MAC, "permanent", "static"))
    entries = [{"ip": "192.0.2.1", "mac": MAC}, {"ip": "192.0.2.2", "state": "absent"}]
    assert run(monkeypatch, arp_entry, host, entries=entries)["diff"] == {
        "before": f"192.0.2.2 is at {MAC} on eth0 vrf default\n",
        "after": f"192.0.2.1 is at {MAC} on eth0 vrf default\n",
    }
    assert [one["ip"] for one in host.rows] == ["192.0.2.1"]


def test_a_table_that_does_not_take_an_entry_is_a_failure_and_is_as_before(monkeypatch):
    host = Host(row("192.0.2.1", OTHER, "permanent", "static"))
    host.ignores = True
    result = run(monkeypatch, arp_entry, host, ip="192.0.2.9", mac=MAC)
    assert result["msg"] == (
        "The table does not show what was done: 192.0.2.9 is not pinned to 00:00:5e:00:53:01."
        " Whatever had been done was put back"
    )
    result = run(monkeypatch, arp_entry, host, ip="192.0.2.1", mac=MAC, force=True)
    assert result["msg"].endswith("It could not be put back: 192.0.2.1 is not pinned to 00:00:5e:00:53:02")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"save": True}, "save is for network devices"),
        ({"commit": False}, "commit can only be false where lines are gathered"),
        ({"mac": None}, "a static entry needs a mac"),
    ],
)
def test_what_a_host_cannot_do_is_told(monkeypatch, options, words):
    assert words in run(monkeypatch, arp_entry, Host(), **{"ip": "192.0.2.1", "mac": MAC, **options})["msg"]


def test_a_purge_is_predicted(monkeypatch):
    host = Host(row("192.0.2.1", MAC, "permanent", "static"), row("192.0.2.2"))
    scope = {"interfaces": ["*"], "vrf": [], "family": ["ipv4", "ipv6"], "namespaces": []}
    result = run(monkeypatch, arp_entry, host, check_mode=True, purge=True, purge_scope=scope)
    assert [one["ip"] for one in result["purged"]] == ["192.0.2.1"]
    assert len(host.rows) == 2


def test_a_flush_takes_texts_for_lists_and_returns_lists_or_texts(monkeypatch):
    host = Host(row("192.0.2.1"), row("192.0.2.2"), row("192.0.2.3", MAC, "permanent", "static"))
    options = {"prefixes": ["192.0.2.0/31, 192.0.2.2/31"]}
    listed = run(monkeypatch, arp_flush, host, check_mode=True, **options)
    text = run(monkeypatch, arp_flush, host, neighbors_format="json", **options)
    assert json.loads(text["flushed_json"]) == listed["flushed"] == [row("192.0.2.1"), row("192.0.2.2")]
    assert json.loads(text["kept_json"])[0]["reason"] == "it is static; states must name permanent"
    assert listed["diff"]["before"].splitlines()[0] == f"192.0.2.1 is at {MAC} on eth0 vrf default stale"
    assert (listed["after"], listed["before"]["ipv4"]["total"]) == (text["after"], 3)
    returned = yaml.safe_load(arp_flush.RETURN)
    documented = {key for key, about in returned.items() if "action plugin" not in about["returned"]}
    assert set(listed) | set(text) == documented | {"changed", "diff"}


def test_a_mistake_in_a_scope_is_told_before_anything_is_asked(monkeypatch):
    def refuse(_module, _namespaces):
        raise AssertionError("nothing may be asked")

    module = Module(arp_flush.ARGUMENTS, {})
    monkeypatch.setattr(_backends, "choose", refuse)
    with pytest.raises(ArpError, match="A flush needs a scope"):
        arp_flush.run(module)


class Gatewayed(Host):
    """A host with a default gateway, whose entry comes back when it is asked for, if at all."""

    def __init__(self, comes_back, *rows):
        super().__init__(*rows)
        self.comes_back = comes_back
        self.pause = 0.01

    def read(self):
        hop = {"ip": "192.0.2.1", "family": "ipv4", "interface": "eth0", "vrf": "default", "namespace": None}
        return {**super().read(), "gateways": [hop]}

    def resolve(self, places):
        self.rows += [row(one["ip"], self.comes_back, "reachable") for one in places if self.comes_back]


FLUSH = {"addresses": ["192.0.2.1"], "verify": True, "verify_timeout": 0.2}


def test_a_flush_is_verified(monkeypatch):
    result = run(monkeypatch, arp_flush, Gatewayed(OTHER, row("192.0.2.1")), **FLUSH)
    assert "failed" not in result
    assert [(one["mac_before"], one["mac_after"]) for one in result["verified"]] == [(MAC, OTHER)]
    assert [one["kind"] for one in result["findings"]] == ["changed_mac"]
    assert (result["after"]["ipv4"]["total"], result["problems"]) == (1, [])


def test_what_does_not_come_back_is_a_failure_that_tells_all(monkeypatch):
    result = run(monkeypatch, arp_flush, Gatewayed(None, row("192.0.2.1")), neighbors_format="json", **FLUSH)
    assert result["failed"]
    assert result["msg"] == result["problems"][0]
    assert "did not resolve within 0.2 s" in result["msg"]
    assert [one["ip"] for one in json.loads(result["flushed_json"])] == ["192.0.2.1"]


def test_nothing_is_looked_at_where_nothing_went(monkeypatch):
    for check_mode, rows in ((True, [row("192.0.2.1")]), (False, [])):
        result = run(monkeypatch, arp_flush, Gatewayed(None, *rows), check_mode=check_mode, **FLUSH)
        assert (result["verified"], result["problems"]) == ([], [])


MISUSE = {
    "windows that nobody judged": ({"maintenance_windows": []}, "maintenance_windows is judged on the controller"),
    "a journal that nobody keeps": ({"journal": "file"}, "journal is judged on the controller"),
    "critical without verify": ({"critical_addresses": ["192.0.2.1"]}, "with verify, which is not set"),
    "no time at all": ({"verify_timeout": 0.0}, "verify_timeout: 0 is out of range"),
    "no address": ({"verify": True, "critical_addresses": ["gw"]}, "critical_addresses: "),
}


@pytest.mark.parametrize(("options", "words"), MISUSE.values(), ids=MISUSE)
def test_options_that_would_be_relied_on_in_vain_are_refused(monkeypatch, options, words):
    host = Host(row("192.0.2.1"))
    result = run(monkeypatch, arp_flush, host, addresses=["192.0.2.1"], **options)
    assert words in result["msg"]
    assert len(host.rows) == 1
