# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the backend reads, predicts, writes and takes back; and for which reasons it writes nothing at all."""

import errno
import io
import json
import os
from pathlib import Path

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError, SourceError
from ansible_collections.netops.arp.plugins.module_utils._sysctls import _backend, _tree
from ansible_collections.netops.arp.tests.unit.plugins.module_utils._sysctls.fake_host import OWN, FakeHost

STRICT = {"all": {"arp_ignore": 1, "arp_announce": 2}, "default": {"arp_ignore": 1, "arp_announce": 2}}
PERSIST = {"persist": "90-arp.conf"}


@pytest.fixture
def host(tmp_path):
    return FakeHost(tmp_path)


def refusal(host, settings, **options):
    before = host.snapshot()
    with pytest.raises(_backend.Refused) as refused:
        host.run(settings, **options)
    assert host.snapshot() == before
    assert host.commands == []
    return refused.value.reasons


def test_without_settings_everything_is_told_and_nothing_changes(host):
    host.ignore("all", 2)
    result = host.run(interfaces=["eth*"])
    assert result["changed"] is False
    assert sorted(result["after"]["interfaces"]) == ["eth0", "eth1"]
    facts = result["after"]["interfaces"]["eth0"]["ipv4"]
    assert facts["arp_ignore"] == {"stored": 0, "effective": 2, "source": "all"}
    assert facts["medium_id"] == {"stored": 0, "effective": 0, "source": "interface"}
    assert result["after"]["default"]["ipv6"]["gc_thresh3"] == 1024


def test_values_are_applied_and_told_before_and_after(host):
    result = host.run(STRICT)
    assert result["changed"] is True
    assert result["before"]["all"]["ipv4"] == {"arp_announce": 0, "arp_ignore": 0}
    assert result["after"]["all"]["ipv4"] == {"arp_announce": 2, "arp_ignore": 1}
    assert result["after"]["interfaces"]["eth0"]["ipv4"]["arp_ignore"] == {
        "stored": 0,
        "effective": 1,
        "source": "all",
    }
    assert {change["key"]: (change["before"], change["after"]) for change in result["changes"]} == {
        "net/ipv4/conf/all/arp_announce": (0, 2),
        "net/ipv4/conf/all/arp_ignore": (0, 1),
        "net/ipv4/conf/default/arp_announce": (0, 2),
        "net/ipv4/conf/default/arp_ignore": (0, 1),
    }


def test_a_second_run_changes_nothing(host):
    host.run(STRICT, **PERSIST)
    before = host.snapshot()
    assert host.run(STRICT, **PERSIST)["changed"] is False
    assert host.snapshot() == before


def test_check_mode_tells_the_same_and_writes_nothing(host):
    before = host.snapshot()
    predicted = host.run(STRICT, check_mode=True, **PERSIST)
    assert host.snapshot() == before
    done = host.run(STRICT, **PERSIST)
    assert done.pop("loaded") == "loaded"
    predicted.pop("loaded")
    assert predicted == done


def test_a_running_value_that_drifted_is_corrected(host):
    host.run(STRICT, **PERSIST)
    host.ignore("all", 0)
    result = host.run(STRICT, **PERSIST)
    assert [change["key"] for change in result["changes"]] == ["net/ipv4/conf/all/arp_ignore"]
    assert result["files"] == []
    assert host.ignore("all") == 1


def test_names_go_before_patterns_and_later_patterns_before_earlier_ones(host):
    interfaces = {"eth1": {"arp_ignore": 3}, "*": {"arp_ignore": 1}, "eth*": {"arp_ignore": 2}}
    host.run({"interfaces": interfaces})
    assert [host.ignore(name) for name in ("lo", "eth0", "eth1")] == [1, 2, 3]


def test_names_with_dots_are_names(tmp_path):
    host = FakeHost(tmp_path, ["bond0", "bond0.101", "bond0.101.7"])
    host.run({"interfaces": {"bond0.101": {"arp_ignore": 1}, "bond0.101.7": {"arp_ignore": 2}}}, **PERSIST)
    assert [host.ignore(name) for name in ("bond0", "bond0.101", "bond0.101.7")] == [0, 1, 2]
    assert "net/ipv4/conf/bond0.101.7/arp_ignore = 2\n" in host.read(OWN)


def test_nothing_is_laxer_in_between(host):
    """The interfaces take over from all before it lets go, and the exception comes last."""
    host.ignore("all", 1)
    host.ignore("eth1", 1)
    settings = {"all": {"arp_ignore": 0}, "interfaces": {"*": {"arp_ignore": 1}, "eth1": {"arp_ignore": 0}}}
    order = [change["key"].split("/")[3] for change in host.run(settings)["changes"]]
    assert order.index("eth0") < order.index("all")
    assert order.index("lo") < order.index("all")
    assert order[-1] in ("all", "eth1")


REFUSED = {
    "laxer than all": (
        {"all": {"arp_ignore": 1}, "interfaces": {"eth1": {"arp_ignore": 0}}},
        "arp_ignore=0 cannot take effect in eth1: conf/all/arp_ignore is 1",
    ),
    "off under either": (
        {"all": {"proxy_arp": 1}, "interfaces": {"eth*": {"proxy_arp": 0}}},
        "proxy_arp=0 cannot take effect in eth0, eth1: conf/all/proxy_arp is 1",
    ),
    "the template, too": (
        {"all": {"arp_filter": 1}, "default": {"arp_filter": 0}},
        "arp_filter=0 cannot take effect in default",
    ),
    "on under both": (
        {"all": {"arp_evict_nocarrier": 0}, "interfaces": {"eth0": {"arp_evict_nocarrier": 1}}},
        "set all to 1",
    ),
    "all is not looked at": (
        {"all": {"medium_id": 2}},
        "medium_id=2 cannot take effect in all: this kernel does not look at conf/all/medium_id; set it in interfaces",
    ),
    "falling thresholds": (
        {"default": {"ipv4": {"gc_thresh3": 500}}},
        "ipv4: gc_thresh1 <= gc_thresh2 <= gc_thresh3 is broken: they would be 128, 512 and 500; set all three",
    ),
    "no such interface": ({"interfaces": {"eth7": {"arp_ignore": 1}}}, "there is no interface eth7"),
    "cut off": ({"interfaces": {"eth0": {"arp_ignore": 8}}}, "would stop every answer to ARP on eth0"),
}


@pytest.mark.parametrize(("settings", "said"), REFUSED.values(), ids=REFUSED)
def test_refused_before_anything_is_written(host, settings, said):
    assert any(said in reason for reason in refusal(host, settings))
    with pytest.raises(_backend.Refused):
        host.run(settings, check_mode=True)


def test_all_reasons_are_told_at_once(host):
    settings = {"all": {"medium_id": 2}, "default": {"gc_thresh3": 1}, "interfaces": {"eth7": {"arp_ignore": 1}}}
    assert len(refusal(host, settings)) == 4


def test_what_is_in_the_way_already_counts(host):
    host.ignore("all", 1)
    assert "conf/all/arp_ignore is 1" in refusal(host, {"interfaces": {"eth0": {"arp_ignore": 0}}})[0]


def test_a_vain_value_may_be_wanted_all_the_same(host):
    settings = {"all": {"arp_ignore": 1}, "interfaces": {"eth1": {"arp_ignore": 0}}}
    result = host.run(settings, check_effective=False)
    assert result["ineffective"][0]["scopes"] == ["eth1"]
    assert (result["ineffective"][0]["effective"], result["ineffective"][0]["source"]) == (1, "all")
    assert "cannot take effect" in result["warnings"][0]


def test_loopback_may_be_silent_and_others_when_that_is_meant(host):
    assert host.run({"interfaces": {"lo": {"arp_ignore": 8}}})["changed"]
    assert host.run({"all": {"arp_ignore": 8}}, allow_unreachable=True)["changed"]


OLD = {
    "arp_accept=2 opens what it should narrow": (
        "5.10.209",
        {"all": {"arp_accept": 2}},
        "in all: arp_accept=2 came with Linux 6.0; on 5.10.209 it is stored and acts as 1",
    ),
    "on an interface as well": (
        "4.18.0-553.el8",
        {"interfaces": {"eth0": {"arp_accept": 2}}},
        "on 4.18 it is stored and acts as 1",
    ),
    "pvlan for all": ("4.15", {"all": {"proxy_arp_pvlan": 1}}, "does not look at conf/all/proxy_arp_pvlan"),
}


@pytest.mark.parametrize(("release", "settings", "said"), OLD.values(), ids=OLD)
def test_old_kernels(host, release, settings, said):
    assert any(said in reason for reason in refusal(host, settings, kernel_release=release))
    assert host.run(settings, kernel_release="6.0")["changed"]


MISSING = {
    "newer than the kernel": (
        {"lacking": ["arp_evict_nocarrier"]},
        {"all": {"arp_evict_nocarrier": 1}},
        "net/ipv4/conf/all/arp_evict_nocarrier came with Linux 5.16, and this is 5.10",
    ),
    "not in this kernel": (
        {"lacking": ["proxy_arp"]},
        {"interfaces": {"eth*": {"proxy_arp": 1}}},
        "net/ipv4/conf/eth*/proxy_arp does not exist on this kernel (5.10)",
    ),
    "a container has no template for neighbors": (
        {"in_container": True},
        {"default": {"ipv4": {"gc_stale_time": 30}}},
        "net/ipv4/neigh/default/gc_stale_time is there in the machine's main network namespace alone",
    ),
    "nor limits": (
        {"in_container": True},
        {"default": {"ipv6": {"gc_thresh1": 1}}},
        "net/ipv6/neigh/default/gc_thresh1 is there in the machine's main network namespace alone",
    ),
}


@pytest.mark.parametrize(("kind", "settings", "said"), MISSING.values(), ids=MISSING)
def test_a_missing_key_fails_warns_or_is_skipped(kind, settings, said, tmp_path):
    host = FakeHost(tmp_path, **kind)
    old = {"kernel_release": "5.10"}
    assert any(said in reason for reason in refusal(host, settings, **old))
    result = host.run(settings, missing="warn", **old)
    assert any(said in reason for reason in result["warnings"])
    assert result["missing"] == result["warnings"]
    result = host.run(settings, missing="skip", **old)
    assert (result["changed"], result["warnings"], len(result["missing"])) == (False, [], 1)


def test_a_host_without_ipv6_says_so(tmp_path):
    host = FakeHost(tmp_path)
    (tmp_path / "proc/sys/net/ipv6").rename(tmp_path / "gone")
    assert "this host has no IPv6" in refusal(host, {"default": {"gc_thresh1": 100}})[0]


def test_an_interface_to_come_stays_in_the_file_and_an_unknown_parameter_does_not(tmp_path):
    host = FakeHost(tmp_path, lacking=["arp_evict_nocarrier"])
    settings = {"all": {"arp_evict_nocarrier": 0}, "interfaces": {"eth7.9": {"arp_ignore": 1}}}
    host.run(settings, missing="warn", **PERSIST)
    assert "net/ipv4/conf/eth7.9/arp_ignore = 1\n" in host.read(OWN)
    assert "arp_evict_nocarrier" not in host.read(OWN)


def test_a_pattern_may_match_nothing(host):
    assert host.run({"interfaces": {"swp*": {"arp_ignore": 1}}})["changed"] is False


def test_the_file_is_loaded_by_name_and_never_the_system(host):
    result = host.run(STRICT, **PERSIST)
    assert result["loaded"] == "loaded"
    assert host.commands == [["sysctl", "-e", "-q", "-p", "/etc/sysctl.d/90-arp.conf"]]
    lines = host.read(OWN).splitlines()
    assert lines[0].startswith("# Managed by Ansible")
    assert "net/ipv4/conf/all/arp_announce = 2" in lines


def test_a_host_without_sysctl_gets_its_values_all_the_same(host):
    def nothing(argv):
        raise SourceError(f"{argv[0]} is not installed")

    host.command = nothing
    assert host.run(STRICT, **PERSIST)["loaded"].startswith("left out: sysctl is not installed")
    assert host.ignore("all") == 1


def test_patterns_stand_in_the_file_for_the_hook(host):
    settings = {"interfaces": {"swp*": {"arp_ignore": 1}}}
    result = host.run(settings, **PERSIST)
    assert "#: net/ipv4/conf/swp*/arp_ignore = 1\n" in host.read(OWN)
    assert "swp*" in result["warnings"][0]
    host.write("usr/local/sbin/netops-arp-interface", "#!/bin/sh\n")
    assert host.run(settings, **PERSIST)["warnings"] == []


def test_a_template_that_says_the_same_needs_no_hook(host):
    settings = {"default": {"arp_ignore": 1}, "interfaces": {"*": {"arp_ignore": 1}}}
    assert host.run(settings, **PERSIST)["warnings"] == []


def test_the_version_before_is_kept_once(host):
    host.run(STRICT, **PERSIST)
    first = host.read(OWN)
    host.run({"all": {"arp_ignore": 2}}, **PERSIST)
    assert host.read(OWN + "~") == first
    host.run({"all": {"arp_ignore": 3}}, **PERSIST)
    assert "arp_ignore = 2" in host.read(OWN + "~")


def test_without_backup_none_is_kept(host):
    host.run(STRICT, **PERSIST)
    host.run({"all": {"arp_ignore": 2}}, backup=False, **PERSIST)
    assert not (host.root / (OWN + "~")).exists()


def test_absent_goes_back_byte_for_byte(host):
    host.ignore("eth1", 2)
    before = host.snapshot()
    host.run({**STRICT, "interfaces": {"*": {"gc_stale_time": 70}, "eth1": {"arp_ignore": 3}}}, **PERSIST)
    host.run({"all": {"arp_notify": 1}, "default": {"gc_thresh3": 4096}}, **PERSIST)
    assert host.snapshot() != before
    after = host.snapshot()
    assert host.run(state="absent", check_mode=True, **PERSIST)["changed"] is True
    assert host.snapshot() == after
    assert host.run(state="absent", **PERSIST)["changed"] is True
    assert host.snapshot() == before
    assert host.run(state="absent", **PERSIST)["changed"] is False


def test_what_is_no_longer_wanted_goes_back_at_once(host):
    host.ignore("eth0", 2)
    host.run({"interfaces": {"eth0": {"arp_ignore": 1}}, "all": {"arp_notify": 1}}, **PERSIST)
    host.run({"all": {"arp_notify": 1}}, **PERSIST)
    assert host.ignore("eth0") == 2
    assert list(json.loads(host.read(OWN + ".found"))["found"]) == ["net/ipv4/conf/all/arp_notify"]


def test_an_interface_that_appeared_since_goes_back_to_the_former_template(host):
    host.run(STRICT, **PERSIST)
    for name in ("arp_ignore", "arp_announce"):
        host.set(f"net/ipv4/conf/eth9/{name}", host.get(f"net/ipv4/conf/default/{name}"))
    host.run(state="absent", **PERSIST)
    assert host.ignore("eth9") == 0


def test_an_interface_that_a_boot_made_after_the_template_goes_back_too(host):
    """eth0 differed from the template when the settings came; the boot has made it after the new template."""
    host.ignore("eth0", 2)
    host.run(STRICT, **PERSIST)
    for name in ("lo", "eth0", "eth1"):
        host.ignore(name, 1)
    host.run({"all": {"arp_notify": 1}}, **PERSIST)
    assert [host.ignore(name) for name in ("lo", "eth0", "eth1", "default")] == [0, 2, 0, 0]


def test_one_that_somebody_has_set_since_is_left_alone(host):
    host.run(STRICT, **PERSIST)
    host.ignore("eth9", 3)
    host.run(state="absent", **PERSIST)
    assert host.ignore("eth9") == 3


def test_an_interface_that_went_is_no_failure(host):
    host.run({"interfaces": {"eth1": {"arp_ignore": 1}}}, **PERSIST)
    (host.root / "proc/sys/net/ipv4/conf/eth1/arp_ignore").unlink()
    result = host.run(state="absent", **PERSIST)
    assert result["missing"] == ["net/ipv4/conf/eth1/arp_ignore is gone, and stays as it is"]


def test_what_another_file_sets_anew_is_said_on_the_way_back(host):
    """Two applications with a file each: what the one found is older than what the other wants."""
    host.run({"all": {"arp_ignore": 1}}, **PERSIST)
    host.run({"all": {"arp_ignore": 2}}, persist="91-later.conf")
    said = "net/ipv4/conf/all/arp_ignore = 0: /etc/sysctl.d/91-later.conf:5 sets it to 2 at the next boot"
    with pytest.raises(ArpError, match=said):
        host.run(state="absent", conflicts="fail", **PERSIST)
    assert host.run(state="absent", check_mode=True, conflicts="skip", **PERSIST)["warnings"] == []
    assert host.run(state="absent", **PERSIST)["warnings"] == [said]


def test_a_lost_record_is_said(host):
    host.run(STRICT, **PERSIST)
    (host.root / (OWN + ".found")).unlink()
    assert "is gone" in host.run(STRICT, check_mode=True, **PERSIST)["warnings"][0]
    result = host.run(state="absent", **PERSIST)
    assert "the values stay as they are" in result["warnings"][0]
    assert host.ignore("all") == 1
    assert not (host.root / OWN).exists()


def test_a_damaged_record_is_said(host):
    host.write(OWN + ".found", '{"found": {}, "beside"')
    for options in ({"settings": STRICT}, {"state": "absent"}):
        with pytest.raises(ArpError, match=r"/etc/sysctl.d/90-arp.conf.found is damaged, the record.*move it away"):
            host.run(**options, **PERSIST)


def test_a_pattern_that_matches_nothing_is_said_where_nothing_can_come_of_it(host):
    settings = {"interfaces": {"swp*": {"arp_ignore": 1}}}
    assert host.run(settings)["warnings"] == ["No interface matches swp*, so nothing was set for it"]
    assert "No interface matches" not in str(host.run(settings, **PERSIST)["warnings"])


PLACES = {
    "another directory": "/etc/90-arp.conf",
    "an ending that is not loaded": "90-arp",
    "a way out": "../sysctl.conf",
    "nothing": "",
    "hidden": ".conf",
}


@pytest.mark.parametrize("persist", [place for place in PLACES.values() if place], ids=[p for p in PLACES if PLACES[p]])
def test_a_file_that_no_boot_would_load_is_refused(host, persist):
    with pytest.raises(ArpError, match=r"is not the name of a file in /etc/sysctl\.d"):
        host.run(STRICT, persist=persist)


def test_a_whole_path_is_a_name_too(host):
    assert host.run(STRICT, persist="/etc/sysctl.d/90-arp.conf")["file"] == "/etc/sysctl.d/90-arp.conf"


def test_a_file_of_somebody_else_is_left_alone(host):
    host.write(OWN, "net.ipv4.ip_forward = 1\n")
    assert "was not written by this module" in refusal(host, STRICT, **PERSIST)[0]
    assert "was not written by this module" in refusal(host, None, state="absent", **PERSIST)[0]


def test_a_link_is_left_alone(host):
    (host.root / OWN).symlink_to("/dev/null")
    assert "is a link to /dev/null" in refusal(host, STRICT, **PERSIST)[0]


def test_no_directory_for_the_file(host):
    (host.root / "etc/sysctl.d").rmdir()
    assert "there is no directory /etc/sysctl.d" in refusal(host, STRICT, **PERSIST)


def test_nothing_to_keep(host):
    assert "there are no settings to keep" in refusal(host, None, **PERSIST)[0]


def test_absent_without_a_file(host):
    assert "state=absent needs persist" in refusal(host, None, state="absent")[0]


def refusing(monkeypatch, refuses):
    """Have the kernel refuse to take some texts for some paths; return the list of all that is written."""
    written = []

    class Refusing(io.StringIO):
        def __init__(self, path):
            super().__init__()
            self.path = path

        def write(self, text):
            if refuses(self.path, text, written):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            written.append((self.path.partition("/net/")[2], text))
            Path(self.path).write_text(text)

    def open_either(path, mode="r"):
        return Refusing(path) if mode == "w" else Path(path).open()

    monkeypatch.setattr(_tree, "open", open_either, raising=False)
    return written


EXCEPT = {**STRICT, "interfaces": {"eth0": {"arp_ignore": 2}, "eth1": {"arp_ignore": 2}}}


def test_a_failure_half_way_puts_everything_back(host, monkeypatch):
    written = refusing(monkeypatch, lambda path, _text, _written: path.endswith("eth1/arp_ignore"))
    before = host.snapshot()
    with pytest.raises(ArpError) as failed:
        host.run(EXCEPT, **PERSIST)
    assert str(failed.value) == (
        "net/ipv4/conf/eth1/arp_ignore = 2: Input/output error. What was written before that was put back"
    )
    assert [text for path, text in written if path == "ipv4/conf/eth0/arp_ignore"] == ["2\n", "0\n"]
    assert host.snapshot() == before


def test_what_could_not_be_put_back_is_named_and_absent_knows_the_way(host, monkeypatch):
    def refuses(path, text, written):
        taken = ("ipv4/conf/eth0/arp_ignore", "2\n") in written
        return path.endswith("eth1/arp_ignore") or (taken and path.endswith("eth0/arp_ignore"))

    before = host.snapshot()
    refusing(monkeypatch, refuses)
    with pytest.raises(ArpError, match=r"could not be put back everywhere: net/ipv4/conf/eth0/arp_ignore = 0: Input"):
        host.run(EXCEPT, **PERSIST)
    assert not (host.root / OWN).exists()
    monkeypatch.undo()
    host.run(state="absent", **PERSIST)
    assert host.snapshot() == before


FAILURES = {
    "refuses": ((1, "", "sysctl: permission denied on key"), "permission denied on key"),
    "says nothing": ((255, "", ""), "exit code 255"),
}


@pytest.mark.parametrize(("loading", "said"), FAILURES.values(), ids=FAILURES)
def test_a_file_that_cannot_be_loaded_is_taken_back(host, loading, said):
    before = host.snapshot()
    host.loading = loading
    with pytest.raises(ArpError, match=said):
        host.run(STRICT, **PERSIST)
    assert host.snapshot() == before


def test_a_file_that_loads_something_else_is_taken_back(host):
    before = host.snapshot()

    def interfering(_argv):
        host.ignore("all", 0)
        return 0, "", ""

    host.command = interfering
    with pytest.raises(ArpError, match="left other values than those of the file: net/ipv4/conf/all/arp_ignore"):
        host.run(STRICT, **PERSIST)
    assert host.snapshot() == before


def test_what_overrides_the_file_at_the_next_boot_is_named_with_its_line(host):
    host.write("etc/sysctl.d/99-late.conf", "# theirs\nnet.ipv4.conf.all.arp_ignore = 0\n")
    (conflict,) = host.run(STRICT, **PERSIST)["conflicts"]
    assert (conflict["kind"], conflict["file"], conflict["line"]) == ("file", "/etc/sysctl.d/99-late.conf", 2)
    assert (conflict["key"], conflict["wanted"], conflict["value"]) == ("net/ipv4/conf/all/arp_ignore", 1, "0")


def test_a_file_that_says_the_same_or_comes_earlier_is_no_conflict(host):
    host.write("usr/lib/sysctl.d/10-early.conf", "net.ipv4.conf.all.arp_ignore = 0\n")
    host.write("etc/sysctl.d/99-same.conf", "net.ipv4.conf.all.arp_ignore = 1\n")
    host.write("etc/sysctl.d/99-other.conf", "net.ipv4.conf.*.rp_filter = 2\nkernel.pid_max = 9\n")
    result = host.run(STRICT, **PERSIST)
    assert (result["conflicts"], result["warnings"]) == ([], [])


def test_a_later_all_that_outweighs_an_interface_is_a_conflict(host):
    host.write("etc/sysctl.d/99-late.conf", "net.ipv4.conf.all.arp_ignore = 1\n")
    settings = {"interfaces": {"eth0": {"arp_ignore": 0}, "eth1": {"arp_ignore": 2}}}
    (conflict,) = host.run(settings, **PERSIST)["conflicts"]
    assert conflict["key"] == "net/ipv4/conf/eth0/arp_ignore"
    assert "so 1 will be in force" in conflict["message"]


def test_conflicts_may_fail_or_be_skipped(host):
    host.write("etc/sysctl.d/99-late.conf", "net.ipv4.conf.all.arp_ignore = 0\n")
    assert "99-late.conf:1 sets it to 0" in refusal(host, STRICT, conflicts="fail", **PERSIST)[0]
    result = host.run(STRICT, conflicts="skip", **PERSIST)
    assert (result["conflicts"], result["warnings"]) == ([], [])


def test_a_running_program_is_a_conflict_without_any_file_too(tmp_path):
    host = FakeHost(tmp_path, ["lo", "eth0", "cali12"])
    conflicts = host.run(STRICT)["conflicts"]
    assert {(conflict["kind"], conflict["name"]) for conflict in conflicts} == {("program", "Calico")}
    assert "interface cali12" in conflicts[0]["message"]
