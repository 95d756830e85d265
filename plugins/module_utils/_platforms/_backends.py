# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What changes the table that a module stands before: of the system around it, or of the device behind its connection.

Python 3.6 and later.
"""

import platform

from .._errors import ArpError
from .._faces import runner
from . import _bsd, _bsd_changes, _linux_changes


def choose(module, namespaces):
    """Return the `Backend` for an AnsibleModule. Raises ArpError."""
    # With a network connection the module runs on the controller, whose own tables nobody has asked for.
    if module._socket_path:
        return _device(module, namespaces)
    system = platform.system()
    kind = SYSTEMS.get(system)
    if kind is None:
        raise ArpError("This module does not support %s; it supports %s" % (system, ", ".join(sorted(SYSTEMS))))
    return kind(runner(module), namespaces)


def _device(module, namespaces):
    # Hosts have no use for these, and need not wait for their import.
    from . import _network_changes, _network_connection, _network_platforms

    if namespaces:
        raise ArpError("network namespaces are a matter of Linux; this connection leads to a network device")
    known = _network_platforms.CHANGES
    session = _network_connection.Session(module._socket_path, known, module.params["network_os"])
    return _network_changes.Network(
        session, _network_platforms.COMMAND_LINES[session.platform], known[session.platform]
    )


SYSTEMS = dict.fromkeys(_bsd.SYSTEMS, _bsd_changes.Bsd)
SYSTEMS["Linux"] = _linux_changes.Linux
