# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The face of arp_sysctl: options, refusals, what is returned, and that the documentation says the same."""

import pytest
import yaml

from ansible_collections.netops.arp.plugins.module_utils._sysctls import _backend
from ansible_collections.netops.arp.plugins.modules import arp_sysctl
from ansible_collections.netops.arp.tests.unit.plugins.module_utils._sysctls.fake_host import FakeHost

DOCUMENTED = yaml.safe_load(arp_sysctl.DOCUMENTATION)["options"]
RETURNED = yaml.safe_load(arp_sysctl.RETURN)


class Ended(Exception):
    """What the module returned."""


class Module:
    """Stands for AnsibleModule: options with their defaults, and an end that a test can look at."""

    def __init__(self, argument_spec, supports_check_mode=False, *, check_mode=False, diff=False, **options):
        assert supports_check_mode
        self.params = {name: spec.get("default") for name, spec in argument_spec.items()}
        self.params.update(options)
        self.check_mode = check_mode
        self._diff = diff
        self.warnings = []

    def exit_json(self, **result):
        raise Ended(dict(result, warnings=self.warnings))

    def fail_json(self, **result):
        raise Ended(dict(result, failed=True))

    def warn(self, text):
        self.warnings.append(text)

    def get_bin_path(self, name):
        return f"/sbin/{name}" if name == "sysctl" else None

    def run_command(self, argv, expand_user_and_vars=True):
        return 0, "", ""


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run main() with options on a host made of files, and return what the module returned."""
    host = FakeHost(tmp_path)
    backend = _backend.run

    def on_files(given, options, check_mode):
        return backend(given._replace(root=str(tmp_path)), options._replace(kernel_release="6.1.0"), check_mode)

    def run_main(*, system="Linux", **options):
        monkeypatch.setattr(arp_sysctl, "AnsibleModule", lambda **given: Module(**given, **options))
        monkeypatch.setattr(arp_sysctl.platform, "system", lambda: system)
        monkeypatch.setattr(_backend, "run", on_files)
        with pytest.raises(Ended) as ended:
            arp_sysctl.main()
        return ended.value.args[0]

    run_main.host = host
    return run_main


def settings(**scopes):
    return {"all": {}, "default": {}, "interfaces": {}, **scopes}


def test_it_applies_and_tells(run):
    result = run(settings=settings(all={"arp_ignore": 1}), persist="90-arp.conf")
    assert result["changed"] is True
    assert result["summary"] == ["ipv4 arp_ignore = 1, decided by all: eth0, eth1, lo"]
    assert result["file"] == "/etc/sysctl.d/90-arp.conf"
    assert result["loaded"] == "loaded"
    assert result["backup_file"] is None
    assert "diff" not in result


def test_the_previous_file_is_named(run):
    run(settings=settings(all={"arp_ignore": 1}), persist="90-arp.conf")
    result = run(settings=settings(all={"arp_ignore": 2}), persist="90-arp.conf")
    assert result["backup_file"] == "/etc/sysctl.d/90-arp.conf~"


def test_the_difference_shows_values_and_the_file_but_not_what_is_beside_it(run):
    result = run(settings=settings(all={"arp_ignore": 1}), persist="90-arp.conf", diff=True, check_mode=True)
    values, file = result["diff"]
    assert (values["before"], values["after"]) == (
        "net/ipv4/conf/all/arp_ignore = 0\n",
        "net/ipv4/conf/all/arp_ignore = 1\n",
    )
    assert file["after_header"] == "/etc/sysctl.d/90-arp.conf"
    assert file["before"] == ""
    assert file["after"].endswith("\n\nnet/ipv4/conf/all/arp_ignore = 1\n")
    assert run.host.ignore("all") == 0


def test_warnings_reach_the_user(run):
    result = run(settings=settings(interfaces={"eth7": {"arp_ignore": 1}}), missing="warn")
    assert result["warnings"] == ["net/ipv4/conf/eth7/arp_ignore: there is no interface eth7"]


def test_a_refusal_has_its_reasons_one_by_one(run):
    result = run(settings=settings(all={"medium_id": 1}, interfaces={"eth7": {"arp_ignore": 1}}))
    assert result["failed"]
    assert result["msg"].startswith("Nothing was changed: ")
    assert len(result["reasons"]) == 2


def test_a_mistake_is_a_message(run):
    result = run(settings=settings(all={"arp_ignore": 7}))
    assert result == {"failed": True, "msg": "all: arp_ignore takes 0, 1, 2, 3 or 8, not 7"}


def test_another_system_is_refused_by_name(run):
    result = run(system="Darwin")
    assert result["failed"]
    assert "Darwin" in result["msg"]


def test_the_documentation_names_the_options_as_they_are():
    keys = ("type", "elements", "choices", "default")

    def plain(options):
        found = {}
        for name, option in options.items():
            found[name] = {key: option[key] for key in keys if key in option}
            inner = option.get("suboptions", option.get("options"))
            if inner:
                found[name]["options"] = plain(inner)
        return found

    assert plain(DOCUMENTED) == plain(arp_sysctl.ARGUMENTS)


def test_every_option_reaches_the_backend():
    assert set(arp_sysctl.ARGUMENTS) == set(_backend.Options._fields)


def test_the_documentation_names_every_returned_key(run):
    run.host.write("etc/sysctl.d/99-late.conf", "net.ipv4.conf.all.arp_ignore = 0\n")
    wanted = settings(all={"arp_ignore": 1}, interfaces={"eth0": {"arp_ignore": 0}})
    result = run(settings=wanted, persist="90-arp.conf", check_effective=False)
    assert set(result) - {"changed", "warnings"} == set(RETURNED) - {"reasons"}
    for name in ("conflicts", "ineffective"):
        assert set(RETURNED[name]["contains"]) == set(result[name][0])
    for name in ("before", "after"):
        assert set(RETURNED[name]["contains"]) == set(result[name])
    assert set(RETURNED["changes"]["sample"][0]) == set(result["changes"][0])
