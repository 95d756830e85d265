# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of a trace: complete, within their width, and harmless whatever hosts are called."""

import html
import json

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils._reports._layout import columns
from ansible_collections.netops.arp.plugins.plugin_utils._trace import FILES, table, trace
from ansible_collections.netops.arp.tests.unit.captures import answer
from ansible_collections.netops.arp.tests.unit.fabrics import lan, mac, row, station
from ansible_collections.netops.arp.tests.unit.plugins.plugin_utils._trace.test_path import BOTH, IP, PRINTER, TWO
from ansible_collections.netops.arp.tests.unit.plugins.plugin_utils._trace.test_verdicts import (
    CASES,
    ROGUE,
    TIME,
    heard,
    probed,
    refused,
)

RICH = trace(
    BOTH,
    IP,
    mac_tables=TWO,
    probes={"h1": probed(PRINTER, ROGUE), "h3": refused("the packet socket was refused: run as root")},
    captures={"h2": heard(answer(ROGUE, IP))},
    plan={"places": {}, "reasons": {"sw1": "could not ask: only Linux hosts can, and this is arista_eos"}},
    hosts=[*BOTH, "away"],
    failures={"away": {"unreachable": True, "msg": "Connection refused"}},
    generated_at=TIME,
)
HOSTILE = "<img src=x onerror=alert(1)>|`*\u202e\x1b[31m" + "x" * 60
SAID = [
    "2 stations answer for 192.0.2.50",
    "sw2",
    "Ethernet7",
    "Heard on the wire",
    "Answers to a probe",
    "away",
    "Connection refused",
    "run as root",
]


@pytest.mark.parametrize("name", ["trace.md", "trace.html"])
@pytest.mark.parametrize("words", SAID)
def test_every_page_says_what_there_is(name, words):
    assert words in FILES[name](RICH)


@pytest.mark.parametrize("words", SAID)
def test_the_terminal_says_the_same(words):
    assert words in " ".join(table(RICH).split())


def test_the_document_is_json():
    assert json.loads(FILES["trace.json"](RICH)) == RICH


@pytest.mark.parametrize("width", [40, 72, 100])
@pytest.mark.parametrize("case", CASES)
def test_no_line_is_wider_than_the_terminal(case, width):
    fabric, address, gathered, policy, _expected = CASES[case]
    page = table(trace(fabric, address, policy, generated_at=TIME, **gathered), width=width)
    assert max(map(columns, page.splitlines())) <= width
    for render in FILES.values():
        assert render(trace(fabric, address, policy, generated_at=TIME, **gathered))


def test_a_terminal_that_is_too_narrow_is_refused():
    with pytest.raises(ArpError) as refusal:
        table(RICH, width=20)
    assert str(refusal.value) == "the page needs a width of at least 40 columns, not 20"


def test_names_are_harmless_on_every_page():
    fabric = {HOSTILE: station(1, row("192.0.2.50", mac(50), interface="<b>")), **lan()}
    document = trace(fabric, "192.0.2.50", failures={HOSTILE * 2: HOSTILE}, hosts=[*fabric, HOSTILE * 2])
    for page in (FILES["trace.md"](document), FILES["trace.html"](document), table(document)):
        assert "\u202e" not in page
        assert "\x1b" not in page
    for name in ("trace.md", "trace.html"):
        assert "<img" not in FILES[name](document)
    assert max(map(columns, table(document).splitlines())) <= 100


def test_many_rows_are_cut_and_counted_but_wrong_ones_stay():
    fabric = {
        f"h{at:03}": station(at, row("192.0.2.250", mac(250)), row("192.0.2.251", mac(251))) for at in range(1, 120)
    }
    fabric["h119"]["neighbors"][0]["mac"] = mac(999)
    document = trace(fabric, "192.0.2.250", probes={"h001": probed(mac(250), ip="192.0.2.250")})
    page = table(document)
    assert "79 more rows are in trace.json." in " ".join(page.split())
    assert "h119" in page.partition("Answers")[0]
    assert "other MAC" in page
    assert "other MAC" in FILES["trace.md"](document)
    assert "other MAC" in FILES["trace.html"](document)


def test_the_page_needs_nothing_from_elsewhere():
    page = FILES["trace.html"](RICH)
    assert "default-src 'none'" in html.unescape(page)
    assert "script-src" not in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
