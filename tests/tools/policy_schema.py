# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/schemas/policy.json: the policy of neighbor_anomalies as a JSON schema, for editors and pipelines.

Keys, descriptions and defaults come from the filter's documentation, what excludes each other from the argument spec,
the forms of values from the table below. What only reading can tell (a broken query, the name of a rule that does not
exist) is left to the reader. A unit test compares the file with what this makes, and both with the reader.
"""

import json
import re
import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / ".collections"))

from ansible_collections.netops.arp.plugins.plugin_utils._catalog import KINDS, RULE, SEVERITIES
from ansible_collections.netops.arp.plugins.plugin_utils._policy import ARGUMENT_SPEC, SHARES

ROOT = Path(__file__).resolve().parents[2]
SCHEMA_FILE = ROOT / "docs" / "schemas" / "policy.json"
_DOCUMENTATION = ROOT / "plugins" / "filter" / "neighbor_anomalies.yml"

_HEX = "[0-9A-Fa-f]"
_OCTET, _QUARTET = f"[:-]{_HEX}{{1,2}}", f"[.:-]{_HEX}{{4}}"
# 6, 8 or 20 octets, each by itself or in pairs, or bare digits; not all of them zero.
_MAC = (
    r"(?!(?:0|[.:-])+(?:[,\s]|$))(?:"
    f"{_HEX}{{1,2}}(?:(?:{_OCTET}){{5}}|(?:{_OCTET}){{7}}|(?:{_OCTET}){{19}})"
    f"|{_HEX}{{4}}(?:(?:{_QUARTET}){{2}}|(?:{_QUARTET}){{3}}|(?:{_QUARTET}){{9}})"
    f"|{_HEX}{{12}}|{_HEX}{{16}}|{_HEX}{{40}})"
)
_BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_IPV4 = rf"{_BYTE}(?:\.{_BYTE}){{3}}"
_GROUP = f"{_HEX}{{1,4}}"
_IPV6 = "(?:{})".format(
    "|".join(
        [
            f"(?:{_GROUP}:){{7}}{_GROUP}",
            *(f"(?:{_GROUP}:){{1,{7 - after}}}(?::{_GROUP}){{1,{after}}}" for after in range(1, 7)),
            f"(?:{_GROUP}:){{1,7}}:",
            f":(?::{_GROUP}){{1,7}}",
            f"(?:{_GROUP}:){{6}}{_IPV4}",
            *(f"(?:{_GROUP}:){{1,{6 - after}}}(?::{_GROUP}){{0,{after - 1}}}:{_IPV4}" for after in range(1, 6)),
            f":(?::{_GROUP}){{0,5}}:{_IPV4}",
            "::",
        ]
    )
)
_PREFIX = rf"(?:{_IPV4}(?:/(?:3[0-2]|[12]?[0-9]|{_IPV4}))?|{_IPV6}(?:/(?:12[0-8]|1[01][0-9]|[1-9]?[0-9]))?)"
_NUMBER = r"\+?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_SHARE = r"\+?(?:(?=\.?[0-9])0*(?:\.[0-9]*)?|0*1(?:\.0*)?)"
_RULE_NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}"
_KIND = f"(?:{'|'.join(KINDS)}|{RULE}:{_RULE_NAME})"


def _one(pattern):
    return {"type": "string", "pattern": rf"^\s*{pattern}\s*$"}


def _several(key, pattern):
    text = {"type": "string", "pattern": rf"^[,\s]*{pattern}(?:[,\s]+{pattern})*[,\s]*$"}
    return {"anyOf": [{"type": "array", "items": _ref(key), "minItems": 1}, text]}


def _ref(key):
    return {"$ref": f"#/$defs/{key}"}


_TEXT = {"type": ["string", "integer"], "pattern": r"\S"}

# A key means the same in every section.
VALUES = {
    "host": _TEXT,
    "ip": {"type": "string", "pattern": rf"^\s*(?:{_IPV4}|{_IPV6})\s*(?:[%/].*)?$"},
    "kind": {"type": "string", "pattern": f"^{_KIND}$"},
    "mac": _one(_MAC),
    "macs": _several("mac", _MAC),
    "message": _TEXT,
    "name": {"type": ["string", "integer"], "pattern": f"^{_RULE_NAME}$"},
    "number": {
        "anyOf": [{"type": "number", "minimum": 0}, _one(_NUMBER)],
    },
    "oui": _one(f"[:.-]*(?:(?:{_HEX}[:.-]*){{2}}){{1,5}}"),
    "prefix": {"type": "string", "pattern": f"^{_PREFIX}$"},
    "prefixes": _several("prefix", _PREFIX),
    "query": _TEXT,
    "segment": _TEXT,
    "severity": {"enum": list(SEVERITIES)},
    "share": {
        "anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, _one(_SHARE)],
    },
    "vrf": _TEXT,
}
_SEVERITIES = {"patternProperties": {f"^{_KIND}$": _ref("severity")}, "additionalProperties": False}
_NAMES = {"type": "object", "additionalProperties": _ref("segment")}
_SEGMENTS = {"additionalProperties": {"anyOf": [_ref("segment"), _NAMES]}}


def schema():
    """The JSON schema as a dict."""
    documented = yaml.safe_load(_DOCUMENTATION.read_text(encoding="utf-8"))["DOCUMENTATION"]["options"]["policy"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://raw.githubusercontent.com/netops/arp/main/docs/schemas/policy.json",
        "title": "Policy of netops.arp.neighbor_anomalies, and audit_policy of the role netops.arp.audit",
        "type": "object",
        "properties": {name: _section(name, option) for name, option in documented["suboptions"].items()},
        "additionalProperties": False,
        "$defs": VALUES,
    }


def _section(name, option):
    described = {"description": _plain(option["description"])}
    if option["type"] == "list":
        return {**described, "type": ["array", "null"], "items": _entry(option["suboptions"], ARGUMENT_SPEC[name])}
    described["type"] = ["object", "null"]
    if name in ("segments", "severities"):
        return {**described, **(_SEGMENTS if name == "segments" else _SEVERITIES)}
    properties = {
        key: {**_described(each), **_ref("share" if key in SHARES else "number")}
        for key, each in option["suboptions"].items()
    }
    return {**described, "properties": properties, "additionalProperties": False}


def _entry(options, spec):
    entry = {
        "type": "object",
        "properties": {key: {**_described(option), **_value(key, option)} for key, option in options.items()},
        "required": [key for key, option in options.items() if option.get("required")],
        "additionalProperties": False,
    }
    together = [{"anyOf": [_given(key) for key in keys]} for keys in spec.get("required_one_of", ())]
    apart = [{"not": _given(*keys)} for keys in spec.get("mutually_exclusive", ())]
    return {**entry, **({"allOf": together + apart} if together + apart else {})}


def _given(*keys):
    return {"required": list(keys), "properties": {key: {"not": {"type": "null"}} for key in keys}}


def _value(key, option):
    """An optional key may be null, or an empty list, for "not given"."""
    if option.get("required"):
        return _ref(key)
    empty = [{"type": "array", "maxItems": 0}] if option["type"] == "list" else []
    return {"anyOf": [_ref(key), {"type": "null"}, *empty]}


def _described(option):
    default = {"default": option["default"]} if "default" in option else {}
    return {"description": _plain(option["description"]), **default}


def _plain(description):
    """The text of a description without Ansible's markup."""
    text = " ".join([description] if isinstance(description, str) else description)
    text = re.sub(r"\b[CEIMOPUV]\(((?:\\.|[^)\\])*)\)", lambda found: found.group(1), text)
    return re.sub(r"\\(.)", r"\1", text)


def main():
    SCHEMA_FILE.write_text(rendered(), encoding="utf-8")
    print(f"Written: {SCHEMA_FILE.relative_to(ROOT)}")


def rendered():
    """The file's text."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
