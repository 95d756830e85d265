# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A headless Chromium that does what a reader does, over the W3C WebDriver protocol; it ends with this process."""

import base64
import contextlib
import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
DEATH_SIGNAL = shutil.which("setpriv")
IMPEDIMENT = (
    None
    if CHROMIUM and DRIVER and DEATH_SIGNAL
    else "there is no Chromium with its driver here (Debian: apt-get install chromium chromium-driver)"
)

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # W3C WebDriver, section 12.3: the key of a web element reference
_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Spoken to over a pipe rather than a port, it ends when the driver does, however that came about.
    "--remote-debugging-pipe",
)
_STARTED = re.compile(r"started successfully on port (\d+)")


class Browser:
    """One window. Raises AssertionError with the driver's own words when it refuses something."""

    def __init__(self, profile):
        self._driver = subprocess.Popen(
            [DEATH_SIGNAL, "--pdeathsig", "TERM", DRIVER, "--port=0"], stdout=subprocess.PIPE, text=True
        )
        said = (_STARTED.search(line) for line in self._driver.stdout)
        self._url = f"http://127.0.0.1:{next(filter(None, said)).group(1)}"
        options = {"binary": CHROMIUM, "args": [*_ARGUMENTS, f"--user-data-dir={profile}"]}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._url += f"/session/{session['sessionId']}"

    def close(self):
        with contextlib.suppress(AssertionError, OSError):
            self._ask("DELETE", "")
        self._driver.terminate()
        self._driver.wait()

    def open(self, url):
        self._ask("POST", "/url", {"url": "about:blank"})
        self._ask("POST", "/url", {"url": url})

    def run(self, script, *arguments):
        """Run a function's body in the page and return what it returns."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": arguments})

    def click(self, selector):
        self._ask("POST", f"/element/{self._element(selector)}/click", {})

    def write(self, selector, text):
        self._ask("POST", f"/element/{self._element(selector)}/value", {"text": text})

    def press(self, key):
        strokes = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": strokes}]})

    def tools(self, command, **parameters):
        """Send a command of Chromium's developer tools."""
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def screen(self, width, height, scheme="light", telephone=False):
        """Look at the page from another screen."""
        self.tools(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=telephone
        )
        self.tools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def paper(self):
        """Print the page and return the PDF."""
        return base64.b64decode(self.tools("Page.printToPDF", preferCSSPageSize=True)["data"])

    def picture(self):
        """Return what the window shows, as PNG."""
        return base64.b64decode(self._ask("GET", "/screenshot"))

    def complaints(self):
        """Return what the console was told since it was last asked: script errors, refused requests, violations."""
        return [entry["message"] for entry in self._ask("POST", "/se/log", {"type": "browser"})]

    def _element(self, selector):
        return self._ask("POST", "/element", {"using": "css selector", "value": selector})[_ELEMENT]

    def _ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)["value"]["message"]) from None
