# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connection that Ansible keeps to a network device, for modules that run on the controller."""

import json

from ansible.module_utils.connection import Connection
from ansible.module_utils.connection import ConnectionError as DeviceError

from .._errors import ArpError
from ._network import asker
from ._network_names import find


def reach(socket_path, apis, network_os=None):
    """Return `(ask, name, what stands under it in apis)` of the device behind a connection.

    `apis` is `{network_api: {platform: ...}}`; `network_os` is what the device is where the connection does not tell.
    Raises ArpError.
    """
    connection = Connection(socket_path)
    try:
        capabilities = json.loads(connection.get_capabilities())
    except (DeviceError, ValueError) as error:
        raise ArpError("The device could not be asked what it is: %s" % error)
    api = capabilities.get("network_api")
    told = (capabilities.get("device_info") or {}).get("network_os")
    name, found = find(apis, network_os or told, api)
    return asker(connection, api, DeviceError), name, found
