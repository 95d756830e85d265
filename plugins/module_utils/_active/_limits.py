# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the options of the active modules may be: a wire belongs to everybody on it."""

import platform

from .._errors import ArpError


def check(params, limits):
    """Raise ArpError where a number is outside of `{option: (least, most)}`."""
    for name, (least, most) in limits.items():
        if not least <= params[name] <= most:
            raise ArpError("%s is %s; it must be from %s to %s" % (name, params[name], least, most))


def check_system(module_name):
    """Raise ArpError where there are no packet sockets."""
    if platform.system() != "Linux":
        raise ArpError("%s works on Linux only; this host runs %s" % (module_name, platform.system()))


def time_text(seconds):
    """Return a length of time as people say it."""
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (seconds, "s")]
    return " ".join("%d %s" % part for part in parts if part[0]) or "less than a second"
