# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes to the neighbor tables of Linux, over rtnetlink (man 7 rtnetlink). Standard library, Python 3.6 and later."""

import contextlib
import errno
import os
import socket
import struct

from .. import _namespaces, _netlink
from .._errors import ArpError
from .._formats import _rtnetlink, _rtnetlink_neighbors
from .._formats._links import places
from . import _linux, _linux_lifeline
from ._changes import Backend, Drops, is_resolved

# struct ndmsg and the constants below: uapi/linux/neighbour.h
_HEAD = struct.Struct("=BxxxiHBB")  # family, interface index, state, flags, type
_NDA_DST, _NDA_LLADDR = 1, 2
_NUD_STALE, _NUD_PERMANENT = 0x04, 0x80
_NTF_USE = 0x01
_FAMILIES = {"ipv4": socket.AF_INET, "ipv6": socket.AF_INET6}
_MAKE = _netlink.NLM_F_CREATE | _netlink.NLM_F_REPLACE
# Rows that are looked at once more right before they go: so few that next to no time passes in between.
_BATCH = 200
_GONE = frozenset([errno.ENOENT, errno.ENODEV, errno.ENXIO])


def pin_request(index, family, ip, mac, state=_NUD_PERMANENT):
    """Return the `Request` that makes a row, or takes the place of the one that is there."""
    body = _body(index, family, ip, state) + _rtnetlink.attribute(_NDA_LLADDR, bytes.fromhex(mac.replace(":", "")))
    return _netlink.Request(_netlink.RTM_NEWNEIGH, _MAKE, body)


def drop_request(index, family, ip):
    """Return the `Request` that takes a row away."""
    return _netlink.Request(_netlink.RTM_DELNEIGH, 0, _body(index, family, ip))


def resolve_request(index, family, ip):
    """Return the `Request` that has the kernel resolve an address as if there were a packet for it."""
    return _netlink.Request(_netlink.RTM_NEWNEIGH, _netlink.NLM_F_CREATE, _body(index, family, ip, flags=_NTF_USE))


def _body(index, family, ip, state=0, flags=0):
    number = _FAMILIES[family]
    return _HEAD.pack(number, index, state, flags, 0) + _rtnetlink.attribute(_NDA_DST, socket.inet_pton(number, ip))


class Linux(Backend):
    """The tables of this host: of the namespace that the module runs in, and of those that are named.

    `run(argv)` runs a command, for the facts alone. `open_netlink()` may be given for tests.
    """

    relearns = True
    pause = 0.05
    can_be_guarded = True

    def __init__(self, run, namespaces=(), open_netlink=_netlink.Netlink):
        super().__init__()
        self._run = run
        self._namespaces = list(namespaces)
        self._open = open_netlink

    def read(self):
        options = _linux.Options(include_noarp=True, network_namespaces=self._namespaces)
        facts = _linux.gather(self._run, options)
        self._refuse_unread(facts)
        return facts

    def _refuse_unread(self, facts):
        """A namespace that could not be entered must not look like one without rows."""
        for one in facts["source"]:
            if one["outcome"].startswith("refused") and "file" in one and one["file"] != "/proc/net/arp":
                raise ArpError("%s: %s" % (one["file"], one["outcome"]))
        read = {one["namespace"] for one in facts["interfaces"]}
        missing = [name for name in self._namespaces if name not in read and name != _namespaces.EVERY]
        if missing:
            raise ArpError(
                "%s is the network namespace that the module runs in, or has another name here as well; leave it out"
                % missing[0]
            )

    def check(self, steps, facts):
        for step in steps:
            if step.entry.interface is None:
                raise ArpError("%s: name the interface" % step.entry.ip)

    def apply(self, steps, facts):
        for namespace, chosen in _by_namespace(steps, lambda step: step.entry.namespace):
            with self._inside(namespace) as (kernel, indexes):
                requests = [_request(step, indexes) for step in chosen]
                refused = kernel.change(requests)
                for position, code in sorted(refused.items()):
                    if chosen[position].action == "pin" or code not in _GONE:
                        raise ArpError(_sentence(chosen[position], code))

    def relearn(self, row):
        if not is_resolved(row) or row["origin"] not in ("dynamic", "remote", "static"):
            return
        state = _NUD_PERMANENT if row["state"] == "permanent" else _NUD_STALE
        with self._inside(row["namespace"]) as (kernel, indexes):
            index = indexes.get(row["interface"], 0)
            kernel.change([pin_request(index, row["family"], row["ip"], row["mac"], state)])

    def drop(self, rows, judge, facts, everything):
        gone, kept = [], []
        for namespace, chosen in _by_namespace(rows, lambda row: row["namespace"]):
            with self._inside(namespace) as (kernel, indexes):
                decoder = _decoder(kernel, namespace)
                for start in range(0, len(chosen), _BATCH):
                    _drop(kernel, indexes, decoder, chosen[start : start + _BATCH], judge, gone, kept)
        return Drops(gone, kept)

    def resolve(self, places):
        for namespace, chosen in _by_namespace(places, lambda place: place["namespace"]):
            with self._inside(namespace) as (kernel, indexes):
                known = [one for one in chosen if one["interface"] in indexes]
                kernel.change([resolve_request(indexes[one["interface"]], one["family"], one["ip"]) for one in known])

    def rows_of(self, places):
        found = []
        for namespace, chosen in _by_namespace(places, lambda place: place["namespace"]):
            with self._inside(namespace) as (kernel, indexes):
                questions = [_body(indexes.get(one["interface"], 0), one["family"], one["ip"]) for one in chosen]
                found.extend(_now(kernel, _decoder(kernel, namespace), chosen, questions))
        return [row for row in found if row is not None]

    def lifelines(self, facts):
        return _linux_lifeline.find(self._open, facts)

    @contextlib.contextmanager
    def _inside(self, namespace):
        """Be in a namespace with a socket and `{name: index}` of its interfaces."""
        with contextlib.ExitStack() as stack:
            if namespace is not None:
                (chosen,) = _namespaces.choose([namespace])
                stack.enter_context(_namespaces.entered(chosen))
            kernel = stack.enter_context(self._open())
            yield kernel, {link.name: index for index, link in _links(kernel).items()}


def _links(kernel):
    return _rtnetlink.links(kernel.dump(_netlink.RTM_GETLINK, _rtnetlink.link_request()).bodies)


def _decoder(kernel, namespace):
    return _rtnetlink_neighbors.Decoder(places(_links(kernel)), namespace=namespace, ticks=os.sysconf("SC_CLK_TCK"))


def _by_namespace(things, namespace_of):
    """Return `[(namespace, things)]`, in the order in which the namespaces occur."""
    groups = {}
    for one in things:
        groups.setdefault(namespace_of(one), []).append(one)
    return list(groups.items())


def _request(step, indexes):
    entry = step.entry
    index = indexes.get(entry.interface)
    if index is None:
        raise ArpError("There is no interface %s any more" % entry.interface)
    if step.action == "pin":
        return pin_request(index, entry.family, entry.ip, entry.mac)
    return drop_request(index, entry.family, entry.ip)


def _sentence(step, code):
    entry = step.entry
    words = {"pin": "pinned to %s" % entry.mac, "unpin": "taken away"}[step.action]
    hint = {
        errno.EPERM: "; root privilege is needed (become)",
        errno.ENOBUFS: "; the table is full (gc_thresh3)",
    }.get(code, "")
    return "%s on %s could not be %s: %s%s" % (entry.ip, entry.interface, words, os.strerror(code), hint)


def _drop(kernel, indexes, decoder, rows, judge, gone, kept):
    """Let the rows of one batch go, as far as they are still what they were: look, judge, send."""
    questions = [_body(indexes.get(row["interface"], 0), row["family"], row["ip"]) for row in rows]
    chosen = []
    for row, now in zip(rows, _now(kernel, decoder, rows, questions)):
        if now is None:
            gone.append(row)
            continue
        reason = judge(now) if now["state"] != row["state"] or now["mac"] != row["mac"] else None
        if reason:
            kept.append((now, "it changed meanwhile: %s" % reason))
        else:
            chosen.append(now)
    requests = [drop_request(indexes[row["interface"]], row["family"], row["ip"]) for row in chosen]
    refused = kernel.change(requests)
    if errno.EPERM in refused.values():
        raise ArpError("The kernel refuses to change the table; root privilege is needed (become)")
    for position, row in enumerate(chosen):
        code = refused.get(position)
        if code is None or code in _GONE:
            gone.append(row)
        else:
            kept.append((row, "the kernel answered: %s" % os.strerror(code)))


def _now(kernel, decoder, rows, questions):
    """Return the record of each row as it is now, None where it is gone; kernels before 5.0 give whole tables only."""
    try:
        bodies = [body for body in kernel.get_each(_netlink.RTM_GETNEIGH, questions) if body is not None]
    except _netlink.KernelRefusal as refusal:
        if refusal.errno not in (errno.EOPNOTSUPP, errno.EINVAL):
            raise
        bodies = kernel.dump(_netlink.RTM_GETNEIGH, _rtnetlink_neighbors.request()).bodies
    known = {(row["ip"], row["interface"]): row for row in decoder.decode(bodies).neighbors}
    return [known.get((row["ip"], row["interface"])) for row in rows]
