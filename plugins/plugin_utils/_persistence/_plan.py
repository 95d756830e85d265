# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What to write and what to remove so that exactly these pins outlast a restart."""

from pathlib import PurePosixPath

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError

from .._faces import plain
from . import _host, _pins
from ._files import DAEMON, DROP_IN, OWN_PARENTS, UNIT
from ._providers import PROVIDERS, SAVED, choose

# What runs as a service of its own, and the file that it stands in.
_SERVICES = {"systemd_unit": UNIT, "launchd": DAEMON}


def plan(pins, provider="auto", kind="host", found=""):
    """Return what the role does for one host, as a dict of lists that its tasks walk through.

    `pins` are dicts with `ip`, `mac` and `interface`; `kind` is `host`, `windows` or `device`; `found` is the text
    that netops-arp-look.sh printed. Raises ArpError for a pin that cannot be kept, a provider that is not there, or a
    file in the way that is not ours.
    """
    pins, provider, kind = plain(pins), plain(provider), plain(kind)
    host = _host.understand(plain(found))
    rows = [] if kind in SAVED or provider == "none" else _pins.understand(pins)
    chosen = choose(provider, kind, host, rows)
    files = list(PROVIDERS[chosen].files(rows, host)) if chosen in PROVIDERS else []
    _refuse_strangers(files, host)
    remove = sorted(host.ours - {file.path for file in files})
    parents = {_parent(file.path) for file in files}
    return {
        "provider": chosen,
        "files": [file._asdict() for file in files if not file.target],
        "links": [file._asdict() for file in files if file.target],
        "directories": sorted(parents - host.directories),
        "remove": remove,
        "prune": sorted({_parent(path) for path in remove if path.startswith(OWN_PARENTS)} & host.alone - parents),
        "start": _start(chosen, files, remove, host),
        "stop": [name for name, path in _SERVICES.items() if path in remove and _runs(name, host)],
    }


def _start(chosen, files, remove, host):
    """Return what must take notice: what runs a service of ours, and networkd also of what it lost."""
    lost = any(path.endswith(DROP_IN) for path in remove)
    noticed = [name for name, path in _SERVICES.items() if path in {file.path for file in files}]
    noticed += ["networkd"] if chosen == "networkd" or lost else []
    return [name for name in noticed if _runs(name, host)]


def _runs(name, host):
    return {"systemd_unit": "systemd", "networkd": "networkd"}.get(name, name) in host.running or name == "launchd"


def _refuse_strangers(files, host):
    strange = sorted({file.path for file in files} & host.foreign)
    if strange:
        raise ArpError(f"{', '.join(strange)} is there and was not written by this role; move it away first")


def _parent(path):
    return str(PurePosixPath(path).parent)
