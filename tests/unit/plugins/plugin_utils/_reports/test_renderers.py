# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people read: table, Markdown and HTML."""

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils import _reports
from ansible_collections.netops.arp.plugins.plugin_utils._reports import _cards, _drawing, _layout, _markdown, _text

DUPLICATE = {
    "severity": "critical",
    "kind": "duplicate_ip",
    "ip": "192.0.2.1",
    "segment": "192.0.2.0/24",
    "hosts": ["web1", "web2", "db1", "db2", "db3"],
    "macs": ["00:00:5e:00:53:01", "00:00:5e:00:53:66"],
    "message": "Two stations answer for the gateway 192.0.2.1",
    "likely_cause": "Somebody took the gateway's address",
    "recommended_action": "Find the port of 00:00:5e:00:53:66",
    "evidence": [
        {"host": "web1", "ip": "192.0.2.1", "mac": "00:00:5e:00:53:01", "state": "stale", "zone": 4},
        {"host": "db1", "ip": "192.0.2.1", "mac": "00:00:5e:00:53:66", "state": "reachable", "vrf": None},
    ],
}


def dead(at, severity="info", host="web1", segment="192.0.2.0/24"):
    ip = f"192.0.2.{at}"
    return {
        "severity": severity,
        "kind": "unresolved_neighbor",
        "ip": ip,
        "segment": segment,
        "hosts": [host],
        "message": f"{host} cannot resolve {ip}",
        "evidence": [{"host": host, "ip": ip, "state": "failed"}],
    }


def report(*findings, hosts=("web1",), failures=None, **facts):
    read = {host: {"counts": {"ipv4": {"total": 1200}}, **facts} for host in hosts if host not in (failures or {})}
    return _reports.build(list(findings), read, hosts, failures, generated_at="2026-05-04T03:02:11Z")


def test_the_table_says_what_where_and_what_next():
    assert _reports.render(report(DUPLICATE, hosts=["web1", "core"], failures={"core": "timed out"}), "table") == (
        "ARP and ND audit - 2026-05-04 03:02 UTC\n"
        "\n"
        f"CRITICAL  192.0.2.1{'duplicate_ip':>81}\n"
        "          segment 192.0.2.0/24: web1, web2, db1 and 2 more\n"
        "          Two stations answer for the gateway 192.0.2.1.\n"
        "          Next: Find the port of 00:00:5e:00:53:66.\n"
        "\n"
        f"{'-' * 100}\n"
        "Not reached: core: timed out\n"
        "1 critical finding, 0 warnings, 0 notes. 1 of 2 hosts read, 1,200 neighbors.\n"
    )


WIDE = {
    "Japanese": "ネットワーク機器-東京-01",
    "emoji": "🔥router🔥",
    "an emoji in its colored form": "\u2601\ufe0f" * 40,
    "combining marks": "e\u0301" * 90,
    "a long IPv6 address": "2001:db8:1234:5678:9abc:def0:1234:5678",
    "a long word": "x" * 250,
}


@pytest.mark.parametrize("name", WIDE.values(), ids=WIDE)
def test_wide_and_long_names_stay_within_the_columns_of_a_terminal(name):
    odd = {**DUPLICATE, "ip": name, "segment": name, "hosts": [name, f"{name}2"], "message": f"{name} has {name}"}
    lines = _reports.render(report(odd, hosts=["web1", name], failures={name: f"{name} is away"}), "table").split("\n")
    assert max(map(_layout.columns, lines)) <= 100
    head = next(line for line in lines if line.startswith("CRITICAL"))
    assert head.endswith("duplicate_ip") is (_layout.columns(name) < 78)
    assert name[:30] in head


def test_a_table_that_is_too_narrow_for_words_is_refused():
    with pytest.raises(ArpError, match="a width of at least 40 columns, not 12"):
        _reports.render(report(DUPLICATE), "table", width=12)


def test_the_table_names_the_files():
    text = _reports.render(report(), "table", files=["out/findings.json", "out/report.md"])
    assert text.endswith("Reports: out/findings.json\n         out/report.md\n")


GOOD_NEWS = "No findings: every table that was read is sound."
NO_NEWS = "Nothing could be judged: no host's tables were read."


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_no_findings_is_good_news_only_where_somebody_was_read(name):
    assert GOOD_NEWS in _reports.render(report(), name)
    unread = _reports.render(report(hosts=["core"], failures={"core": "away"}), name)
    assert GOOD_NEWS not in unread
    assert NO_NEWS.replace("'", "") in unread.replace("'", "")


def test_the_page_gives_no_good_news_where_nobody_was_read():
    assert "No findings." in _reports.render(report(), "html")
    assert "No findings." not in _reports.render(report(hosts=["core"], failures={"core": "away"}), "html")


@pytest.mark.parametrize("width", [60, 80, 100])
@given(text=st.text(max_size=200), ip=st.text(max_size=200))
def test_no_line_of_the_table_is_longer_than_the_width(width, text, ip):
    odd = {**DUPLICATE, "message": text, "ip": ip, "segment": text, "recommended_action": text, "hosts": [text]}
    lines = _reports.render(report(odd, hosts=["web1", "core"], failures={"core": text}), "table", width=width)
    assert max(map(_layout.columns, lines.split("\n"))) <= width


FOLDS = {
    "info, few": ("info", 3, 3),
    "info, many": ("info", 4, 1),
    "warning, few": ("warning", 5, 5),
    "warning, many": ("warning", 6, 1),
    "critical, few": ("critical", 20, 20),
    "critical, many": ("critical", 21, 1),
}


@pytest.mark.parametrize(("severity", "findings", "expected"), FOLDS.values(), ids=FOLDS)
def test_many_alike_are_one_card(severity, findings, expected):
    assert len(_cards.cards(report(*(dead(at, severity) for at in range(findings))))) == expected


def test_a_folded_card_counts_and_gives_examples():
    (card,) = _cards.cards(report(*(dead(at) for at in range(1, 251))))
    assert card.address == "250 addresses"
    assert card.findings == 250
    assert card.message == (
        "250 findings alike, of 192.0.2.1, 192.0.2.2, 192.0.2.3, 192.0.2.4, 192.0.2.5 and 245 more. "
        "The first: web1 cannot resolve 192.0.2.1."
    )
    assert len(card.rows) == _cards.EVIDENCE_ROWS
    assert card.rows_left_out == 50


def test_what_is_elsewhere_is_not_folded_together():
    segments = [dead(at, segment=f"segment {at % 2}") for at in range(6)]
    hosts = [dead(at, host=f"host{at % 2}", segment=None) for at in range(6)]
    assert len(_cards.cards(report(*segments))) == 6
    assert len(_cards.cards(report(*hosts))) == 6


def test_evidence_has_the_columns_that_hold_anything_the_known_ones_first():
    (card,) = _cards.cards(report(DUPLICATE))
    assert card.headings == ["host", "address", "Ethernet address", "state", "zone"]
    assert card.rows[1] == ["db1", "192.0.2.1", "00:00:5e:00:53:66", "reachable", ""]


SEEN = {
    "only now": ("2026-05-04T03:02:09Z", "2026-05-04T03:02:11Z", ""),
    "for long": ("2026-05-01T00:00:00Z", "2026-05-04T03:02:11Z", "2026-05-01 00:00 UTC to 2026-05-04 03:02 UTC"),
    "nobody knows": (None, None, ""),
    "as numbers": (1, 2, "1 to 2"),
}


@pytest.mark.parametrize(("first", "last", "expected"), SEEN.values(), ids=SEEN)
def test_a_card_says_how_long_a_fault_has_been_seen(first, last, expected):
    (card,) = _cards.cards(report({**DUPLICATE, "first_seen": first, "last_seen": last}))
    assert card.seen == expected


def test_an_unknown_kind_is_its_own_title():
    (card,) = _cards.cards(report({"severity": "info", "kind": "own_rule"}))
    assert card.title == "own rule"
    assert card.message == "own rule"


CLEANED = {
    "plain": ("eth0", "eth0"),
    "lines": ("a\r\nb\tc", "a b c"),
    "terminal": ("\x1b[2Ja", "\\x1b[2Ja"),
    "turned around": ("a\u202eb", "a\\u202eb"),
    "invisible": ("a\u200bb", "a\\u200bb"),
    "not UTF-8": ("a\udcffb", "a\\udcffb"),
    "letters": ("Größe 日本 🔥", "Größe 日本 🔥"),
    "hidden tags": ("a\U000e0041", "a\\U000e0041"),
    "a letter without a shape": ("a\u3164b", "a\\u3164b"),
    "no character at all": ("a\uffffb", "a\\uffffb"),
}


@pytest.mark.parametrize(("text", "expected"), CLEANED.values(), ids=CLEANED)
def test_text_of_devices_is_made_harmless_to_show(text, expected):
    assert _text.clean(text) == expected


ESCAPED = {
    "names stay readable": ("web_1 Gi0/1 192.0.2.0/24 00:00:5e:00:53:01", "web_1 Gi0/1 192.0.2.0/24 00:00:5e:00:53:01"),
    "a table's cell": ("a|b", "a\\|b"),
    "HTML": ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
    "emphasis": ("*a* _b_ ~c~", "\\*a\\* \\_b\\_ \\~c\\~"),
    "code": ("`a`", "\\`a\\`"),
    "a link": ("[a](b)", "\\[a\\](b)"),
    "a link made by itself": ("http://a", "http&#58;//a"),
    "a mention": ("@all", "&#64;all"),
    "an issue": ("#1", "&#35;1"),
    "a list": ("- a", "&#45; a"),
    "a numbered list": ("1. a", "&#49;. a"),
    "an escape": ("a\\|b", "a\\\\\\|b"),
    "a new line": ("a\n# b", "a &#35; b"),
}


@pytest.mark.parametrize(("text", "expected"), ESCAPED.values(), ids=ESCAPED)
def test_text_of_devices_is_no_markup_in_a_ticket(text, expected):
    assert _markdown.escape(text) == expected


def test_the_ticket_holds_overview_evidence_and_who_was_not_read():
    text = _reports.render(report(DUPLICATE, hosts=["web1", "core"], failures={"core": "timed | out"}), "markdown")
    assert "| critical | 1 |" in text
    assert "| 1 | critical | Two stations answer for one address | 192.0.2.1 | 192.0.2.0/24 |" in text
    assert "- **Next step:** Find the port of 00:00:5e:00:53:66." in text
    assert "| db1 | 192.0.2.1 | 00:00:5e:00:53:66 | reachable |   |" in text
    assert "| core | no | timed \\| out |" in text


def test_the_ticket_has_room_in_an_issue_and_says_what_was_left_out():
    many = [{**DUPLICATE, "segment": f"segment {at:04}", "message": "x" * 300} for at in range(500)]
    away = {f"core{at}": f"reason {at % 2}" for at in range(3000)}
    text = _reports.render(report(*many, hosts=["web1", *away], failures=away), "markdown")
    assert 50_000 < len(text) <= 60_000
    sections = text.count("\n### ")
    assert f"\n{500 - sections} more findings in full: see report.html and findings.json.\n" in text
    assert "400 more lines left out." in text
    assert "and 1,450 more | no | reason 0 |" in text


def test_the_page_allows_its_own_style_and_script_alone():
    text = _reports.render(report(DUPLICATE), "html")
    policy = re.search('Security-Policy" content="(.*?)"', text).group(1).replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inlined,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inlined.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    # Attributes that the policy forbids would be lost without a word.
    assert not re.search(r'\s(?:style|on\w+)="', text)


def test_the_page_shows_the_fullest_tables_first():
    capacity = {"ipv4": {"entries": 990, "limit": 1000, "table_fulls": 2}, "ipv6": {"entries": 100, "limit": 1000}}
    unknown = {"ipv4": {"entries": None, "limit": None}}
    text = _reports.render(report(capacity=capacity), "html")
    assert text.index("99 %") < text.index("10 %")
    assert '<rect class="fill critical" width="396.0"' in text
    assert "Capacity" not in _reports.render(report(capacity=unknown), "html")


def test_the_drawing_has_a_wire_for_each_segment_with_the_gravest_first():
    drawing = _drawing.draw(_cards.cards(report(dead(9), DUPLICATE, dead(7, segment="other"), dead(8, segment=None))))
    assert [(wire.name, wire.severity) for wire in drawing.wires] == [("192.0.2.0/24", "critical"), ("other", "info")]
    assert [box.full for box in drawing.wires[0].observers] == ["web1", "web2", "db1", "db2", "db3"]
    addresses = [(box.full, box.note, box.link, box.observers) for box in drawing.wires[0].addresses]
    assert addresses == [
        ("192.0.2.1", "duplicate_ip", "#finding-1", (0, 1, 2, 3, 4)),
        ("192.0.2.9", "unresolved_neighbor", "#finding-3", (0,)),
    ]


def test_the_drawing_counts_what_does_not_fit():
    alike = [{**DUPLICATE, "ip": f"192.0.2.{at}", "hosts": [f"host{at:02}"]} for at in range(15)]
    (wire,) = _drawing.draw(_cards.cards(report(*alike))).wires
    assert (wire.address_count, wire.observer_count) == (15, 15)
    assert wire.addresses[-1].full == f"{15 - len(wire.addresses) + 1} more findings"
    assert wire.observers[-1].full == f"{15 - len(wire.observers) + 1} more hosts"
    assert wire.addresses[-1].link == wire.observers[-1].link == "#text=192.0.2.0/24"
    assert max(box.y + box.height for box in (*wire.addresses, *wire.observers)) < wire.height


def test_many_segments_are_folded_away_and_very_many_are_counted():
    many = [{**DUPLICATE, "segment": f"segment {at:03}"} for at in range(_drawing.SEGMENTS + 3)]
    drawing = _drawing.draw(_cards.cards(report(*many)))
    assert (len(drawing.wires), len(drawing.wires) + len(drawing.folded)) == (_drawing.IN_SIGHT, _drawing.SEGMENTS)
    assert drawing.left_out == 3
    assert drawing.wires[0].name == "segment 000"


LABELS = {
    "short": (["web1", "db1.example.net"], ["web1", "db1.example.net"]),
    "long": (["web1.frankfurt.example.net"], ["web1"]),
    "long, and told apart by the domain": (
        ["web1.frankfurt.example.net", "web1.amsterdam.example.net"],
        ["web1.fran…xample.net", "web1.amst…xample.net"],
    ),
    "an address": (["2001:db8:1234:5678:9abc:def0:1234:5678"], ["2001:db8:…:1234:5678"]),
}


@pytest.mark.parametrize(("hosts", "expected"), LABELS.values(), ids=LABELS)
def test_a_long_name_is_shortened_so_that_it_is_told_apart(hosts, expected):
    (wire,) = _drawing.draw(_cards.cards(report({**DUPLICATE, "hosts": hosts}))).wires
    assert [box.label for box in wire.observers] == expected
    assert [box.full for box in wire.observers] == hosts


def test_hosts_that_failed_alike_are_named_once_and_many_are_folded_away():
    away = {f"web{at}": {"unreachable": True, "msg": f"192.0.2.{at} timed out"} for at in range(40)}
    text = _reports.render(report(hosts=list(away), failures=away), "html")
    assert text.count("timed out") == 1
    assert "Not reached: … timed out" in text
    assert "16 further hosts" in text
    assert text.count("<li>web") == 40


# W3C, WCAG 2.2 section 1.4.3 (text, AA: 4.5) and 1.4.11 (what is not text: 3); where each color stands, in report.css.
CONTRASTS = {
    "ink": (4.5, "page paper quiet critical-soft warning-soft info-soft"),
    "soft": (4.5, "page paper quiet critical-soft warning-soft info-soft"),
    "accent": (4.5, "page paper warning-soft"),
    "critical": (4.5, "page paper critical-soft"),
    "warning": (4.5, "page paper warning-soft"),
    "info": (4.5, "page paper info-soft"),
    "sound": (4.5, "page paper"),
    "edge": (3, "page paper quiet"),
}


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "paper"])
@pytest.mark.parametrize("name", CONTRASTS)
def test_colors_have_the_contrast_of_wcag(scheme, name):
    css = _reports._html._asset("report.css")
    palette = dict(re.findall(r"--([\w-]+): (#\w+)", re.findall(r":root \{(.*?)\}", css, re.DOTALL)[scheme]))
    least, grounds = CONTRASTS[name]
    for ground in grounds.split():
        bright, dark = sorted((luminance(palette[name]), luminance(palette[ground])), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= least, ground


def luminance(color):
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    shares = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(ArpError, match="no report format 'pdf': choose from json, markdown, html, junit, table"):
        _reports.render(report(), "pdf")
