# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`Get-NetNeighbor` of Windows PowerShell and PowerShell 7: table, list, CSV and JSON.

    ifIndex IPAddress      LinkLayerAddress      State       PolicyStore
    ------- ---------      ----------------      -----       -----------
    12      192.0.2.1      00-00-5E-00-53-01     Reachable   ActiveStore

Sources: MSFT_NetNeighbor of root/StandardCimv2, the reference of the NetTCPIP module. Properties may come in any
order and number, as `Select-Object` and `Format-Table` leave them. A value that PowerShell has cut (`fe80::5efe...`)
makes no record. Where only the index of the interface is told it stands for its name. No ages.
"""

import csv
import json
import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed
from ._json_texts import collector_paused, documents
from ._lines import is_common_decoration, lines_of
from ._long_tables import CANONICAL_IPV4, RowsAlike

# NL_NEIGHBOR_STATE of nldef.h, which is the enumeration of the property State.
_STATES = {
    "0": "failed",
    "1": "incomplete",
    "2": "probe",
    "3": "delay",
    "4": "stale",
    "5": "reachable",
    "6": "permanent",
    "unreachable": "failed",
    "incomplete": "incomplete",
    "probe": "probe",
    "delay": "delay",
    "stale": "stale",
    "reachable": "reachable",
    "permanent": "permanent",
}

_MAC = re.compile(r"[0-9a-fA-F]{2}(?:[-:]?[0-9a-fA-F]{2}){5,}").fullmatch
_TUNNEL = re.compile(r"\d+\.\d+\.\d+\.\d+(?::\d+)?").fullmatch
_CUT = ("...", "\u2026")

_JSON_KEY = re.compile(r'"IPAddress"\s*:', re.IGNORECASE)
_HEADER = re.compile(r"(?<![\w\"])\"?IPAddress\"?(?!\w)", re.IGNORECASE)
_RULE = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})*[ \t]*").fullmatch
_PROPERTY = re.compile(r"(?P<name>[A-Za-z]\w*)[ \t]*:(?:[ \t](?P<value>.*))?").fullmatch
_LIST_KEY = re.compile(r"^[ \t]*IPAddress[ \t]*:[ \t]", re.IGNORECASE | re.MULTILINE)
_GROUP = re.compile(r" {3}(InterfaceAlias|ifAlias|InterfaceIndex|ifIndex|State): (\S.*?) *").fullmatch
_BEGIN_OF_LIST = re.compile(r"ipaddress[ \t]*:[ \t]").search
_CSV_HEADER = re.compile(r"\"?\w+\"?(?:[,;\t]\"?\w+\"?)+").fullmatch
_DECORATION = re.compile(r"(?:PS )?[A-Za-z]:\\[^>]*>.*|PS [^>]*>.*|#TYPE .*", re.IGNORECASE).fullmatch

# What a usual row is, where the link-layer address stands behind the address: what stands before them fills its columns
# to the end, and so does the address.
_USUAL_ROW = (
    r"^(.{%%d})(?:(%s)|([0-9a-fA-F]*:[0-9a-fA-F:.]+(?:%%%%\w+)?)) +(?<=^.{%%d})"
    r"(?!00-00-00-00-00-00)([0-9a-fA-F]{2}-[0-9a-fA-F]{2}-[0-9a-fA-F]{2}-[0-9a-fA-F]{2}-[0-9a-fA-F]{2}-[0-9a-fA-F]{2})"
    r"( .*)|(.+)" % CANONICAL_IPV4
)


def recognizes(text):
    """Tell whether a text holds objects of `Get-NetNeighbor` in one of their forms."""
    return _form_of(text) is not None


def parse(text):
    """Read what `Get-NetNeighbor` printed as a table, or piped into Format-List, ConvertTo-Csv or ConvertTo-Json."""
    form = _form_of(text)
    if form is not None:
        return form(text)
    return Parsed([], [line for line in lines_of(text) if not _is_decoration(line)])


def entries(loaded):
    """Return the records of loaded JSON: one object, a list of them, or a list below `value`.

    What is no such object is unparsed, as JSON.
    """
    neighbors, unparsed = [], []
    for item in _objects(loaded):
        try:
            neighbors.append(_record({str(name).lower(): value for name, value in item.items()}))
        except (AttributeError, KeyError, TypeError, ValueError):
            unparsed.append(json.dumps(item, default=str))
    return Parsed(neighbors, unparsed)


def _form_of(text):
    """Return the function that reads a text, None where it is no output of `Get-NetNeighbor`."""
    lower = text.lower()
    if "ipaddress" not in lower:
        return None
    if '"ipaddress"' in lower and _JSON_KEY.search(text):
        return _parse_json
    if _BEGIN_OF_LIST(lower) and _LIST_KEY.search(text):
        return _parse_list
    headers = [(line, below) for line, below in _key_lines(text, lower) if _HEADER.search(line)]
    if any(_is_csv_header(line) for line, _below in headers):
        return _parse_csv
    return _parse_table if any(_RULE(below) for _line, below in headers) else None


def _key_lines(text, lower):
    """Yield each line that holds the word `ipaddress`, with the line below."""
    if len(lower) != len(text):
        # Few letters of other scripts become two: what stands where in the one text tells nothing of the other.
        lines = lines_of(text)
        yield from zip(lines, lines[1:] + [""])
        return
    found = lower.find("ipaddress")
    while found >= 0:
        start, end = text.rfind("\n", 0, found) + 1, _line_end(text, found)
        yield text[start:end].rstrip("\r"), text[end + 1 : _line_end(text, end + 1)].rstrip("\r")
        found = lower.find("ipaddress", end)


def _line_end(text, position):
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _objects(loaded):
    # Windows PowerShell 5.1 makes {"value": [...], "Count": n} of a list that was decorated.
    if isinstance(loaded, dict) and isinstance(loaded.get("value"), list):
        loaded = loaded["value"]
    if not isinstance(loaded, list):
        return [loaded]
    # A list with one list in it is what -AsArray makes of a list.
    return [member for item in loaded for member in (item if isinstance(item, list) else [item])]


def _parse_json(text):
    found, unparsed = documents(text)
    neighbors = []
    for document in found:
        parsed = entries(document)
        neighbors.extend(parsed.neighbors)
        unparsed.extend(parsed.unparsed)
    return Parsed(neighbors, [line for line in unparsed if not _is_decoration(line)])


def _parse_table(text):
    """Read tables; several may follow each other, each with columns of its own."""
    reading = _Reading()
    with collector_paused():
        for header, rows in _tables(text):
            reading.columns = _columns(*header) if header else None
            reading.read(rows)
    return Parsed(reading.neighbors, reading.unparsed)


def _tables(text):
    """Yield each table: the lines of its header, None for what stands above the first, and its text."""
    header, start, position = None, 0, text.find("--")
    while position >= 0:
        rule_start, rule_end = text.rfind("\n", 0, position) + 1, _line_end(text, position)
        above = text.rfind("\n", 0, max(rule_start - 1, 0)) + 1
        lines = _bare(text[above : max(rule_start - 1, 0)]), _bare(text[rule_start:rule_end])
        if rule_start > start and _RULE(lines[1]) and _HEADER.search(lines[0]):
            yield header, text[start:above]
            header, start = lines, rule_start
        position = text.find("--", rule_end)
    yield header, text[start:]


def _bare(line):
    return line.rstrip("\r").expandtabs()


class _Reading:
    """One reading of tables: the columns of the current one, and what stands above it (`Format-Table -GroupBy`)."""

    def __init__(self):
        self.columns, self.group = None, {}
        self.neighbors, self.unparsed = [], []

    def read(self, text):
        """Read the rows below one header. What is usual in them is told by their first one, the others are copies."""
        alike = RowsAlike(self.row_like)
        for match in _finder(self.columns)(text):
            before, ip, ipv6, mac, behind, other = match.groups()
            like = None if other else alike[before, behind, ipv6 is None]
            if ipv6 and like:
                ip = _ip_or_none(ipv6)
            if like is None or ip is None:
                self.read_line(match.group().rstrip("\r"))
                continue
            row = like.copy()
            row["ip"] = ip
            row["mac"] = mac.replace("-", ":").lower()
            row["flags"] = row["flags"][:]
            self.neighbors.append(row)

    def row_like(self, key):
        """Return the record of a row with these texts before its address and behind its link-layer address."""
        before, behind, is_ipv4 = key
        width = next(end - start for name, start, end in self.columns if name == "ipaddress")
        line = before + ("192.0.2.1" if is_ipv4 else "2001:db8::1").ljust(width) + "00-00-5E-00-53-01" + behind
        return self.record(_bare(line))

    def record(self, line):
        return _record(dict(self.group, **_cells(line, self.columns)))

    def read_line(self, line):
        bare = _bare(line)
        group = _GROUP(bare)
        if group:
            self.group = {group.group(1).lower(): group.group(2)}
            return
        try:
            self.neighbors.append(self.record(bare))
        except (KeyError, ValueError):
            if not _is_decoration(bare):
                self.unparsed.append(line)


def _finder(columns):
    names = [name for name, _start, _end in columns or ()]
    number = names.index("ipaddress") if "ipaddress" in names else 0
    if names[number + 1 : number + 2] == ["linklayeraddress"]:
        pattern = _USUAL_ROW % (columns[number][1], columns[number + 1][1])
    else:
        pattern = r"(?!)()()()()()|(.+)"
    return re.compile(pattern, re.MULTILINE).finditer


def _ip_or_none(text):
    try:
        return canonical_ip(text)[0]
    except ValueError:
        return None


def _columns(header, rule):
    """Return the names of the columns with their starts and ends, told by the dashes below the names."""
    spans = [match.span() for match in re.finditer("-+", rule)]
    starts = [0] + [start for start, _end in spans[1:]]
    ends = starts[1:] + [None]
    return [(header[start:end].strip().lower(), start, end) for start, end in zip(starts, ends)]


def _cells(line, columns):
    """Return the values of a row by name. Raises ValueError where they do not stand below their names."""
    if columns is None:
        raise ValueError("no header")
    borders = [start for _name, start, _end in columns[1:]]
    if any(line[border - 1 : border].strip() and line[border : border + 1].strip() for border in borders):
        words = line.split()
        if len(words) != len(columns):
            raise ValueError("not below the header")
        return {name: word for (name, _start, _end), word in zip(columns, words)}
    return {name: line[start:end].strip() for name, start, end in columns}


def _parse_list(text):
    """Read lists: one property a line, a blank line behind each object, long values continued below."""
    blocks, lines = [[]], lines_of(text)
    for line in lines:
        if not line.strip():
            blocks.append([])
        else:
            blocks[-1].append(line)
    neighbors, unparsed = [], []
    for block in blocks:
        properties = [_PROPERTY(line.strip()) for line in block]
        values = {match.group("name").lower(): (match.group("value") or "").strip() for match in properties if match}
        try:
            neighbors.append(_record(values, needs_state=True))
        except (KeyError, ValueError):
            unparsed.extend(line for line in block if not _is_decoration(line))
        else:
            unparsed.extend(line for line in _before_properties(block, properties) if not _is_decoration(line))
    return Parsed(neighbors, unparsed)


def _before_properties(block, properties):
    """Return the lines above the first property: below it, a line that is none continues the one above."""
    first = next(number for number, match in enumerate(properties) if match)
    return block[:first]


def _is_csv_header(line):
    bare = line.strip()
    return _CSV_HEADER(bare) is not None and _HEADER.search(bare) is not None


def _parse_csv(text):
    neighbors, unparsed, names, separator = [], [], None, ","
    for line in lines_of(text):
        if _is_csv_header(line):
            separator = next(letter for letter in ",;\t" if letter in line)
            names = [name.lower() for name in _split(line, separator)]
            continue
        cells = _split(line, separator)
        try:
            if names is None or len(cells) != len(names):
                raise ValueError("not below the header")
            neighbors.append(_record(dict(zip(names, cells)), needs_state="state" in names))
        except (KeyError, ValueError):
            if not _is_decoration(line):
                unparsed.append(line)
    return Parsed(neighbors, unparsed)


def _split(line, separator):
    try:
        return next(csv.reader([line.strip()], delimiter=separator, strict=True), [])
    except csv.Error:
        return []


def _is_decoration(line):
    return is_common_decoration(line) or _DECORATION(line.strip()) is not None


def _record(values, needs_state=False):
    """Return the record of an object from its properties, by name in lower case. Raises KeyError and ValueError."""
    ip, family = canonical_ip(_text(values["ipaddress"]) or "")
    index = _text(values.get("interfaceindex", values.get("ifindex")))
    state = _state(values.get("state"))
    if state is None and (needs_state or _text(values.get("state")) is not None or values.get("state") == ""):
        raise ValueError("not a state: %r" % (values.get("state"),))
    mac, tunnel = _link_layer(_text(values["linklayeraddress"]))
    flags = ["ifindex " + index] if index else []
    return neighbor(
        ip,
        family,
        mac=mac,
        interface=_interface(values, index),
        state="noarp" if tunnel and state not in ("permanent", "failed", "incomplete") else state,
        origin="static" if state == "permanent" else "dynamic",
        flags=flags + ["lladdr " + tunnel] if tunnel else flags,
    )


def _interface(values, index):
    name = _text(values.get("interfacealias", values.get("ifalias")))
    return index or name if name is None or name.endswith(_CUT) else name


def _text(value):
    """Return a property as text, None for one that is empty; an enumeration may be an object of number and word."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dict):
        value = {str(name): member for name, member in value.items()}.get("Value", value.get("value"))
    if value is None or isinstance(value, (bool, list, dict)):
        return None
    return str(value).strip() or None


def _state(value):
    word = (_text(value) or "").lower()
    if word.endswith(_CUT):
        begun = {state for name, state in _STATES.items() if name.startswith(word.rstrip(".\u2026")) and len(word) > 3}
        return begun.pop() if len(begun) == 1 else None
    return _STATES.get(word)


def _link_layer(text):
    """Return `(mac, tunnel)`: a tunnel has the IP address of its far end for a link-layer address."""
    if text is None:
        return None, None
    if _TUNNEL(text):
        return None, text
    if not _MAC(text):
        raise ValueError("not a link-layer address: %r" % (text,))
    return canonical_mac(text.lower().replace("-", ":")), None
