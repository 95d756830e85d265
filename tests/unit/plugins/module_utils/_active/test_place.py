# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the host stands: which interface an address is on, and what cannot be used."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._active import _announce, _place
from ansible_collections.netops.arp.plugins.module_utils._active._targets import Target
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._formats._links import Link
from ansible_collections.netops.arp.plugins.module_utils._formats._rtnetlink_own import Own

LINKS = [
    Link(1, "lo", up=True),
    Link(2, "eth0", mac="00:00:5e:00:53:02", up=True),
    Link(3, "eth1", mac="00:00:5e:00:53:03", up=True),
    Link(4, "eth2", mac="00:00:5e:00:53:04", up=False),
]
OWN = [
    Own("127.0.0.1", "ipv4", 8, 1, True),
    Own("203.0.113.100", "ipv4", 32, 1, True),
    Own("192.0.2.10", "ipv4", 24, 2, True),
    Own("192.0.2.130", "ipv4", 25, 3, True),
    Own("198.51.100.10", "ipv4", 24, 4, True),
    Own("fe80::2", "ipv6", 64, 2, True),
    Own("fe80::3", "ipv6", 64, 3, True),
    Own("2001:db8::2", "ipv6", 64, 2, False),
]
PLACE = _place.Place({link.index: link for link in LINKS}, OWN, {})


@pytest.fixture(autouse=True)
def no_routes(monkeypatch):
    """A kernel that has no route to anything."""
    monkeypatch.setattr(_place, "_routed", lambda _place, _ip, _family: [])


@pytest.mark.parametrize(
    ("ip", "name"), [("192.0.2.11", "eth0"), ("192.0.2.200", "eth1"), ("192.0.2.10", "eth0"), ("fe80::2", "eth0")]
)
def test_an_address_is_on_the_interface_that_has_it_or_its_longest_prefix(ip, name):
    family = "ipv6" if ":" in ip else "ipv4"
    assert _place.interface_of(PLACE, ip, family).name == name


NOWHERE = {
    "no subnet": ("203.0.113.1", "203.0.113.1 is on no subnet of this host: name the interface"),
    "a subnet of an interface that is down": ("198.51.100.11", "198.51.100.11 is on no subnet"),
    "held on one that is down": ("198.51.100.10", "eth2 is down"),
    "held on lo": ("203.0.113.100", "lo has no MAC, so it is no Ethernet interface; with one are: eth0, eth1, eth2"),
    "on each link": ("fe80::99", "fe80::99 may be on any of eth0, eth1: name the interface"),
}


@pytest.mark.parametrize(("ip", "message"), NOWHERE.values(), ids=NOWHERE)
def test_what_is_not_clear_is_said(ip, message):
    with pytest.raises(ArpError, match=message.replace("(", r"\(")):
        _place.interface_of(PLACE, ip, "ipv6" if ":" in ip else "ipv4")


def test_the_route_comes_before_the_subnet(monkeypatch):
    monkeypatch.setattr(_place, "_routed", lambda _place, _ip, _family: [3])
    assert _place.interface_of(PLACE, "192.0.2.11", "ipv4").name == "eth1"


def prepare(ip, interface=None, force=False, form="request", forwards=False):
    return _announce.prepare(
        PLACE,
        Target(ip, "ipv6" if ":" in ip else "ipv4"),
        interface=interface,
        form=form,
        force=force,
        forwards=lambda _name: forwards,
    )


UNHELD = {
    "foreign": ({"ip": "192.0.2.11"}, "This host does not hold 192.0.2.11"),
    "on another interface": ({"ip": "192.0.2.10", "interface": "eth1"}, "holds 192.0.2.10 on eth0, not on eth1"),
    "on lo, announced elsewhere": ({"ip": "203.0.113.100", "interface": "eth0"}, "on lo, not on eth0"),
    "not checked yet": ({"ip": "2001:db8::2"}, "2001:db8::2 has not passed duplicate address detection"),
}


@pytest.mark.parametrize(("options", "message"), UNHELD.values(), ids=UNHELD)
def test_only_what_is_held_is_announced_unless_forced(options, message):
    with pytest.raises(ArpError, match=message):
        prepare(**options)
    assert prepare(**{"interface": "eth0", **options, "force": True})


@pytest.mark.parametrize(
    ("form", "forms"), [("request", ["request"]), ("reply", ["reply"]), ("both", ["request", "reply"])]
)
def test_the_forms_of_ipv4(form, forms):
    assert [(one.form, one.link.name) for one in prepare("192.0.2.10", form=form)] == [(each, "eth0") for each in forms]
