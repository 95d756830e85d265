# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The faces of arp_probe, arp_announce and arp_capture: documented as they are, and what they return."""

import pytest
import yaml

from ansible_collections.netops.arp.plugins.doc_fragments.active import ModuleDocFragment
from ansible_collections.netops.arp.plugins.module_utils._active import _limits
from ansible_collections.netops.arp.plugins.module_utils._active._capture import Heard
from ansible_collections.netops.arp.plugins.module_utils._active._place import Place
from ansible_collections.netops.arp.plugins.module_utils._active._probe import Answer, Question
from ansible_collections.netops.arp.plugins.module_utils._active._tally import Tally
from ansible_collections.netops.arp.plugins.module_utils._active._wire import Seen
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._formats._links import Link
from ansible_collections.netops.arp.plugins.module_utils._frames import _arp
from ansible_collections.netops.arp.plugins.module_utils._frames._read import read
from ansible_collections.netops.arp.plugins.modules import arp_announce, arp_capture, arp_probe

MODULES = {"arp_probe": arp_probe, "arp_announce": arp_announce, "arp_capture": arp_capture}
SHARED = yaml.safe_load(ModuleDocFragment.DOCUMENTATION)["options"]
ONE, TWO = "00:00:5e:00:53:01", "00:00:5e:00:53:02"


def defaults(module, **options):
    return {**{name: spec.get("default") for name, spec in module.ARGUMENTS.items()}, **options}


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_the_documentation_says_what_the_options_are(module):
    documented = {**yaml.safe_load(module.DOCUMENTATION)["options"], **SHARED}
    assert set(documented) == set(module.ARGUMENTS)
    for name, spec in module.ARGUMENTS.items():
        for key in ("type", "default", "choices", "elements", "required"):
            assert documented[name].get(key) == spec.get(key), (name, key)
        if name in module.LIMITS:
            least, most = module.LIMITS[name]
            text = str(documented[name]["description"])
            assert str(least) in text, (name, least)
            assert str(most) in text, (name, most)


@pytest.mark.parametrize("name", MODULES)
def test_another_system_is_named(name, monkeypatch):
    monkeypatch.setattr(_limits.platform, "system", lambda: "FreeBSD")
    call = {"arp_probe": arp_probe.probe, "arp_announce": arp_announce.announce, "arp_capture": arp_capture.capture}
    options = {} if name == "arp_probe" else {"check_mode": False}
    with pytest.raises(ArpError, match=f"{name} works on Linux only; this host runs FreeBSD"):
        call[name](defaults(MODULES[name]), **options)


def test_the_record_of_a_capture_is_the_documented_one():
    tally = Tally()
    for frame in (
        _arp.announcement(ONE, "192.0.2.1"),
        _arp.announcement(ONE, "192.0.2.1", reply=True)[:6] + bytes(6) + _arp.announcement(ONE, "192.0.2.1")[12:],
        _arp.request(ONE, "192.0.2.1", "192.0.2.2"),
        _arp.probe(ONE, "192.0.2.2")[:20],
    ):
        tally.add(Seen(0, frame, False))
    record = arp_capture.record(
        defaults(arp_capture, interface="eth0"), "2026-07-01T09:30:00Z", Heard(tally, [], 1.0, 0, "duration")
    )
    documented = yaml.safe_load(arp_capture.RETURN)["capture"]["contains"]
    assert set(record) == set(documented)
    for name in ("senders", "asked", "announced", "claims", "mismatches", "malformed"):
        assert set(record[name][0]) == set(documented[name]["contains"]), name
    assert set(documented["answered"]["contains"]) == set(documented["announced"]["contains"])


def test_the_record_of_an_answer_is_the_documented_one():
    answer = Answer()
    answer.add(read(_arp.announcement(TWO, "192.0.2.1", reply=True)), 214_000)
    question = Question("192.0.2.1", "ipv4", "eth0", b"")
    place = Place({2: Link(2, "eth0", mac=ONE)}, [], {("eth0", "192.0.2.1"): {"mac": TWO, "state": "stale"}})
    entry = arp_probe.entry(question, {TWO: answer}, place, "answers")
    documented = yaml.safe_load(arp_probe.RETURN)["answered"]["contains"]
    assert set(entry) == set(documented)
    assert set(entry["answers"][0]) == set(documented["answers"]["contains"])
    assert (entry["macs"], entry["cached_state"], entry["answers"][0]["round_trip_ms"]) == ([TWO], "stale", 0.214)


# name: mode, the MACs that answer, whether that is a duplicate (ONE is this host's)
VERDICTS = {
    "one": ("answers", [TWO], False),
    "two": ("answers", [ONE, TWO], True),
    "somebody else": ("duplicate", [TWO], True),
    "only this host itself": ("duplicate", [ONE], False),
    "nobody": ("duplicate", [], False),
}


@pytest.mark.parametrize(("mode", "macs", "is_duplicate"), VERDICTS.values(), ids=VERDICTS)
def test_what_is_a_duplicate(mode, macs, is_duplicate):
    place = Place({2: Link(2, "eth0", mac=ONE)}, [], {})
    entry = arp_probe.entry(Question("192.0.2.1", "ipv4", "eth0", b""), {mac: Answer() for mac in macs}, place, mode)
    assert entry["is_duplicate"] is is_duplicate


def test_more_than_an_hour_is_refused():
    pace = arp_probe._probe.Pace(10, 1.0, 1.0, 1.0)
    options = defaults(arp_probe, addresses=["10.0.0.0/22"], max_addresses=1024)
    with pytest.raises(ArpError, match="1022 addresses would take 2 h 50 min 20 s, more than an hour"):
        arp_probe.wanted(options, Place({}, [], {}), pace)
