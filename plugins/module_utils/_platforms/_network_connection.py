# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connection that Ansible keeps to a network device, for modules that run on the controller."""

import json

from ansible.module_utils.connection import Connection
from ansible.module_utils.connection import ConnectionError as DeviceError

from .._errors import ArpError, SourceError
from .._formats._platform_names import known_name
from ._network import asker, text_of


def reach(socket_path, apis, network_os=None):
    """Return `(ask, name, what stands under it in apis)` of the device behind a connection.

    `apis` is `{network_api: {platform: ...}}`; `network_os` is what the device is where the connection does not tell.
    Raises ArpError.
    """
    connection = Connection(socket_path)
    api, about = _introduced(connection)
    name, found = find(apis, network_os or about.get("network_os"), api)
    return asker(connection, api, DeviceError), name, found


def find(apis, network_os, api):
    """Return `(name, what stands under it)` in `{network_api: {platform: ...}}`.

    `network_os` is what the connection or a user calls the device. Raises ArpError for a device or a kind of
    connection that is not there.
    """
    platforms = apis.get(api)
    if platforms is None:
        raise ArpError("connections of the kind %r are not known; known are %s" % (api, ", ".join(sorted(apis))))
    name = known_name(network_os, platforms)
    if name is None:
        known = ", ".join(sorted(platforms))
        given = str(network_os).strip().lower()
        raise ArpError("network_os %r is not known over connections of the kind %s; known are %s" % (given, api, known))
    return name, platforms[name]


def _introduced(connection):
    """Return `(network_api, device_info)` of a connection."""
    try:
        capabilities = json.loads(connection.get_capabilities())
    except (DeviceError, ValueError) as error:
        raise ArpError("The device could not be asked what it is: %s" % error)
    return capabilities.get("network_api"), capabilities.get("device_info") or {}


class Session:
    """A command line that can be changed through. `platform` is one of `platforms`, `release` what the device runs.

    Raises ArpError for a connection that is none, and for a device that is none of the platforms.
    """

    def __init__(self, socket_path, platforms, network_os=None):
        self._connection = Connection(socket_path)
        api, about = _introduced(self._connection)
        if api != "cliconf":
            raise ArpError(
                "Entries are changed over ansible.netcommon.network_cli; this connection is of the kind %s" % api
            )
        given = network_os or about.get("network_os")
        self.platform = known_name(given, platforms)
        if self.platform is None:
            known = ", ".join(sorted(platforms))
            raise ArpError("How to change the entries of %s is not known; known are %s" % (given, known))
        self.release = about.get("network_os_version")
        self.ask = asker(self._connection, api, DeviceError)

    def get(self, command):
        """Send a `Command` and return what the device prints. Raises SourceError."""
        try:
            asked = {"prompt": [command.prompt], "answer": [command.answer]} if command.prompt else {}
            return text_of(self._connection.get(command.text, **asked))
        except DeviceError as error:
            raise SourceError(str(error))

    def edit(self, lines, commit):
        """Send lines of configuration; return what the device printed for each. Raises SourceError."""
        try:
            answer = self._connection.edit_config(candidate=lines, commit=commit)
        except (DeviceError, ValueError) as error:
            raise SourceError(str(error))
        return [text_of(said) for said in (answer or {}).get("response") or ()]

    def leave(self, changes):
        """Get out of the configuration after a refused line, so that the next command is understood."""
        try:
            if changes.is_editing(text_of(self._connection.get_prompt()).strip()):
                for line in changes.leave:
                    self._connection.get(line)
        except DeviceError:
            return  # the next command tells
