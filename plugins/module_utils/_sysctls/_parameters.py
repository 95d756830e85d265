# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernel parameters of ARP and neighbor discovery: what each takes, and how values of different scopes combine.

A `conf` parameter has a value for `all`, one for `default` (the template of interfaces to come) and one for each
interface. What is in force on an interface follows from `all` and its own value by a rule that differs per parameter,
and for some per version. A `neigh` parameter has a template and a value per interface, and nothing to combine.

Sources: the IN_DEV_* macros of include/linux/inetdevice.h, net/ipv4/arp.c, net/ipv6/ndisc.c, net/core/neighbour.c and
Documentation/networking/ip-sysctl.rst. Pure; standard library only, Python 3.6 and later.
"""

from typing import Any, Callable, NamedTuple, Tuple

from ._kernel import ALWAYS, Since

FAMILIES = ("ipv4", "ipv6")


class Rule(NamedTuple):
    """How `all` and an interface combine; `neutral` is what `all` must be to leave the interface its own way."""

    name: str
    combine: Callable[[int, int], int]
    neutral: Any = 0


MAXIMUM = Rule("the larger of conf/all and the interface's own value", max)
EITHER = Rule("on when conf/all or the interface says on", lambda everywhere, here: int(bool(everywhere or here)))
BOTH = Rule("on when conf/all and the interface say on", lambda everywhere, here: int(bool(everywhere and here)), 1)
OWN = Rule("the interface's own value; conf/all is not looked at", lambda _everywhere, here: here, None)


class Parameter(NamedTuple):
    """One parameter. `kind` is `conf` or `neigh`, `rules` are (since, Rule) with the newest first, `usual` is the
    kernel's own default, `machine_wide` ones are in neigh/default only."""

    family: str
    kind: str
    name: str
    allowed: Any
    usual: int
    rules: Tuple[Tuple[Since, Rule], ...] = ((ALWAYS, OWN),)
    since: Since = ALWAYS
    machine_wide: bool = False

    def rule(self, kernel):
        """Return the rule by which this kernel combines."""
        return next(rule for since, rule in self.rules if since.holds(kernel))


def effective(rule, everywhere, here):
    """Return what is in force on an interface: `everywhere` is the value of conf/all, `here` the interface's own."""
    return rule.combine(everywhere, here)


def deciding(rule, everywhere, here):
    """Return whose value decides: `all`, `interface`, or `both` where each of them alone would give the same."""
    if rule.neutral is None:
        return "interface"
    found = rule.combine(everywhere, here)
    alone = {
        "all": rule.combine(everywhere, rule.neutral) == found,
        "interface": rule.combine(rule.neutral, here) == found,
    }
    deciders = [name for name, suffices in alone.items() if suffices]
    return deciders[0] if len(deciders) == 1 else "both"


def described(allowed):
    """Say which values are allowed: `0, 1, 2, 3 or 8`, `0 to 2`, `20 to 86400000 in steps of 20`."""
    if isinstance(allowed, range):
        step = " in steps of %d" % allowed.step if allowed.step > 1 else ""
        return "%d to %d%s" % (allowed[0], allowed[-1], step)
    *most, last = sorted(allowed)
    return "%s or %d" % (", ".join(map(str, most)), last)


def _always(rule):
    return ((ALWAYS, rule),)


_SWITCH = (0, 1)
# The kernel keeps times in ticks of 1, 3 1/3, 4 or 10 milliseconds, as it was built. All of them keep multiples of 20
# exactly, and of hundredths of a second each even number.
_MILLISECONDS = range(20, 86400001, 20)
_HUNDREDTHS = range(0, 360001, 2)
_SECONDS = range(86401)
_COUNT = range(1001)
_ENTRIES = range(2**31 - 1)

# Vincent Bernat's change of November 2020, and where the stable kernels of 30 December 2020 took it.
_PVLAN_FOR_ALL = Since(
    (5, 11), (((5, 10), 4), ((5, 4), 86), ((4, 19), 164), ((4, 14), 213), ((4, 9), 249), ((4, 4), 249))
)

# ARP: net/ipv4/arp.c, each by the macro that is named like it.
_IPV4_CONF = (
    Parameter("ipv4", "conf", "accept_local", _SWITCH, 0, _always(EITHER)),
    # Up to 5.19 a switch: 2, "only from our own subnets", was stored and acted as 1, "from anywhere".
    Parameter("ipv4", "conf", "arp_accept", range(3), 0, ((Since((6, 0)), MAXIMUM), (ALWAYS, EITHER))),
    Parameter("ipv4", "conf", "arp_announce", range(3), 0, _always(MAXIMUM)),
    Parameter("ipv4", "conf", "arp_evict_nocarrier", _SWITCH, 1, _always(BOTH), Since((5, 16))),
    Parameter("ipv4", "conf", "arp_filter", _SWITCH, 0, _always(EITHER)),
    # 4 to 7 are reserved.
    Parameter("ipv4", "conf", "arp_ignore", (0, 1, 2, 3, 8), 0, _always(MAXIMUM)),
    Parameter("ipv4", "conf", "arp_notify", _SWITCH, 0, _always(MAXIMUM)),
    Parameter("ipv4", "conf", "drop_gratuitous_arp", _SWITCH, 0, _always(EITHER), Since((4, 6))),
    Parameter("ipv4", "conf", "medium_id", range(-1, 2**31 - 1), 0, _always(OWN)),
    Parameter("ipv4", "conf", "promote_secondaries", _SWITCH, 0, _always(EITHER)),
    Parameter("ipv4", "conf", "proxy_arp", _SWITCH, 0, _always(EITHER)),
    Parameter("ipv4", "conf", "proxy_arp_pvlan", _SWITCH, 0, ((_PVLAN_FOR_ALL, EITHER), (ALWAYS, OWN))),
    Parameter("ipv4", "conf", "rp_filter", range(3), 0, _always(MAXIMUM)),
)

# Neighbor discovery: net/ipv6/ndisc.c reads most of them from the interface alone.
_IPV6_CONF = (
    Parameter("ipv6", "conf", "accept_untracked_na", range(3), 0, _always(OWN), Since((5, 19))),
    Parameter("ipv6", "conf", "drop_unsolicited_na", _SWITCH, 0, _always(OWN), Since((4, 6))),
    Parameter("ipv6", "conf", "ndisc_evict_nocarrier", _SWITCH, 1, _always(BOTH), Since((5, 16))),
    Parameter("ipv6", "conf", "ndisc_notify", _SWITCH, 0, _always(EITHER), Since((3, 8))),
    Parameter("ipv6", "conf", "proxy_ndp", _SWITCH, 0, _always(EITHER)),
)

# net/core/neighbour.c, the same for both tables.
_NEIGH = (
    ("anycast_delay", _HUNDREDTHS, 100, ALWAYS),
    ("app_solicit", _COUNT, 0, ALWAYS),
    ("base_reachable_time_ms", _MILLISECONDS, 30000, ALWAYS),
    ("delay_first_probe_time", _SECONDS, 5, ALWAYS),
    ("gc_stale_time", _SECONDS, 60, ALWAYS),
    ("interval_probe_time_ms", _MILLISECONDS, 5000, Since((6, 0))),
    ("mcast_resolicit", _COUNT, 0, Since((4, 1))),
    ("mcast_solicit", _COUNT, 3, ALWAYS),
    ("proxy_delay", _HUNDREDTHS, 80, ALWAYS),
    ("proxy_qlen", _ENTRIES, 64, ALWAYS),
    ("retrans_time_ms", _MILLISECONDS, 1000, ALWAYS),
    ("ucast_solicit", _COUNT, 3, ALWAYS),
    ("unres_qlen_bytes", _ENTRIES, 212992, Since((3, 3))),
)
# Only ARP keeps an answer for a while against the ones that follow.
_LOCKTIME = Parameter("ipv4", "neigh", "locktime", _HUNDREDTHS, 100)
# One table for ARP and one for neighbor discovery, each for all network namespaces of the machine together.
_MACHINE_WIDE = (
    ("gc_interval", _SECONDS, 30),
    ("gc_thresh1", _ENTRIES, 128),
    ("gc_thresh2", _ENTRIES, 512),
    ("gc_thresh3", _ENTRIES, 1024),
)
THRESHOLDS = ("gc_thresh1", "gc_thresh2", "gc_thresh3")


def _neighbor_parameters():
    for family in FAMILIES:
        for name, allowed, usual, since in _NEIGH:
            yield Parameter(family, "neigh", name, allowed, usual, since=since)
        for name, allowed, usual in _MACHINE_WIDE:
            yield Parameter(family, "neigh", name, allowed, usual, machine_wide=True)


PARAMETERS = {
    (parameter.family, parameter.name): parameter
    for parameter in _IPV4_CONF + _IPV6_CONF + (_LOCKTIME,) + tuple(_neighbor_parameters())
}


def named(name, families=FAMILIES):
    """Return the parameters of one name, one for each of the families that has it."""
    return [PARAMETERS[family, name] for family in families if (family, name) in PARAMETERS]
