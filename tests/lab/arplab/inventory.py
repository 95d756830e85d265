# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory of a lab: plain YAML that stays right while process ids change.

ssh reaches a host without any address: its ProxyCommand starts an sshd inside the host's namespaces and talks to that.
"""

import yaml

from . import devices

HOST_KEY_ALIAS = "lab"


def data(lab, topology, python="/usr/bin/python3"):
    """Return the inventory as a mapping: the managed hosts, their groups, and how to reach them."""
    groups = {}
    hosts = {}
    for host in topology.hosts.values():
        if host.managed:
            reached = devices.variables(lab, topology, host) if host.device else {}
            hosts[host.name] = {**reached, **host.vars}
            for group in host.groups:
                groups.setdefault(group, {"hosts": {}})["hosts"][host.name] = None
    inventory = {"all": {"hosts": hosts, "vars": _variables(lab.directory, python)}}
    if groups:
        inventory["all"]["children"] = groups
    return inventory


def text(lab, topology, python="/usr/bin/python3"):
    return yaml.safe_dump(data(lab, topology, python), sort_keys=False, width=1000)


def _variables(directory, python):
    namespaces = f"nsenter --target $(cat {directory}/%h.pid) --mount --uts --ipc --net --pid --"
    options = {
        "HostKeyAlias": HOST_KEY_ALIAS,
        "UserKnownHostsFile": f"{directory}/known_hosts",
        "GlobalKnownHostsFile": "/dev/null",
        "StrictHostKeyChecking": "yes",
        "IdentitiesOnly": "yes",
        "ProxyCommand": f"{namespaces} /usr/sbin/sshd -i -f /run/lab/sshd_config",
    }
    common = ["-F /dev/null", *(f'-o {key}="{value}"' for key, value in options.items())]
    persistent = f"-o ControlMaster=auto -o ControlPersist=60s -o ControlPath={directory}/masters/%h"
    return {
        "ansible_user": "root",
        "ansible_ssh_private_key_file": f"{directory}/key",
        "ansible_ssh_common_args": " ".join(common),
        "ansible_ssh_args": persistent,
        "ansible_pipelining": True,
        "ansible_python_interpreter": python,
    }
