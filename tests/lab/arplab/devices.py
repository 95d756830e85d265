# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts that behave as network devices: what tests/lab/devices needs of the lab, and how Ansible reaches it."""

import pathlib
import shutil

_SOURCE = pathlib.Path(__file__).resolve().parents[1] / "devices"

# What Ansible calls the makers' systems.
NETWORK_OS = {
    "eos": "arista.eos.eos",
    "ios": "cisco.ios.ios",
    "junos": "junipernetworks.junos.junos",
    "nxos": "cisco.nxos.nxos",
    "vyos": "vyos.vyos.vyos",
}


def write(lab, topology):
    """Put the emulator where the hosts take it from when they start; they cannot see where it came from."""
    if any(host.device for host in topology.hosts.values()):
        shutil.copytree(_SOURCE, lab.directory / "devices", ignore=shutil.ignore_patterns("__pycache__"))


def variables(lab, topology, host):
    """Return the inventory variables of a device: everything through a proxy command, as to the other hosts.

    The address is a key, nothing is sent to it: connections that stay open are told apart by it, and paramiko wants one
    that it need not resolve. Inside the device's own network it is a loopback address, where eAPI listens.
    """
    # Some clients start the command through a shell, some do not.
    enter = f"nsenter --target $(cat {lab.directory}/{host.name}.pid) --mount --uts --ipc --net --pid --"
    proxy = f"sh -c 'exec {enter} /usr/sbin/sshd -i -f /run/lab/sshd_config'"
    return {
        "ansible_connection": "ansible.netcommon.network_cli",
        "ansible_network_os": NETWORK_OS[host.device],
        "ansible_host": f"127.1.0.{list(topology.hosts).index(host.name) + 1}",
        "ansible_private_key_file": str(lab.directory / "key"),
        # The proxy command is the identity: there is no name to which a key could belong.
        "ansible_host_key_checking": False,
        "ansible_libssh_proxy_command": proxy,
        "ansible_paramiko_proxy_command": proxy,
        "ansible_netconf_proxy_command": proxy,
        "ansible_ssh_common_args": "",
        "ansible_ssh_args": "",
        # Their modules run on the controller.
        "ansible_python_interpreter": "{{ ansible_playbook_python }}",
    }
