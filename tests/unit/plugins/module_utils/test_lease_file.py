# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lease file: whole after a crash, refused when damaged, changed by one process at a time."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils import _lease, _lease_file
from ansible_collections.netops.arp.plugins.module_utils._lease_file import LeaseFile, LeaseFileError

RECORD = _lease.acquire(None, _lease.Clock(1782898200.5, "one", 7.25), "job 1", "flush", 60)[0]
BEFORE = _lease.acquire(RECORD, _lease.Clock(1782898300.5, "one", 107.25), "job 2", "", 60)[0]


@pytest.fixture
def file(tmp_path):
    return LeaseFile(str(tmp_path / "core.lease"))


def write(file, record):
    with file.locked():
        file.write(record)


def content(file):
    with open(file.path, "rb") as opened:
        return opened.read()


def test_a_record_comes_back(file):
    assert file.read() is None
    for record in (RECORD, BEFORE, dict(RECORD, holder=None)):
        write(file, record)
        assert {key: file.read()[key] for key in record} == record


def test_a_file_cut_off_at_any_byte_is_refused_and_kept(file):
    write(file, BEFORE)
    whole = content(file)
    for length in range(len(whole) - 2):
        with open(file.path, "wb") as opened:
            opened.write(whole[:length])
        with pytest.raises(LeaseFileError, match=f"it is no JSON, or cut off, at {length} bytes"):
            file.read()
    assert content(file) == whole[: len(whole) - 3]


def damaged(**changes):
    return json.dumps(dict(RECORD, format=_lease_file.FORMAT, version=1, **changes))


FOREIGN = {
    "empty": b"",
    "binary": b"\xff\x00",
    "another JSON": b'{"owner": "kured"}',
    "a list": b"[]",
    "a later version": damaged().replace('"version": 1', '"version": 2').encode(),
    "no number": damaged(fencing_token="7").encode(),
    "a number that is true": damaged(fencing_token=True).encode(),
    "half a holder": damaged(holder={"owner": "job 1"}).encode(),
    "a holder without end": damaged(holder=dict(RECORD["holder"], renewed_at=float("nan"))).encode(),
    "ticks of another kind": damaged(holder=dict(RECORD["holder"], ticks="7")).encode(),
    "half a previous term": damaged(previous={}).encode(),
    "far too long": b" " * 70000,
}


@pytest.mark.parametrize("foreign", FOREIGN.values(), ids=FOREIGN)
def test_what_is_no_lease_is_refused(file, foreign):
    with open(file.path, "wb") as opened:
        opened.write(foreign)
    with pytest.raises(LeaseFileError, match=r"is no lease: .* It is left as it is"):
        file.read()
    assert content(file) == foreign


def test_folders_and_pipes_are_refused_at_once(file, tmp_path):
    os.mkfifo(file.path)
    with pytest.raises(LeaseFileError, match="no regular file"):
        file.read()
    with pytest.raises(LeaseFileError, match="no regular file"):
        LeaseFile(str(tmp_path)).read()


def test_a_missing_directory_is_named(tmp_path):
    file = LeaseFile(str(tmp_path / "none" / "core.lease"))
    with pytest.raises(LeaseFileError, match=r"create the directory .*/none first"):
        file.read()
    with pytest.raises(LeaseFileError, match=r"create the directory .*/none first"), file.locked():
        pass


def test_what_a_killed_writer_has_left_is_swept(file, tmp_path):
    left = tmp_path / ".core.lease.new-abc"
    left.write_text('{"half', encoding="utf-8")
    write(file, RECORD)
    assert not left.exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["core.lease", "core.lease.lock"]


def test_mode_and_link_stay(file, tmp_path):
    write(file, RECORD)
    assert Path(file.path).stat().st_mode & 0o777 == 0o644
    Path(file.path).chmod(0o600)
    link = tmp_path / "link"
    link.symlink_to(file.path)
    write(LeaseFile(str(link)), BEFORE)
    assert link.is_symlink()
    assert Path(file.path).stat().st_mode & 0o777 == 0o600
    assert file.read()["holder"]["owner"] == "job 2"


def test_a_lock_that_is_not_given_back_is_named(file, monkeypatch):
    monkeypatch.setattr(_lease_file, "LOCK_SECONDS", 0.1)
    other = LeaseFile(file.path)
    with (
        file.locked(),
        pytest.raises(LeaseFileError, match=r"being changed by another process.*fuser .*lock"),
        other.locked(),
    ):
        pass
    with other.locked():
        assert other.read() is None


def test_a_full_disk_leaves_the_record(file, monkeypatch, tmp_path):
    write(file, RECORD)

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_lease_file.os, "fsync", full)
    with pytest.raises(LeaseFileError, match="cannot be replaced: No space left"):
        write(file, BEFORE)
    assert file.read()["holder"]["owner"] == "job 1"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["core.lease", "core.lease.lock"]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_lease_or_refused(tmp_path_factory, junk):
    file = LeaseFile(str(tmp_path_factory.mktemp("lease") / "x"))
    with open(file.path, "wb") as opened:
        opened.write(junk)
    with pytest.raises(LeaseFileError):
        file.read()
