# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Folds a run into the history, and keeps that small."""

from .._times import shifted
from ._compare import RETURNS, Difference
from ._present import observer_key

# Per address: the present MAC and those before it.
MACS_KEPT = 8

# What nobody has seen for so long is forgotten. "new activity" looks back half a year.
DAYS_KEPT = 400

# In the whole document, about 110 bytes each; those seen last stay.
ADDRESSES_KEPT = 200000
PORTS_KEPT = 200000


def fold(present, before, differences, elsewhere):
    """Return the record of a segment after this run.

    `before` is None for a segment that is new; the entries that it holds are changed. `elsewhere` are the observers
    that are on other segments now.
    """
    addresses = dict(before.addresses) if before else {}
    unusual = {difference.ip: difference for difference in differences}
    for ip, known in present.macs.items():
        entries = addresses.get(ip, [])
        difference = unusual.get(ip)
        if difference is None and isinstance(known, set):
            difference = Difference(present, ip, entries, present.standing(ip, known, entries, None), [], False)
        addresses[ip] = _changed(difference) if difference else _seen(present, ip, [known], entries)
        if difference is None and len(addresses[ip]) > 1:
            _note_beside(addresses[ip], ())
    addresses = {ip: entries[:MACS_KEPT] for ip, entries in sorted(addresses.items()) if entries}
    return {**_described(present, before), "observers": _observers(present, before, elsewhere), "addresses": addresses}


def _described(present, before):
    if before is None:
        first = last = present.time
    else:
        first, last = min(present.time, before.first_seen), max(present.time, before.last_seen)
    return {
        "name": present.name,
        "given": present.is_given,
        "networks": present.networks or (before.networks if before else []),
        "first_seen": first,
        "last_seen": last,
    }


def _seen(present, ip, macs, entries):
    """The entries with the times of these MACs brought up to date; those of new MACs come last."""
    for mac in macs:
        last = present.last_times.get((ip, mac))
        if last is None:
            continue
        first = present.first_times[(ip, mac)]
        entry = next((entry for entry in entries if entry["mac"] == mac), None)
        if entry is None:
            entries = [*entries, {"mac": mac, "first_seen": first, "last_seen": last}]
        else:
            entry["first_seen"] = min(entry["first_seen"], first)
            entry["last_seen"] = max(entry["last_seen"], last)
    return entries


def _changed(difference):
    """The entries of an address that has moved, that several answer for, or of which a row is left over.

    What it has moved to comes first, or the MAC that it had where that still answers: others are noted as beside it. A
    MAC that answers for a managed host's address without being that host's is noted as foreign, behind all others.
    """
    present, ip, standing = difference.present, difference.ip, difference.standing
    moved = [entry["mac"] for entry in difference.entries[:1]]
    moved += [mac for _word, mac in difference.steps]
    moved += [entry["mac"] for entry in difference.entries if entry.get("beside")]
    moved = [mac for mac in (*moved, *standing.live) if mac in standing.live]
    returned = {mac for word, mac in difference.steps if word in RETURNS}
    entries = _seen(present, ip, standing.live, difference.entries)
    for entry in entries:
        if entry["mac"] in returned:
            entry["returned_at"] = entry["last_seen"]
    entries.sort(key=lambda entry: moved.index(entry["mac"]) if entry["mac"] in moved else len(moved))
    _note_beside(entries, standing.live)
    known = {entry["mac"] for entry in entries}
    entries = _seen(present, ip, standing.foreign, entries)
    return [entry if entry["mac"] in known else {**entry, "foreign": True} for entry in entries]


def _note_beside(entries, live):
    """Mark the MACs that answered in this run while the first one did as well."""
    for entry in entries:
        entry.pop("beside", None)
    for entry in entries[1:] if entries and entries[0]["mac"] in live else ():
        if entry["mac"] in live:
            entry["beside"] = True


def _observers(present, before, elsewhere):
    kept = {observer_key(one): one for one in (before.observer_records if before else ())}
    for key, time in present.observers.items():
        known = kept.get(key)
        host, namespace, interface = key
        kept[key] = {
            "host": host,
            "namespace": namespace,
            "interface": interface,
            "first_seen": min(known["first_seen"], time) if known else time,
            "last_seen": max(known["last_seen"], time) if known else time,
        }
    order = sorted(kept, key=lambda key: tuple(part or "" for part in key))
    return [kept[key] for key in order if key in present.observers or key not in elsewhere]


def bound(document):
    """Forget what nobody has seen for long, and of what is too much the part that was not seen for longest."""
    oldest = shifted(document["last_seen"], -DAYS_KEPT)
    for segment in document["segments"]:
        segment.pop("full", None)
        segment["addresses"] = {
            ip: entries for ip, entries in segment["addresses"].items() if _last_seen(entries) >= oldest
        }
        segment["observers"] = [one for one in segment["observers"] if one["last_seen"] >= oldest]
    _cut(document["segments"])
    document["segments"] = [one for one in document["segments"] if one["addresses"] or one["observers"]]
    document["capacity"] = {
        host: families
        for host, families in document["capacity"].items()
        if any(samples and samples[-1]["last_seen"] >= oldest for samples in families.values())
    }
    ports = [(mac, port) for mac, port in document["ports"].items() if port["last_seen"] >= oldest]
    ports.sort(key=lambda item: item[1]["last_seen"], reverse=True)
    document["ports"] = dict(sorted(ports[:PORTS_KEPT]))


def _cut(segments):
    """Keep the number of addresses below the limit. A segment that lost some of its last run says so by `full`."""
    excess = sum(len(segment["addresses"]) for segment in segments) - ADDRESSES_KEPT
    if excess <= 0:
        return
    oldest_first = sorted(
        (_last_seen(entries), number, ip)
        for number, segment in enumerate(segments)
        for ip, entries in segment["addresses"].items()
    )
    for last_seen, number, ip in oldest_first[:excess]:
        segment = segments[number]
        del segment["addresses"][ip]
        if last_seen >= segment["last_seen"]:
            segment["full"] = True


def _last_seen(entries):
    return max(entry["last_seen"] for entry in entries)
