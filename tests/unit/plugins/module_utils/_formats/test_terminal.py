# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What terminals, pagers, logs and people put around a table: it costs no row, and is in nobody's way."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._formats import _registry
from ansible_collections.netops.arp.plugins.module_utils._formats._leftovers import says_something
from ansible_collections.netops.arp.plugins.module_utils._formats._terminal import plain_text

from .test_fixtures import TEXTS, expected_of, name_of, parsed


def between_lines(number, added):
    """Return a function that adds something after every so many lines of a text, without a line of its own."""

    def add(text):
        lines = text.splitlines(keepends=True)
        return "".join(line + (added if place % number == 0 else "") for place, line in enumerate(lines, 1))

    return add


PAGER = "--More--"
AROUND = {
    "byte order mark": lambda text: "\ufeff" + text,
    "doubled returns": lambda text: text.replace("\n", "\r\r\n"),
    "colors": lambda text: text.replace("\n", "\x1b[0m\x1b[K\n\x1b[1;32m"),
    "screen positions": lambda text: "\x1b[2J\x1b[1;24r\x1b[24;1H" + text + "\x1b[?25h",
    "a banner": lambda text: "****\n*  Authorized access only!  *\n****\n\nWelcome. All activity is logged.\n" + text,
    "a login": lambda text: "Last login: Tue Mar  4 10:20:30 2025 from 192.0.2.250\nTrying 192.0.2.77...\n" + text,
    "the end": lambda text: text + ("" if text.endswith("\n") else "\n") + "Connection to 192.0.2.77 closed.\n",
}
IN_BETWEEN = {
    "pager and backspaces": between_lines(3, PAGER + "\b" * 8 + " " * 8 + "\b" * 8),
    "pager and return": between_lines(3, " --More-- \r          \r"),
    "pager and erased line": between_lines(3, "--More--\r\x1b[K"),
    "pager of VRP": between_lines(3, "  ---- More ----\x1b[42D" + " " * 42 + "\x1b[42D"),
    "pager of Junos": between_lines(3, "---(more 50%)---\r                \r"),
    "pager of ProCurve": between_lines(3, "-- MORE --, next page: Space, next line: Enter, quit: Control-C\r\x1b[2K"),
    "log of IOS": between_lines(4, "*Mar  4 10:20:30.123: %LINK-3-UPDOWN: Interface Te0/9, changed state to up\n"),
    "log of Unix": between_lines(4, "Mar  4 10:20:30 r1 sshd[12]: Accepted password for a from 192.0.2.99 port 47\n"),
    "log of Comware": between_lines(4, "%Mar  4 10:20:30:123 2025 sw1 SHELL/5/SHELL_LOGIN: a from 192.0.2.99.\n"),
}
# PowerShell parts its objects, and iproute2 its foreign values, in ways that need the lines as they are.
WHOLE = [path for path in TEXTS if path.suffix == ".txt" and name_of(path) != "windows_powershell/list"]


@pytest.mark.parametrize("add", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("path", [path for path in TEXTS if name_of(path) != "iproute2/json_foreign"], ids=name_of)
def test_what_stands_around_a_table_changes_nothing(path, add):
    text = path.read_text(encoding="utf-8")
    assert parsed(add(text), path) == parsed(text, path)


@pytest.mark.parametrize("add", IN_BETWEEN.values(), ids=IN_BETWEEN)
@pytest.mark.parametrize("path", WHOLE, ids=name_of)
def test_what_falls_into_a_table_changes_nothing(path, add):
    if "{\n" in path.read_text(encoding="utf-8") and expected_of(path)["unparsed"]:
        pytest.skip("damaged JSON is returned line by line, and so with what fell into it")
    text = path.read_text(encoding="utf-8")
    assert parsed(add(text), path) == parsed(text, path)


ROW = "Internet  192.0.2.2               3   0000.5e00.5302  ARPA   Vlan1"
# What pagers print in front of a row when a recording has lost the control characters.
PAGERS = [
    "--More--",
    " --More-- ",
    "<--- More --->",
    "---- More ----",
    "  ---- More ----[42D                                          [42D",
    "---(more)---",
    "---(more 12%)---",
    "-- MORE --, next page: Space, next line: Enter, quit: Control-C",
    "--More--, next page: Space, next line: Return key, quit: Control-c",
    "--More-- or (q)uit",
    "--More-- (q) quit (u) pageup (/) search (n) repeat",
    "----More (q=Quit, space/return=Continue)----",
    "More: <space>,  Quit: q or CTRL+Z, One line: <return> ",
    "Press any key to continue (Q to quit)",
    "Press <SPACE> to continue or <Q> to quit:",
    "Press Q to quit, any key to continue",
    "CTRL+C ESC q Quit SPACE n Next Page ENTER Next Entry a All",
    "lines 1-23",
    "lines 24-46/78 59%",
    "lines 77-78/78 (END)",
]


@pytest.mark.parametrize("pager", PAGERS)
def test_pager_is_taken_away_from_a_row_and_from_a_line_of_its_own(pager):
    neighbors, unparsed = _registry.parse(f"{ROW}\n{pager}{ROW}\n{pager}\n{ROW}\n", "cisco_ios")
    assert ([row["mac"] for row in neighbors], unparsed) == (["00:00:5e:00:53:02"] * 3, [])


SHOWN = {
    "mistyped": ("R1#show ip ar\b\barp\n", "R1#show ip arp\n"),
    "moved right": ("a\x1b[3Cb", "a   b"),
    "column": ("abc\x1b[1Gx", "xbc"),
    "erased whole": ("abc\x1b[2Kd", "   d"),
    "window title": ("\x1b]0;r1\x07ip neigh", "ip neigh"),
    "only returns": ("a\rb\r", "a\nb\n"),
    "line feed first": ("a\n\rb\n\r", "a\nb\n"),
    "blanks of other scripts": ("a\xa0b\u202fc\u3000d", "a b c d"),
    "nothing to do": ("a b\n", "a b\n"),
}


@pytest.mark.parametrize(("text", "plain"), SHOWN.values(), ids=SHOWN)
def test_text_is_what_a_terminal_shows(text, plain):
    assert plain_text(text) == plain


SAYING = [
    "192.0.2.7 somewhere",
    "Internet  192.0.2.11              5   0000.5e00.53",
    "  20    jenn.3057.8423    DYNAMIC     Gi1/0/7",
    "gateway    (incomplete)    eth0",
    '"lladdr": "00:00:5e:00:53:01",',
    "<interface-name>ge-0/0/0.0</interface-name>",
    "  ]",
    "Age :                00:00:27",
    "% Invalid input detected at '^' marker.",
    "Error: Unrecognized command found at '^' position.",
    "RTNETLINK answers: Operation not permitted",
    "-bash: ip: command not found",
    "The ARP entry addition failed: Access is denied.",
    "fe80::1%12",
    "192.0.2",
    "Error: 22",
    "command failed: 1",
    "Interface    : 7",
    "age of 192.0.2.7: 5",
    "station 192.0.2.7 5, station 192.0.2.8 6",
    "  10     Enabled          Active",
]
SILENT = [
    "Unauthorized use of this system is prohibited.",
    "*  Building 5, Floor 3 - call +1 555 0100  *",
    "HPE Comware Software, Version 7.1.070, Release 3208P16",
    "R1#show ip arp 192.0.2.7",
    "admin@fw-1(active)> show arp all",
    "admin@r1:~$ ip -6 neigh show to 2001:db8::/64",
    "<SW1>display arp 192.0.2.7",
    "[admin@MikroTik] > /ip arp print where address=192.0.2.7",
    "C:\\Users\\me>arp -a 192.0.2.7",
    "admin@192.0.2.1's password:",
    "show ip arp 192.0.2.7",
    "10:20:30 up 3 days",
    "Mar  4 2025 10:20:30 SW1 DS/4/DATASYNC_CFGCHANGE:OID 1.3.6.1.4.1.2011.5.25.191.3.1",
    "2025-03-04T10:20:30.123Z r1 kernel: neighbour 192.0.2.7 is gone",
    " Invalid context                     : 0",
    "        Maximum Unresolved hosts: 2",
    "  Errors: 0 out of memory, 0 no buffers, 0 out of subnet",
    "  Alias: 0,   Static: 0,    DHCP: 0",
    "8 IP ARP entries, with 0 of them incomplete",
    "\t\t\tInvalid layer 2 address length      : 0",
    "\t\t\tAdjacency couldn't be added         :  0",
    "\t\t\t\t\t\t\t\t\t\t\t\t: 0",
    " Proxy arp 0, Requests on L2 0,  Tunneled 0, Snooped 0, Dropped 8  on Server Port 0 ",
]


@pytest.mark.parametrize("line", SAYING)
def test_data_and_refusals_are_told(line):
    assert says_something(line)


@pytest.mark.parametrize("line", SILENT)
def test_what_is_for_human_eyes_is_not_told(line):
    assert not says_something(line)
