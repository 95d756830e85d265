# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines that no format understood: which of them a person must see.

A line that looks like data is told, and so is one with which a device or a shell refuses. Banners, logs, logins,
prompts and sentences are not.
"""

import re

from ._lines import is_common_decoration

# What begins like an address; a clock, a date or the number of a release is none.
_ADDRESS = re.compile(
    r"(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,3}){2,3}(?![\w.]*[A-Za-z_])"
    r"|(?<![\w:])(?![0-9]{1,2}(?::[0-9]{2}){1,2}(?![\w:]))[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]*"
    r"|(?<![\w.-])\w{4}[.-]\w{4}[.-]\w{1,4}(?!\w)|(?<![\w.-])[0-9A-Fa-f]{4}[.-][0-9A-Fa-f]{2,4}(?!\w)"
    r"|(?<![\w-])[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-|(?<![\w-])[0-9A-Fa-f]{6}-[0-9A-Fa-f]{6}(?![\w-])"
).search
# A word in place of a MAC, where a name may stand in place of the address.
_NO_MAC = re.compile(r"\b(?:[Ii]ncomplete|INCOMPLETE|INCMP|[Uu]nresolved|FAILED)\b").search
_PIECE_OF_JSON = re.compile(r"[\[\]{}]+,?$|[\[{]?\s*\"[^\"]*\"\s*[:,]|(?:null|true|false|[0-9]+),?$").match
_PIECE_OF_XML = re.compile(r"</?[\w:.-]+[^<>]*>").match
_CELLS = re.compile(r"[ \t]{2,}|\t")
_DIGIT = re.compile("[0-9]").search
_NAME_OF_VALUE = re.compile(r"(?:age|expir|interface|ifindex|link|mac|port|state|vlan|vrf)\w*\b", re.IGNORECASE).match
_FRAME = " \t*#|!"
# So far to the right only what goes on from the line above begins.
_INDENTED = re.compile(r"[ \t]{12,}(?=\S)[^.!?]*[0-9][^.!?]*").fullmatch
_TOTAL = re.compile(r"[\s-]*(?:total|number of)\b[^.:]*[.:\s]\s*[0-9]+\W*", re.IGNORECASE).fullmatch
# Statistics count what was refused, too: "Errors: 0 out of memory, 0 no buffers", "Unresolved hosts: 1". A refusal may
# have a number itself: "Error: 22", "command failed: 1".
_WORDS = r"[A-Za-z][\w'./()-]*(?: [A-Za-z0-9(][\w'./()-]*)*"
_COUNT = r"(?:{words}[ \t]*: *[0-9]+|(?:with )?[0-9]+ {words}|{words} [0-9]+)".format(words=_WORDS)
_COUNTS = re.compile(
    r"(?!.*\b(?:error|command|request|commit|authorization)\b)"
    r"(?:{words}: *{count}(?:[,;][ \t]*{count})*|{count}(?:[,;][ \t]*{count})+(?:[ \t]+{words} [0-9]+)?"
    r"|(?:{words})?[ \t]*: *[0-9]+)[.,]?".format(words=_WORDS, count=_COUNT),
    re.IGNORECASE,
).fullmatch
_REFUSALS = (
    "errors?|invalid|unknown|unrecognized|ambiguous|unexpected|exception|traceback|rtnetlink|incomplete command"
    "|bad command|wrong parameter|too many|no such|cannot|can't|could not|unable to|timed out|usage:|failed[:.]",
    "not (?:found|permitted|supported|valid|allowed|running|configured|recognized|available|implemented|enabled|exist)",
    "(?:permission|access is) denied|connection refused|(?:authorization|command|request|commit) failed",
)
# Cisco begins a refusal with a percent sign, and a message of its log, too, but with a mnemonic behind.
_REFUSAL = re.compile(r"^%%(?! ?[A-Z]\w*[-/][0-9])|\b(?:%s)" % "|".join(_REFUSALS), re.IGNORECASE).search
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
# Messages of a log: by the mnemonic of Cisco and its likes, or by the date in front (RFC 3164, RFC 5424, Comware, VRP).
_LOG = re.compile(
    r"(?:.*[\s:])?%+[0-9]*[A-Z][A-Z0-9_]*(?:[-/][A-Z0-9_]+)*[-/][0-7][-/][A-Z0-9_]+\S*:.*"
    r"|[*.%#<]?(?:[0-9]+>|[0-9]+: )?(?:"
    + _MONTH
    + r" {1,2}[0-9]{1,2}|[0-9]{4}[-/][0-9]{2}[-/][0-9]{2})(?: [0-9]{4})?[ T]"
    r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}\S*\s.*"
    r"|\[ *[0-9]+\.[0-9]+\] .*"
).fullmatch
_LOGIN = re.compile(
    r"(?:last (?:failed |successful )?login|trying|connected to|escape character|connection (?:to|closed|established)"
    r"|warning: permanently added|the authenticity of host|spawn|ssh|telnet|user access verification|username|login as"
    r"|\S+@\S+'s password|password|copyright|using keyboard|there (?:was|were) [0-9]+ failed|user .* logged"
    r"|last logged|logged in|system uptime|product version|serial number)\b.*|.*\bversion\b.*",
    re.IGNORECASE,
).fullmatch
_TABLES = r"(?:show|sho|sh|display|disp|dis|get|diagnose|diag|netsh|request|arp|ndp|ip|nv|net|netstat|Get-NetNeighbor)"
# A prompt with any command, and the echo of a command that prints a table.
_COMMAND = re.compile(
    r"(?:[\w.@:~/()+{{}}\[\]*-]{{1,80}}(?: [\w~/()-]{{1,40}})?[#>$]|[\w.-]+@[\w.-]+[^\s%]*%|(?:PS )?[A-Za-z]:\\[^>]*>"
    r"|\[[\w@~*./ -]+\](?: ?(?:/[\w/ ]*)?[#>$])?)\s*(?:[A-Za-z/?].*)?|<[\w.-]+>\s*{tables}\b.*"
    r"|(?:(?:do|run|sudo|exec|execute|tmsh|busybox)\s+)*{tables}\s+\S.*".format(tables=_TABLES)
).fullmatch


def is_log(line):
    """Tell whether a line is a message of a log, which may fall into any output."""
    return _LOG(line.strip()) is not None


def says_something(line):
    """Tell whether a line looks like data or like a refusal."""
    bare = line.strip()
    if _PIECE_OF_JSON(bare):
        return True
    if is_common_decoration(bare) or _LOG(bare) or _LOGIN(bare) or _COMMAND(bare) or _TOTAL(bare):
        return False
    if _ADDRESS(bare) or _is_value(bare):
        return True
    return not _COUNTS(bare) and bool(_REFUSAL(bare) or _looks_like_data(line, bare))


def _looks_like_data(line, bare):
    if _NO_MAC(bare) or _PIECE_OF_XML(bare) or _INDENTED(line):
        return True
    return _DIGIT(bare) is not None and len(_CELLS.split(bare.strip(_FRAME))) > 2


def _is_value(bare):
    """Tell whether a line is one of several that tell an entry, `key : value` with the values below each other."""
    name, _colon, value = bare.partition(":")
    aligned = name.endswith("  ") or value.startswith("  ")
    return aligned and _NAME_OF_VALUE(name) is not None and _DIGIT(bare) is not None
