# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""report.html in a real browser: filters, order, links, every screen, paper, hostile text, nothing from elsewhere."""

import re

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils import _reports
from ansible_collections.netops.arp.tests.integration.browser import IMPEDIMENT, Browser

pytestmark = pytest.mark.skipif(bool(IMPEDIMENT), reason=str(IMPEDIMENT))

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


LONG = "kubernetes-worker-node-0001.rack01.datacenter-frankfurt.example.com"
RICH = [
    *FINDINGS,
    *(
        finding(
            ("critical", "warning", "info")[at % 3],
            f"kind_{at % 30}",
            f"2001:db8:{at:x}:dead:beef:cafe:12:34",
            segment=f"10.{at % 40}.0.0/16 ({LONG}:GigabitEthernet1/0/1)",
            hosts=[LONG, f"web{at}"],
            message="x" * 200,
        )
        for at in range(200)
    ),
]
SCREENS = {
    "a desk": (1280, 900, "light", False),
    "a desk at night": (1280, 900, "dark", False),
    "a telephone": (390, 844, "light", True),
    "a small telephone at night": (320, 568, "dark", True),
}

VISIBLE = (
    "return [...document.querySelectorAll('article')].filter((card) => !card.hidden).map((card) => card.dataset.kind)"
)
EVERYTHING = ["duplicate_ip", "spoofed_address", "arp_flux", "unresolved_neighbor"]


class Page:
    """A report in the browser, and what a test asks of it."""

    def __init__(self, browser, file):
        self.browser = browser
        self.file = file

    def show(self, findings, view="", hosts=("web1",), failures=None):
        facts = {
            host: {"counts": {"ipv4": {"total": 1}}, "capacity": {"ipv4": {"entries": 990, "limit": 1024}}}
            for host in hosts
        }
        names = [*hosts, *(failures or ())]
        report = _reports.build(findings, facts, names, failures, generated_at="2026-05-04T03:02:11Z")
        self.file.write_text(_reports.render(report, "html"), encoding="utf-8")
        self.browser.open(f"{self.file.as_uri()}{view}")
        return self

    @property
    def visible(self):
        return self.browser.run(VISIBLE)

    @property
    def told(self):
        return self.browser.run("return document.getElementById('shown').textContent")


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    window = Browser(tmp_path_factory.mktemp("browser") / "profile")
    yield window
    window.close()


@pytest.fixture
def page(browser, tmp_path):
    """An empty page. Whatever it is told to do, the console must have no complaint afterwards."""
    browser.screen(*SCREENS["a desk"])
    browser.complaints()
    yield Page(browser, tmp_path / "report.html")
    # A refused request, a policy violation and a script error are all told there.
    assert browser.complaints() == []


def test_everything_is_shown_and_the_filters_are_offered(page):
    page.show(FINDINGS)
    assert page.visible == EVERYTHING
    assert page.told == "4 of 4 shown"
    assert page.browser.run("return document.getElementById('filters').hidden") is False


VIEWS = {
    "severities": ("#severity=warning,info", ["arp_flux", "unresolved_neighbor"]),
    "a kind": ("#kind=duplicate_ip", ["duplicate_ip"]),
    "words, in any order": ("#text=0.2.30+web1", ["duplicate_ip"]),
    "all three": ("#severity=critical&kind=arp_flux&text=192", []),
    "by address": ("#sort=address", ["arp_flux", "duplicate_ip", "spoofed_address", "unresolved_neighbor"]),
    "by kind": ("#sort=kind", ["arp_flux", "duplicate_ip", "spoofed_address", "unresolved_neighbor"]),
    "by what does not exist": ("#sort=__proto__", EVERYTHING),
}


@pytest.mark.parametrize(("view", "expected"), VIEWS.values(), ids=VIEWS)
def test_a_link_leads_to_a_view(page, view, expected):
    page.show(FINDINGS, view)
    assert page.visible == expected
    assert page.told == f"{len(expected)} of 4 shown"


def test_what_is_typed_and_chosen_filters_at_once_and_is_kept_in_the_address(page):
    page.show(FINDINGS)
    page.browser.click("[name=severity][value=critical]")
    assert page.visible == ["arp_flux", "unresolved_neighbor"]
    page.browser.write("[name=text]", "192.0.2.4 WEB1")
    assert page.visible == ["arp_flux"]
    assert page.browser.run("return location.hash") == "#severity=warning%2Cinfo&text=192.0.2.4+WEB1"
    page.browser.write("[name=sort]", "kind")
    page.browser.click("[type=reset]")
    page.browser.run("return new Promise((done) => setTimeout(done, 50))")
    assert page.visible == EVERYTHING
    assert page.browser.run("return location.hash") == ""


def test_a_tile_leads_to_its_findings_again_and_again(page):
    page.show(RICH)
    for _time in range(2):
        page.browser.run("scrollTo(0, 0)")
        page.browser.click(".tile.critical")
        assert page.browser.run("return document.getElementById('findings').getBoundingClientRect().top") < 100
        assert page.told.startswith("69 of 204")


def test_a_link_to_a_finding_that_is_filtered_away_shows_it(page):
    page.show(FINDINGS, "#severity=info")
    assert page.visible == ["unresolved_neighbor"]
    page.browser.run("location.hash = '#finding-1'; return new Promise((done) => setTimeout(done, 50))")
    assert page.visible == EVERYTHING


def test_the_keyboard_alone_reaches_the_findings(page):
    page.show(FINDINGS)
    page.browser.press("\ue004")
    assert page.browser.run("return document.activeElement.textContent") == "Skip to the findings"
    page.browser.press("\ue006")
    assert page.browser.run("return location.hash") == "#findings"
    for _stop in range(3):
        page.browser.press("\ue004")
    assert page.browser.run("return document.activeElement.name") == "severity"


def test_an_address_of_the_drawing_marks_its_hosts_and_leads_to_its_finding(page):
    page.show([finding("critical", "arp_flux", "192.0.2.4", hosts=["web2"]), *FINDINGS])
    page.browser.run("document.querySelector('a[href=\"#finding-1\"]').focus()")
    lit = "return [...document.querySelectorAll('g.lit title')].map((title) => title.textContent)"
    assert page.browser.run(lit) == ["web2"]
    page.browser.press("\ue006")
    assert page.browser.run("return document.querySelector(':target').dataset.kind") == "arp_flux"


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_nothing_is_wider_than_the_screen_and_the_drawing_is_legible(page, screen):
    page.browser.screen(*screen)
    page.show(RICH, hosts=["web1", LONG], failures={LONG + "2": "Connection timed out", "x" * 90: "y" * 300})
    assert page.browser.run("return document.documentElement.scrollWidth") <= screen[0]
    smallest = (
        "return Math.min(...[...document.querySelectorAll('.wires text')].filter((text) => text.checkVisibility())"
    )
    smallest += ".map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"
    assert page.browser.run(smallest) > 7.5
    outside = "return [...document.querySelectorAll('.wires g')].filter((box) => box.checkVisibility() && "
    outside += "box.querySelector('text').getBBox().width > box.querySelector('rect').getBBox().width).length"
    assert page.browser.run(outside) == 0
    background = page.browser.run("return getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", background))) < 128) is (screen[2] == "dark")


def test_paper_holds_the_evidence_and_no_controls(page):
    page.show(FINDINGS)
    page.browser.tools("Emulation.setEmulatedMedia", media="print")
    shown = "return [...document.querySelectorAll(arguments[0])].map((node) => node.checkVisibility())"
    assert page.browser.run(shown, "#filters, summary") == [False] * 6
    assert page.browser.run(shown, "article td") == [True] * 20
    assert page.browser.paper().startswith(b"%PDF")
    page.browser.tools("Emulation.setEmulatedMedia", media="")


def test_without_scripts_everything_is_shown_and_no_filter_is_offered(page):
    page.browser.tools("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.show(FINDINGS)
        assert page.visible == EVERYTHING
        assert page.browser.run("return document.getElementById('filters').hidden") is True
    finally:
        page.browser.tools("Emulation.setScriptExecutionDisabled", value=False)


def test_hostile_text_stays_text(page):
    findings = [
        finding("critical", text, text, segment=text, hosts=[text], macs=[text], message=text, likely_cause=text)
        for text in HOSTILE
    ]
    findings.append(finding("warning", "x", "192.0.2.1", evidence=[{text: text for text in HOSTILE}]))
    page.show(findings, hosts=HOSTILE, failures={f"{text} ": text for text in HOSTILE})
    assert page.browser.run("return document.title") == "ARP and ND audit, 2026-05-04 03:02 UTC"
    assert page.browser.run("return document.querySelectorAll('img, iframe, [autofocus], [onfocus]').length") == 0
    assert page.browser.run("return document.scripts.length") == 1
    assert len(page.visible) == len(findings)
    assert "{{ 7 * 7 }}" in page.browser.run("return document.body.textContent")


def test_two_thousand_findings_can_be_filtered(page):
    findings = [
        finding("critical", f"kind_{at}", f"198.51.{at // 250}.{at % 250}", segment=f"s{at}") for at in range(2000)
    ]
    page.show(findings, "#kind=kind_1999")
    assert page.browser.run("return document.querySelectorAll('article').length") == 2000
    assert page.visible == ["kind_1999"]


def test_the_page_asks_nobody_for_anything(page):
    page.show(FINDINGS)
    asked = "return performance.getEntriesByType('resource').map((entry) => entry.name)"
    assert page.browser.run(asked) == []
    text = page.file.read_text(encoding="utf-8")
    assert not re.search(r"(?:https?:)?//[a-z]", text.replace("</", ""))
    assert set(re.findall(r'(?:href|src|action)="(.)', text)) == {"#"}
