# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing network namespaces; entering them needs root and is tested in tests/integration."""

import os

import pytest

from ansible_collections.netops.arp.plugins.module_utils import _namespaces
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError, SourceError
from ansible_collections.netops.arp.plugins.module_utils._namespaces import Namespace


@pytest.fixture
def named(tmp_path, monkeypatch):
    """A folder of named namespaces, two of which are one; the own one has a name, too."""
    folder = tmp_path / "netns"
    folder.mkdir()
    for name in ("blue", "red", "own"):
        (folder / name).write_text("")
    os.link(folder / "red", folder / "scarlet")
    monkeypatch.setattr(_namespaces, "NAMED", (str(folder), str(tmp_path / "missing")))
    monkeypatch.setattr(_namespaces, "SANDBOXES", (str(tmp_path / "none"),))
    monkeypatch.setattr(_namespaces, "_own_path", lambda: str(folder / "own"))
    return folder


def test_names_and_paths_are_found(named):
    assert _namespaces.choose(["blue", str(named / "red")]) == [
        Namespace("blue", str(named / "blue")),
        Namespace(str(named / "red"), str(named / "red")),
    ]


def test_the_own_namespace_and_repeated_ones_are_left_out(named):
    assert [found.name for found in _namespaces.choose(["red", "own", "scarlet", "red"])] == ["red"]


def test_a_name_that_does_not_exist_is_an_error_that_lists_what_does(named):
    with pytest.raises(ArpError, match=r"'green'.*: blue, own, red, scarlet$"):
        _namespaces.choose(["blue", "green"])


@pytest.mark.parametrize("name", ["/no/such/file", "pid:0", "../red"])
def test_paths_and_processes_that_do_not_exist_are_errors_too(named, name):
    with pytest.raises(ArpError, match="no network namespace"):
        _namespaces.choose([name])


def test_all_are_those_with_a_name_and_those_of_processes(named, monkeypatch):
    process = named.parent / "process"
    process.write_text("")
    monkeypatch.setattr(_namespaces, "_processes", lambda: [7, 9])
    monkeypatch.setattr(_namespaces, "_of_process", lambda pid: str(named / "blue") if pid == 7 else str(process))
    assert [found.name for found in _namespaces.choose(["all"])] == ["blue", "red", "pid:9"]


def test_no_namespaces_is_no_error(monkeypatch):
    monkeypatch.setattr(_namespaces, "NAMED", ())
    assert _namespaces.choose([]) == []


def test_what_cannot_be_entered_is_said(named):
    with pytest.raises(SourceError, match="blue"), _namespaces.entered(Namespace("blue", str(named / "blue"))):
        pytest.fail("a plain file is no network namespace")


def test_what_vanished_meanwhile_is_said(named):
    with (
        pytest.raises(SourceError, match="gone: No such file"),
        _namespaces.entered(Namespace("gone", "/no/such/file")),
    ):
        pytest.fail("there is nothing to enter")
