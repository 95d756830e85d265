# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""report.html in a real browser: filters, order, no script, hostile text, nothing loaded from elsewhere."""

import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils import _reports

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = pytest.mark.skipif(not BROWSER, reason="there is no Chromium here (Debian: apt-get install chromium)")

HOSTILE = [
    "<img src=x onerror=\"document.title='taken'\">",
    "\"><script>document.title='taken'</script>",
    "</title></style></script><script>document.title='taken'</script>",
    "' autofocus onfocus='document.title=`taken`' x='",
    "{{ 7 * 7 }}{% raw %}",
]


def finding(severity, kind, ip, **more):
    seen = {"host": "web1", "interface": "eth0", "ip": ip, "mac": "00:00:5e:00:53:01", "state": "stale"}
    return {
        "severity": severity,
        "kind": kind,
        "ip": ip,
        "segment": "192.0.2.0/24",
        "hosts": ["web1"],
        "macs": ["00:00:5e:00:53:01"],
        "message": f"{kind} of {ip}",
        "evidence": [seen],
        **more,
    }


FINDINGS = [
    finding("critical", "spoofed_address", "192.0.2.200"),
    finding("critical", "duplicate_ip", "192.0.2.30"),
    finding("warning", "arp_flux", "192.0.2.4"),
    finding("info", "unresolved_neighbor", "2001:db8::5"),
]


class Page(HTMLParser):
    """What a test asks of the page: its cards in order, their visibility, and whatever elements there are."""

    def __init__(self, text):
        super().__init__()
        self.text = text
        self.cards = {}
        self.tags = set()
        self.form_hidden = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.add(tag)
        if tag == "article":
            self.cards[attributes["data-kind"]] = "hidden" not in attributes
        if attributes.get("id") == "filters":
            self.form_hidden = "hidden" in attributes

    @property
    def title(self):
        return re.search("<title>(.*?)</title>", self.text).group(1)

    @property
    def visible(self):
        return [kind for kind, visible in self.cards.items() if visible]


@pytest.fixture
def page(tmp_path):
    """Open a report in the browser and return the page as it is after its script has run."""

    def opened(findings, view="", options=(), hosts=("web1",)):
        facts = {host: {"counts": {"ipv4": {"total": 1}}} for host in hosts}
        report = _reports.build(findings, facts, hosts, generated_at="2026-05-04T03:02:11Z")
        file = tmp_path / "report.html"
        file.write_text(_reports.render(report, "html"), encoding="utf-8")
        words = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        words += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        words += [f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=5000", "--enable-logging=stderr"]
        done = subprocess.run(
            [*words, *options, "--dump-dom", f"{file.as_uri()}{view}"],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        # A refused request, a policy violation and a script error are all told on the console.
        assert "CONSOLE" not in done.stderr, done.stderr
        return Page(done.stdout)

    return opened


def test_everything_is_shown_and_the_filters_are_offered(page):
    shown = page(FINDINGS)
    assert shown.visible == ["duplicate_ip", "spoofed_address", "arp_flux", "unresolved_neighbor"]
    assert shown.form_hidden is False
    assert "4 of 4 shown" in shown.text


VIEWS = {
    "severities": ("#severity=warning,info", ["arp_flux", "unresolved_neighbor"]),
    "a kind": ("#kind=duplicate_ip", ["duplicate_ip"]),
    "words, in any order": ("#text=0.2.30+web1", ["duplicate_ip"]),
    "all three": ("#severity=critical&kind=arp_flux&text=192", []),
    "by address": ("#sort=address", ["arp_flux", "duplicate_ip", "spoofed_address", "unresolved_neighbor"]),
    "by kind": ("#sort=kind", ["arp_flux", "duplicate_ip", "spoofed_address", "unresolved_neighbor"]),
    "by what does not exist": (
        "#sort=__proto__",
        ["duplicate_ip", "spoofed_address", "arp_flux", "unresolved_neighbor"],
    ),
}


@pytest.mark.parametrize(("view", "expected"), VIEWS.values(), ids=VIEWS)
def test_a_link_leads_to_a_view(page, view, expected):
    shown = page(FINDINGS, view)
    assert shown.visible == expected
    assert f"{len(expected)} of 4 shown" in shown.text


def test_without_scripts_everything_is_shown_and_no_filter_is_offered():
    # What the browser shows then is the page as it was written: scripts alone hide cards and show the filters.
    written = Page(_reports.render(_reports.build(FINDINGS, {}, ["web1"]), "html"))
    assert len(written.visible) == len(FINDINGS)
    assert written.form_hidden is True


def test_hostile_text_stays_text(page):
    findings = [
        finding("critical", text, text, segment=text, hosts=[text], macs=[text], message=text, likely_cause=text)
        for text in HOSTILE
    ]
    findings.append(finding("warning", "x", "192.0.2.1", evidence=[{text: text for text in HOSTILE}]))
    shown = page(findings, hosts=HOSTILE)
    assert shown.title == "ARP and ND audit, 2026-05-04 03:02 UTC"
    assert "img" not in shown.tags
    assert len(shown.cards) == len(findings)
    assert "{{ 7 * 7 }}" in shown.text


def test_two_thousand_findings_can_be_filtered(page):
    findings = [
        finding("critical", f"kind_{at}", f"198.51.{at // 250}.{at % 250}", segment=f"s{at}") for at in range(2000)
    ]
    shown = page(findings, "#kind=kind_1999")
    assert len(shown.cards) == 2000
    assert shown.visible == ["kind_1999"]


def test_the_page_names_no_other_place(page):
    shown = page(FINDINGS)
    assert not re.search(r"(?:https?:)?//[a-z]", shown.text.replace("</", ""))
    assert set(re.findall(r'(?:href|src|action)="(.)', shown.text)) == {"#"}
