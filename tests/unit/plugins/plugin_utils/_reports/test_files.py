# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report files: each whole or not at all, and compared with those of the audit before."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils import _reports

REPORT = _reports.build([{"kind": "arp_flux", "severity": "warning", "ip": "192.0.2.1"}], {}, ["web1"])
SOUND = _reports.build([], {}, ["web1"])


def keep(directory, report):
    _reports.write(directory, {"findings.json": _reports.render(report, "json")})


def test_files_are_written_into_a_new_directory_and_nothing_else_is_left(tmp_path):
    _reports.write(tmp_path / "a" / "b", {"x": "one", "y": "two"})
    assert {path.name: path.read_text() for path in (tmp_path / "a" / "b").iterdir()} == {"x": "one", "y": "two"}


def test_text_that_is_no_utf8_is_escaped(tmp_path):
    _reports.write(tmp_path, {"x": "a\udcffb"})
    assert (tmp_path / "x").read_text() == "a\\udcffb"


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ArpError, match=r"could not write the report .*/file/x: "):
        _reports.write(tmp_path / "file", {"x": "one"})


def test_an_audit_that_says_the_same_does_not_differ(tmp_path):
    assert _reports.differs(tmp_path, REPORT, [])
    keep(tmp_path, REPORT)
    assert not _reports.differs(tmp_path, REPORT, [])
    assert _reports.differs(tmp_path, SOUND, [])
    assert _reports.differs(tmp_path, REPORT, ["report.md"])


DAMAGED = {"empty": b"", "half": b'{"findings": [', "a list": b"[]", "binary": b"\xff\x00", "odd": b'{"findings": 7}'}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_counts_as_none(tmp_path, content):
    (tmp_path / "findings.json").write_bytes(content)
    assert _reports.previous(tmp_path) is None
    assert _reports.differs(tmp_path, REPORT, [])


NAMES = {
    "all": (
        ["json", "markdown", "html", "junit"],
        ["findings.json", "report.md", "report.html", "findings-junit.xml"],
    ),
    "one": (["html"], ["findings.json", "report.html"]),
    "none": ([], ["findings.json"]),
    "text": (["html,\nmarkdown"], ["findings.json", "report.md", "report.html"]),
}


@pytest.mark.parametrize(("formats", "expected"), NAMES.values(), ids=NAMES)
def test_the_document_is_always_among_the_files(formats, expected):
    assert list(_reports.file_names(formats).values()) == expected


def test_a_format_without_a_file_is_refused():
    with pytest.raises(ArpError, match="no report file of the format 'table': choose from json, markdown, html, junit"):
        _reports.file_names(["table"])
