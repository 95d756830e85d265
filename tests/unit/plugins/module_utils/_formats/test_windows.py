# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows in languages that nobody has listed, and through code pages that have eaten the words."""

import json

import pytest

from ansible_collections.netops.arp.plugins.module_utils._formats import _windows, _windows_powershell

TABLE = """
{heading}: 192.0.2.10 --- 0xa
  {header}
  192.0.2.1             00-00-5e-00-53-01     {dynamic}
  192.0.2.20            00-00-5e-00-53-20     {static}
  192.0.2.255           ff-ff-ff-ff-ff-ff     {static}
"""
# Icelandic is in no list; the others went through a wrong code page, or one that knew none of their letters.
WORDS = {
    "unknown language": ("Viðmót", "Netfang    Vélfang    Gerð", "kvikt", "fast"),
    "question marks": ("?????????", "????? ? ?????????      ?????", "????????????", "???????????"),
    "replacement characters": ("\ufffd\ufffd", "\ufffd\ufffd \ufffd", "\ufffd\ufffd\ufffd", "\ufffd\ufffd"),
    "code page 850 read as 1252": ("Interfaz", "Direcci¢n de Internet    Direcci¢n f¡sica", "din mico", "est tico"),
}


@pytest.mark.parametrize(("heading", "header", "dynamic", "static"), WORDS.values(), ids=WORDS)
def test_unknown_words_are_learned_from_the_rows_of_broadcast(heading, header, dynamic, static):
    text = TABLE.format(heading=heading, header=header, dynamic=dynamic, static=static)
    neighbors, unparsed = _windows.parse(text)
    assert unparsed == []
    assert [(row["ip"], row["state"], row["origin"], row["interface"]) for row in neighbors] == [
        ("192.0.2.1", "resolved", "dynamic", "192.0.2.10"),
        ("192.0.2.20", "permanent", "static", "192.0.2.10"),
        ("192.0.2.255", "permanent", "static", "192.0.2.10"),
    ]


def test_unknown_word_alone_is_not_guessed():
    row = "  192.0.2.1             00-00-5e-00-53-01     kvikt\n"
    assert [(one["state"], one["origin"]) for one in _windows.parse(row).neighbors] == [("resolved", "other")]


NONE_FOUND = [
    "No ARP Entries Found.",
    "Aucune entrée ARP trouvée.",
    "Keine ARP-Einträge gefunden.",
    "No se encontraron entradas ARP.",
    "Записи ARP не найдены.",
    "未找到 ARP 项。",
    "ARP エントリが見つかりませんでした。",
]


@pytest.mark.parametrize("sentence", NONE_FOUND)
def test_no_entries_is_no_entry(sentence):
    assert _windows.recognizes(sentence + "\r\n")
    assert _windows.parse(sentence + "\r\n") == ([], [])


NO_ROWS = {
    "row cut in its address": "  192.0.2.1             00-00-5e-0",
    "row cut before its word": "  192.0.2.1             00-00-5e-00-53-01",
    "sentence about an address": "192.0.2.1 is not reachable",
    "failure": "The ARP entry deletion failed: The parameter is incorrect.",
    "no address": "  192.0.2.300           00-00-5e-00-53-01     dynamic",
}


@pytest.mark.parametrize("line", NO_ROWS.values(), ids=NO_ROWS)
def test_lines_that_are_no_rows_are_kept(line):
    assert _windows.parse(line) == ([], [line])


# What ConvertTo-Json makes of the property State: the number, the word, or both.
STATES = [
    (0, "failed"),
    (1, "incomplete"),
    (2, "probe"),
    (3, "delay"),
    (4, "stale"),
    (5, "reachable"),
    (6, "permanent"),
    ("5", "reachable"),
    ("Stale", "stale"),
    ({"value": 4, "Value": "Stale"}, "stale"),
    ({"value": 5}, "reachable"),
    (None, "resolved"),
]


@pytest.mark.parametrize(("given", "state"), STATES)
def test_states_of_json(given, state):
    entry = {"IPAddress": "192.0.2.1", "LinkLayerAddress": "00-00-5E-00-53-01", "State": given, "ifIndex": 3}
    assert [row["state"] for row in _windows_powershell.entries([entry]).neighbors] == [state]
    assert _windows_powershell.parse(json.dumps(entry)) == _windows_powershell.entries(entry)


ENVELOPES = {
    "object": lambda entry: entry,
    "list": lambda entry: [entry],
    "list in a list": lambda entry: [[entry]],
    "decorated list": lambda entry: {"value": [entry], "Count": 1},
}


@pytest.mark.parametrize("envelope", ENVELOPES.values(), ids=ENVELOPES)
def test_envelopes_of_json(envelope):
    entry = {"ipaddress": "2001:db8::1%12", "LinkLayerAddress": "00005E005301", "State": 5, "InterfaceAlias": "Wi-Fi"}
    neighbors, unparsed = _windows_powershell.entries(envelope(entry))
    assert [(row["ip"], row["mac"], row["interface"]) for row in neighbors] == [
        ("2001:db8::1", "00:00:5e:00:53:01", "Wi-Fi")
    ]
    assert unparsed == []


DAMAGED = [{}, [1], {"IPAddress": None}, {"IPAddress": "192.0.2.1", "State": "Gone"}, {"IPAddress": ["::1"]}, None]


@pytest.mark.parametrize("loaded", DAMAGED)
def test_foreign_json_is_unparsed(loaded):
    item = loaded[0] if isinstance(loaded, list) else loaded
    assert _windows_powershell.entries(loaded) == ([], [json.dumps(item)])


def test_two_tables_have_their_own_columns():
    text = (
        "IPAddress State LinkLayerAddress\n--------- ----- ----------------\n192.0.2.1 Stale 00-00-5E-00-53-01\n\n"
        "State     IPAddress\n-----     ---------\nReachable 192.0.2.2\n"
    )
    neighbors, unparsed = _windows_powershell.parse(text)
    assert [(row["ip"], row["mac"], row["state"]) for row in neighbors] == [
        ("192.0.2.1", "00:00:5e:00:53:01", "stale"),
    ]
    assert unparsed == ["Reachable 192.0.2.2"]
