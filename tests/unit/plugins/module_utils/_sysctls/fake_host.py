# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A host made of files: /proc/sys as a kernel that nobody has touched would show it, and an empty /etc/sysctl.d.

It stands for kernels and containers that are not at hand. What a real kernel does is tested in tests/integration.
"""

from pathlib import Path

from ansible_collections.netops.arp.plugins.module_utils._sysctls import _backend
from ansible_collections.netops.arp.plugins.module_utils._sysctls._parameters import PARAMETERS

OWN = "etc/sysctl.d/90-arp.conf"


class FakeHost:
    """Files below a directory. C(lacking) are the parameters that this kernel does not have."""

    def __init__(self, root, interfaces=("lo", "eth0", "eth1"), *, lacking=(), in_container=False):
        self.root = Path(root)
        self.commands = []
        self.loading = (0, "", "")
        for parameter in PARAMETERS.values():
            scopes = ["default"] if parameter.machine_wide else ["default", *interfaces]
            scopes += ["all"] if parameter.kind == "conf" else []
            for scope in scopes:
                is_hidden = in_container and parameter.kind == "neigh" and scope == "default"
                if parameter.name not in lacking and not is_hidden:
                    self.set(f"net/{parameter.family}/{parameter.kind}/{scope}/{parameter.name}", parameter.usual)
        (self.root / "etc/sysctl.d").mkdir(parents=True)

    def file(self, path):
        return self.root / "proc/sys" / path

    def set(self, path, value):
        self.file(path).parent.mkdir(parents=True, exist_ok=True)
        self.file(path).write_text(f"{value}\n")

    def get(self, path):
        return int(self.file(path).read_text())

    def ignore(self, scope="eth0", value=None):
        """arp_ignore of a scope; sets it when a value is given."""
        path = f"net/ipv4/conf/{scope}/arp_ignore"
        if value is not None:
            self.set(path, value)
        return self.get(path)

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def read(self, path):
        return (self.root / path).read_text()

    def snapshot(self):
        """All files with their contents, byte for byte."""
        return {str(path): path.read_bytes() for path in self.root.rglob("*") if path.is_file()}

    def command(self, argv):
        self.commands.append(argv)
        return self.loading

    def run(self, settings=None, *, check_mode=False, **options):
        host = _backend.Host(self.command, str(self.root))
        wanted = _backend.Options(settings=settings or {}, **{"kernel_release": "6.1.0", **options})
        return _backend.run(host, wanted, check_mode)
