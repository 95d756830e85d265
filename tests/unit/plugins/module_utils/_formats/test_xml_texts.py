# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows in XML and in the JSON made of it: any envelope, damage, and what an XML parser would expand."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._formats import _trees, _xml_texts

ROW = "<row><ip>192.0.2.1</ip><flags><a/><b/></flags></row>"
VALUES = {"ip": "192.0.2.1", "flags": {"a": "", "b": ""}}

ENVELOPES = {
    "bare": ROW,
    "declared": f'<?xml version="1.0"?><rows>{ROW}</rows>',
    "prefixed": "<x:rows xmlns:x='urn:x'>" + ROW.replace("</", "</x:").replace("<r", "<x:r") + "</x:rows>",
    "attributes": ROW.replace("<ip>", '<ip junos:style="a" other="b">'),
    "after a prompt": f"user@host> show | display xml\n{ROW}\nuser@host>",
    "spread over lines": ROW.replace(">", ">\n").replace("192.0.2.1<", "192.0.2.1\n<"),
    "comment": f"<!-- a table -->{ROW}",
    "unclosed below": f"<rows>{ROW}",
    "closed without being open": f"{ROW}</rows></top>",
}


@pytest.mark.parametrize("text", ENVELOPES.values(), ids=ENVELOPES)
def test_a_row_is_found_in_any_envelope(text):
    found, rest = _xml_texts.entries(text, ("row",))
    assert [entry.values for entry in found] == [VALUES]
    assert rest in ([], ["user@host> show | display xml"])


def test_values_around_a_row_belong_to_it():
    text = f"<t><vrf>a</vrf><port><name>p1</name>{ROW}</port><port><name>p2</name>{ROW}</port></t><t>{ROW}</t>"
    found, rest = _xml_texts.entries(text, ("row",))
    assert [entry.around for entry in found] == [{"vrf": "a", "name": "p1"}, {"vrf": "a", "name": "p2"}, {}]
    assert rest == []


DAMAGE = {
    "a leaf": (f"{ROW}<row><ip>192.0.2.2</ip><mac>00:0", 1, ["<row><ip>192.0.2.2</ip><mac>00:0"]),
    "a tag": (f"<row><ip>192.0.2.2</ip><ma{ROW}", 1, ["<row><ip>192.0.2.2</ip><ma"]),
    "the end of a row": (f"<rows><row><ip>192.0.2.2</ip></rows>{ROW}", 1, ["<row><ip>192.0.2.2</ip>"]),
    "a line of the log": (f"<rows>\n{ROW}\nMar  1 kernel: x\n{ROW}</rows>", 2, ["Mar  1 kernel: x"]),
    "a line of the log in a row": ("<row><ip>192.0.2.1</ip>\nlink down\n</row>", 1, ["link down"]),
    "text in place of a row": ("<row>192.0.2.1</row>", 1, ["192.0.2.1"]),
}


@pytest.mark.parametrize(("text", "rows", "rest"), DAMAGE.values(), ids=DAMAGE)
def test_damage_costs_one_row_and_no_line(text, rows, rest):
    found, unparsed = _xml_texts.entries(text, ("row",))
    assert (len(found), unparsed) == (rows, rest)


def test_an_error_is_not_swallowed():
    _found, rest = _xml_texts.entries("<reply><error-message>no such table</error-message></reply>", ("row",))
    assert rest == ["<error-message>no such table</error-message>"]


def test_an_address_outside_of_rows_is_not_swallowed():
    _found, rest = _xml_texts.entries("<a><count>1</count><ip>192.0.2.1</ip></a>", ("row",))
    assert rest == ["<ip>192.0.2.1</ip>"]


def test_declared_entities_do_not_expand():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><row><ip>&b;</ip><name>r&amp;d</name></row>'
    found, _rest = _xml_texts.entries(bomb, ("row",))
    assert [entry.values for entry in found] == [{"ip": "&b;", "name": "r&d"}]


@given(
    st.lists(st.sampled_from(["<row>", "</row>", "<ip>", "</ip>", "<ip>1.2.3.4</ip>", "<a/>", "x", "\n", "<", "]]>"]))
)
def test_any_order_of_tags_ends_without_exception(parts):
    text = "".join(parts)
    found, rest = _xml_texts.entries(text, ("row",))
    assert all(line in text for line in rest)
    assert len(found) <= text.count("</row>")


NAMES = _trees.Names(rows=("row",), holders=("rows",))

JSON = {
    "a list": {"rows": [{"row": [{"ip": "a"}, {"ip": "b"}]}]},
    "wrapped values": {"rows": [{"row": [{"ip": [{"data": "a"}]}, {"ip": [{"data": "b", "attributes": {}}]}]}]},
    "one row": [{"rows": {"row": {"ip": "a"}}}, {"rows": {"row": {"ip": "b"}}}],
    "prefixes and attributes": {"x:rows": {"@style": "y", "x:row": [{"x:ip": "a"}, {"ip": {"@u": "v", "#text": "b"}}]}},
}


@pytest.mark.parametrize("data", JSON.values(), ids=JSON)
def test_rows_are_found_in_json_of_any_shape(data):
    text = "user@host>\n" + json.dumps(data, indent=1)
    assert _trees.recognizes(text, NAMES)
    assert _trees.read(text, NAMES, lambda row: row.values["ip"]) == (["a", "b"], [])


NO_ROWS = [
    ({"rows": []}, []),
    ({"rows": {"row": ["text"]}}, ['{"": "text"}']),
    ({"rows": {"row": {"mac": 1}}}, ['{"mac": 1}']),
    ({"other": 1, "more": '"row":'}, ['{"other": 1, "more": "\\"row\\":"}']),
]


@pytest.mark.parametrize(("data", "rest"), NO_ROWS)
def test_what_is_no_row_is_returned(data, rest):
    assert _trees.read(json.dumps(data), NAMES, lambda row: row.values["ip"]) == ([], rest)


def test_damaged_json_is_returned_line_by_line():
    lines = json.dumps({"rows": {"row": [{"ip": "a"}]}}, indent=1).split("\n")[:-3]
    found, rest = _trees.read("\n".join(lines), NAMES, lambda row: row.values["ip"])
    assert found == []
    assert '    "ip": "a"' in rest


def test_nesting_deeper_than_any_table_is_no_exception():
    text = '{"rows":' + '{"a":' * 400 + '{"row": {"ip": "a"}}' + "}" * 400 + "}"
    assert _trees.read(text, NAMES, lambda row: row.values["ip"]) == ([], [text])
