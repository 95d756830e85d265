# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Cisco-like command lines of NX-OS and EOS print alike: dotted MACs, prompts, VLAN interfaces."""

import functools
import re

from .._neighbor import canonical_mac
from ._interface_names import full_name
from ._lines import is_common_decoration
from ._long_tables import hexadecimal

DOTTED_MAC = r"[0-9a-fA-F]{4}\.[0-9a-fA-F]{4}\.[0-9a-fA-F]{4}"

ZERO_DOTTED = "0000.0000.0000"
_DOTTED = re.compile(DOTTED_MAC).fullmatch
_VLAN_NAME = re.compile(r"Vlan(\d{1,9})", re.IGNORECASE).fullmatch
# The command as a terminal or a recording tool repeats it, with a prompt that the common ones do not cover.
_ECHO = re.compile(
    r"\s*(?:\S+[#>]\s*)?sh(?:o|ow)?\s+(?:adj|arp|ip|ipv6|mac|vxlan)\b.*|\s*\+{3} .* \+{3}\s*"
    r"|\s*Load for five secs:.*|\s*Time source is .*|\s*\S+[#>]\s*"
)


def is_cli_decoration(line):
    """Tell whether a line is a prompt, an echoed command, a rule, or what a terminal puts around an output."""
    return is_common_decoration(line) or _ECHO.fullmatch(line) is not None


def colon_mac(text):
    """Return a MAC in canonical form, None for an all-zero one; `text` is one that `DOTTED_MAC` matches."""
    return hexadecimal(bytes.fromhex(text.replace(".", "")), ":") if text != ZERO_DOTTED else None


def any_mac(text):
    """Return a MAC in canonical form from any of the forms in a structured answer; ValueError for no MAC."""
    return colon_mac(text) if _DOTTED(text) else canonical_mac(text)


@functools.lru_cache(maxsize=4096)
def interface_and_vlan(text, dialect):
    """Return the full name of an interface, and its VLAN where it is the interface of one. `-` and nothing are None."""
    if not text or text == "-":
        return None, None
    name = full_name(text, dialect)
    vlan = _VLAN_NAME(name)
    return name, int(vlan.group(1)) if vlan else None
