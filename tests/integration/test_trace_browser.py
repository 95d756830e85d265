# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""trace.html in a real browser: legible on every screen, hostile names stay text, nothing from elsewhere."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._trace import FILES, trace
from ansible_collections.netops.arp.tests.integration.browser import IMPEDIMENT, Browser
from ansible_collections.netops.arp.tests.unit.fabrics import lan, mac, row, station
from ansible_collections.netops.arp.tests.unit.plugins.plugin_utils._trace.test_pages import RICH

pytestmark = pytest.mark.skipif(bool(IMPEDIMENT), reason=str(IMPEDIMENT))

SCREENS = {"a desk": (1280, 900, "light", False), "a small telephone at night": (320, 568, "dark", True)}
HOSTILE = '"><img src=x onerror="document.title=\'taken\'">{{ 7 * 7 }}' + "x" * 80

OUTSIDE = (
    "return [...document.querySelectorAll('.chains text')].filter((text) => "
    "text.getBBox().width > text.parentNode.querySelector('rect').getBBox().width).length"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    window = Browser(tmp_path_factory.mktemp("browser") / "profile")
    yield window
    window.close()


@pytest.fixture
def show(browser, tmp_path):
    """Opens the page of a document; the console must have no complaint afterwards."""
    file = tmp_path / "trace.html"

    def shown(document):
        file.write_text(FILES["trace.html"](document), encoding="utf-8")
        browser.open(file.as_uri())
        return browser.run

    browser.complaints()
    yield shown
    assert browser.complaints() == []


def hostile():
    fabric = {HOSTILE: station(1, row("192.0.2.50", mac(50), interface="eth0")), **lan()}
    table = {"entries": [{"mac": mac(50), "interface": HOSTILE, "vlan": 10, "type": "dynamic"}]}
    return trace(fabric, "192.0.2.50", mac_tables={HOSTILE: table}, failures={"away": HOSTILE}, hosts=[*fabric, "away"])


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("document", [RICH, hostile()], ids=["usual names", "hostile names"])
def test_the_page_fits_every_screen_and_stays_text(browser, show, document, screen):
    browser.screen(*screen)
    ask = show(document)
    assert ask("return document.documentElement.scrollWidth") <= screen[0]
    assert ask("return document.querySelectorAll('.chains figure').length") > 0
    assert ask(OUTSIDE) == 0
    assert ask("return document.title").startswith("Trace of 192.0.2.50, ")
    assert ask("return document.querySelectorAll('img, script, a[href^=http]').length") == 0
    assert ask("return performance.getEntriesByType('resource').length") == 0
