# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Linux network namespaces: which there are, and a visit to one (man 7 network_namespaces, man 2 setns).

Only the network namespace of the calling thread changes, never the mount namespace, so that files stay the same and
`/proc/thread-self/net` and `/proc/sys/net` follow. Standard library only, Python 3.6 and later.
"""

import contextlib
import os
from typing import NamedTuple

from ._errors import ArpError, SourceError

EVERY = "all"

# Where names are kept: ip-netns(8), and Docker with its sandboxes.
NAMED = ("/run/netns", "/var/run/netns")
SANDBOXES = ("/run/docker/netns",)

_OWN = "/proc/thread-self/ns/net"
_CLONE_NEWNET = 0x40000000  # uapi/linux/sched.h


class Namespace(NamedTuple):
    """One network namespace: the name that chooses it again, and a file that leads there."""

    name: str
    path: str


def choose(wanted):
    """Return the `Namespace`s that are meant: names of `ip netns`, absolute paths, `pid:<number>`, or `all`.

    The own one and repeated ones are left out. Raises ArpError for a name that does not exist.
    """
    found = []
    for name in wanted:
        found.extend(everything() if name == EVERY else [_named(name)])
    return _distinct(found)


def everything():
    """Return all namespaces that can be seen: with a name, of Docker, and those that only processes live in."""
    found = [Namespace(name, path) for name, path in _listed(NAMED)]
    found.extend(Namespace(path, path) for _name, path in _listed(SANDBOXES))
    found.extend(Namespace("pid:%d" % pid, _of_process(pid)) for pid in _processes())
    return _distinct(found)


@contextlib.contextmanager
def entered(namespace):
    """Be in a network namespace for the length of a `with` block. Raises SourceError when it cannot be entered."""
    try:
        back = os.open(_own_path(), os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise SourceError("network namespaces: %s" % error.strerror)
    try:
        try:
            there = os.open(namespace.path, os.O_RDONLY | os.O_CLOEXEC)
            try:
                _setns(there)
            finally:
                os.close(there)
        except OSError as error:
            raise SourceError("network namespace %s: %s" % (namespace.name, error.strerror))
        try:
            yield
        finally:
            _setns(back)
    finally:
        os.close(back)


def _named(name):
    if name.startswith("pid:") and name[4:].isdigit():
        candidates = [_of_process(int(name[4:]))]
    elif os.path.isabs(name):
        candidates = [name]
    else:
        candidates = [path for known, path in _listed(NAMED) if known == name]
    for path in candidates:
        if os.path.exists(path):
            return Namespace(name, path)
    known = ", ".join(sorted({known for known, _path in _listed(NAMED)})) or "none with a name"
    raise ArpError("There is no network namespace %r on this host; there are: %s" % (name, known))


def _distinct(namespaces):
    """Leave out the own namespace and whatever leads to one that is listed before. One that cannot be looked at
    stays."""
    seen = {_identity(_own_path())}
    kept = []
    for namespace in namespaces:
        identity = _identity(namespace.path)
        if identity not in seen:
            kept.append(namespace)
            seen.add(identity or namespace)
    return kept


def _identity(path):
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _listed(folders):
    """Yield `(name, path)` of the entries of folders; a folder that does not exist or may not be read has none."""
    for folder in folders:
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            names = []
        for name in names:
            yield name, os.path.join(folder, name)


def _processes():
    """Return the numbers of the processes whose namespace this process may look at, lowest first."""
    numbers = sorted(int(name) for name, _path in _listed(["/proc"]) if name.isdigit())
    return [pid for pid in numbers if _identity(_of_process(pid))]


def _of_process(pid):
    return "/proc/%d/ns/net" % pid


def _own_path():
    # thread-self came with Linux 3.17.
    return _OWN if os.path.exists(_OWN) else "/proc/self/ns/net"


def _setns(descriptor):
    if hasattr(os, "setns"):  # Python 3.12
        os.setns(descriptor, _CLONE_NEWNET)
        return
    try:
        import ctypes
    except ImportError:
        raise SourceError("network namespaces: this Python has neither os.setns nor ctypes")
    if ctypes.CDLL(None, use_errno=True).setns(descriptor, _CLONE_NEWNET) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
