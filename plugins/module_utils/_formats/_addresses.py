# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The address of a row, or the name that a device resolved and printed in its place."""

import re

from .._neighbor import canonical_ip

_NAME = re.compile(r"(?=[^%]*[A-Za-z_])[\w-]+(?:\.[\w-]+)*\.?(?:%\S+)?").fullmatch


def address_or_name(text, family, flags):
    """Return `(ip, family, flags)`; where a name stands in place of the address it is a flag and `ip` is None."""
    try:
        return canonical_ip(text) + (flags,)
    except ValueError:
        if not _NAME(text):
            raise
        return None, family, flags + ["name " + text]
