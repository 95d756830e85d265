# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NETCONF for Junos, version 1.0: one session over a subsystem of ssh (RFC 6241, framing of RFC 6242 section 4.3).

Knows the requests of the Junos XML API for what the command line shows, and refuses others as Junos does.
"""

import re
from xml.etree import ElementTree

from . import junos

_END = "]]>]]>"
_BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
_HELLO = (
    f'<hello xmlns="{_BASE}">\n  <capabilities>\n'
    "    <capability>urn:ietf:params:netconf:base:1.0</capability>\n"
    "    <capability>urn:ietf:params:netconf:capability:candidate:1.0</capability>\n"
    "    <capability>http://xml.juniper.net/netconf/junos/1.0</capability>\n"
    "  </capabilities>\n  <session-id>1</session-id>\n</hello>\n"
)
_ERROR = (
    "<rpc-error>\n<error-type>protocol</error-type>\n<error-tag>operation-failed</error-tag>\n"
    "<error-severity>error</error-severity>\n<error-message>syntax error</error-message>\n"
    "<error-info>\n<bad-element>{}</bad-element>\n</error-info>\n</rpc-error>\n"
)


def _arp(device, request):
    wants_time = any(_tag(child) == "expiration-time" for child in request)
    return junos.xml(junos.arp(device, expiration=wants_time))


_REQUESTS = {
    "get-arp-table-information": _arp,
    "get-ipv6-nd-information": lambda device, _request: junos.xml(junos.nd(device)),
    "get-interface-information": lambda device, _request: junos.xml(junos.interfaces(device)),
    "get-instance-information": lambda device, _request: junos.xml(junos.instances(device)),
    "get-route-information": lambda device, _request: junos.xml(junos.default_route(device)),
    "get-software-information": lambda device, _request: junos.xml(junos.software(device)),
    "close-session": lambda _device, _request: "<ok/>\n",
}


def serve(device, source, target):
    """Answer requests until the other side closes the session or goes."""

    def send(text):
        target.write(text + _END + "\n")
        target.flush()

    send(_HELLO)
    for message in _messages(source):
        # The declaration may name an encoding, which text must not have.
        request = ElementTree.fromstring(re.sub(r"^<\?xml.*?\?>", "", message))
        if _tag(request) != "rpc":
            continue
        operation = request[0]
        identity = request.get("message-id", "")
        send(
            f'<rpc-reply xmlns="{_BASE}" xmlns:junos="http://xml.juniper.net/junos/21.4R0/junos" '
            f'message-id="{identity}">\n{_reply(device, operation)}</rpc-reply>\n'
        )
        if _tag(operation) == "close-session":
            break


def _reply(device, operation):
    function = _REQUESTS.get(_tag(operation))
    return function(device, operation) if function else _ERROR.format(_tag(operation))


def _messages(source):
    received = ""
    while data := source.buffer.read1(65536).decode():
        received += data
        while _END in received:
            message, _end, received = received.partition(_END)
            yield message.strip()


def _tag(element):
    return element.tag.rpartition("}")[2]
