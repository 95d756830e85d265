# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reaching a device: what the connection says that it is, and what a user says in its place."""

import json

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError, SourceError
from ansible_collections.netops.arp.plugins.module_utils._platforms import _network_connection

APIS = {"cliconf": {"cisco_ios": "what is asked of IOS"}}


@pytest.fixture
def reach(monkeypatch):
    """Reach a device whose connection says this of itself, or fails with this."""

    def reach_device(told, network_os=None):
        class Connection:
            def __init__(self, socket_path):
                assert socket_path == "/tmp/socket"

            def get_capabilities(self):
                if isinstance(told, Exception):
                    raise told
                return told if isinstance(told, str) else json.dumps(told)

            def get(self, command):
                raise _network_connection.DeviceError(f"{command} is refused")

        monkeypatch.setattr(_network_connection, "Connection", Connection)
        return _network_connection.reach("/tmp/socket", APIS, network_os)

    return reach_device


def capabilities(network_os):
    return {"network_api": "cliconf", "device_info": {"network_os": network_os}}


def test_the_connection_tells_the_platform(reach):
    ask, name, found = reach(capabilities("ios"))
    assert (name, found) == ("cisco_ios", "what is asked of IOS")
    with pytest.raises(SourceError, match="show arp is refused"):
        ask("show arp")


def test_a_user_tells_it_where_the_connection_cannot(reach):
    assert reach(capabilities("default"), "cisco.ios.ios")[1] == "cisco_ios"
    with pytest.raises(ArpError, match="'default' is not known"):
        reach(capabilities("default"))


@pytest.mark.parametrize("told", [_network_connection.DeviceError("no route to the device"), "no JSON", "{}"])
def test_a_connection_that_tells_nothing_is_an_error(reach, told):
    with pytest.raises(ArpError, match=r"no route to the device|could not be asked|are not known"):
        reach(told)
