# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept of a flush."""

import json
import multiprocessing

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.plugin_utils._flush import Journal, end, rows, short, start

ARGS = {"prefixes": ["192.0.2.0/24"], "states": [], "all": False, "verify": True, "mac": None}
NOTES = {"who": "ada", "job": "", "lease": {"owner": "job 1", "fencing_token": 7}}
GONE = neighbor("192.0.2.8", "ipv4", "00:00:5e:00:53:08", interface="eth0", state="stale", origin="dynamic")
STAYED = dict(
    neighbor("192.0.2.1", "ipv4", "00:00:5e:00:53:01", interface="eth0", state="stale", origin="dynamic"), reason="why"
)
MORE = {"outcome": "flushed", "judged": None, "emergency": None, "seconds": 1.23456, "notes": NOTES}


def test_both_lines_tell_who_where_and_what():
    begun, over = (
        start("sw1", ARGS, None, "fire", NOTES),
        end("sw1", ARGS, {"flushed": [GONE], "kept": [STAYED]}, **MORE),
    )
    for record in (begun, over):
        assert {key: record[key] for key in ("schema", "host", "who", "job", "scope")} == {
            "schema": 1,
            "host": "sw1",
            "who": "ada",
            "job": None,
            "scope": {"prefixes": ["192.0.2.0/24"]},
        }
        assert record["lease"]["fencing_token"] == 7
    assert (begun["event"], over["event"], begun["emergency"]) == ("start", "end", "fire")
    assert begun["at"] < over["at"]


def test_the_last_line_tells_what_went_and_what_stayed():
    over = end("sw1", ARGS, {"flushed": [GONE], "kept": [STAYED], "before": {"ipv4": {"total": 2}}}, **MORE)
    assert over["flushed"][0]["mac"] == "00:00:5e:00:53:08"
    assert (over["kept"][0]["ip"], over["kept"][0]["reason"]) == ("192.0.2.1", "why")
    assert (over["flushed_total"], over["kept_total"], over["seconds"], over["outcome"]) == (1, 1, 1.235, "flushed")
    assert over["before"] == {"ipv4": {"total": 2}}
    told = short(over)
    assert "flushed" not in told
    assert told["flushed_total"] == 1


def test_entries_are_read_from_the_list_and_from_the_text():
    assert rows({"flushed": [GONE]}, "flushed") == rows({"flushed_json": json.dumps([GONE])}, "flushed") == [GONE]
    assert rows({}, "kept") == []


def write(path, number):
    for _line in range(50):
        Journal(path).append({"number": number, "text": "x" * 20000})


def test_lines_of_several_runs_stay_whole(tmp_path):
    path = str(tmp_path / "deep" / "journal.jsonl")
    writers = [multiprocessing.Process(target=write, args=(path, number)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    numbers = [json.loads(line)["number"] for line in (tmp_path / "deep" / "journal.jsonl").read_text().splitlines()]
    assert sorted(numbers) == [number for number in range(4) for _line in range(50)]


def test_a_journal_that_cannot_be_written_is_told_and_none_is_no_journal(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ArpError, match=r"journal: .*/file/journal\.jsonl cannot be written: "):
        Journal(str(tmp_path / "file" / "journal.jsonl")).append({})
    Journal("").append({})
    assert Journal(None).path is None
