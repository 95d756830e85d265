# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Platforms that are read with the real ntc-templates, and what is said where it is missing."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils import _ntc_fallback

ROW = "192.0.2.1        00:00:5E:00:53:01   4/1       Dynamic  0h  0m  5s"
TEXT = f"""
(switch) #show arp

IP Address       MAC Address         Interface Type     Age
---------------- ------------------- --------- -------- -----------
{ROW}
192.0.2.9        00:00:5E:00:53:zz   4/2       Dynamic  0h  0m  7s
"""


def brief(rows):
    return [(row["ip"], row["mac"], row["interface"], row["age_seconds"]) for row in rows]


@pytest.mark.skipif(_ntc_fallback.IMPORT_ERROR is not None, reason="ntc-templates is not installed")
class TestWithTheLibrary:
    """The templates of a release are the library's; here counts what is made of their rows."""

    @pytest.mark.parametrize("command", [None, "show arp", "sh ar", "show something else"])
    def test_text_is_read_whatever_the_command(self, command):
        neighbors, unparsed = _ntc_fallback.parse_with_ntc(TEXT, "ubiquiti_edgeswitch", command)
        assert brief(neighbors) == [("192.0.2.1", "00:00:5e:00:53:01", "4/1", 5)]
        assert unparsed == ["192.0.2.9        00:00:5E:00:53:zz   4/2       Dynamic  0h  0m  7s"]

    def test_best_template_of_several_is_taken(self):
        text = "Protocol  Address     Age (min)  Hardware Addr   Type   Interface\n" + "".join(
            f"Internet  192.0.2.{number}          7  0000.5e00.53{number:02x}  ARPA   Vlan10\n" for number in (1, 2, 3)
        )
        neighbors, unparsed = _ntc_fallback.parse_with_ntc(text, "cisco_ios", "show ipv6 neighbors")
        assert brief(neighbors)[0] == ("192.0.2.1", "00:00:5e:00:53:01", "Vlan10", 420)
        assert (len(neighbors), unparsed) == (3, [])

    def test_text_of_no_template_is_unparsed(self):
        text = "\n".join(f"line {number} of something else" for number in range(30))
        assert _ntc_fallback.parse_with_ntc(text, "ubiquiti_edgeswitch") == ([], text.split("\n"))

    @pytest.mark.parametrize("platform", ["plan9", "", "cisco_ios("])
    def test_unknown_platform(self, platform):
        with pytest.raises(ArpError, match=r"unknown platform .*known are .*linux.*ntc-templates has no template"):
            _ntc_fallback.parse_with_ntc(TEXT, platform)


def test_missing_library_is_named(monkeypatch):
    monkeypatch.setattr(_ntc_fallback, "IMPORT_ERROR", "Traceback ...")
    with pytest.raises(ArpError, match=r"unknown platform 'ubiquiti_x'.*pip install ntc-templates"):
        _ntc_fallback.parse_with_ntc(TEXT, "ubiquiti_x")
