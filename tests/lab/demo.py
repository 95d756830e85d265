# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What netops.arp finds in a network with planted faults: raise a lab, plant, audit over ssh, report, and take it down.

Where no lab can be raised the audit is shown on this machine alone.
"""

import argparse
import os
import pathlib
import signal
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from arplab import audit, faults, lifecycle, topology
from arplab.state import Lab, LabError, impediment

_TOPOLOGY = pathlib.Path(__file__).with_name("topologies") / "demo.yml"
_TERMINATED = 128 + signal.SIGTERM


def main():
    """Exit status 0: the audit ran and found what was planted, no less and no more. 1: it did not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=pathlib.Path, default=audit.ROOT / "arp-report", help="where to write them")
    reports = parser.parse_args().reports.absolute()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    reason = impediment()
    try:
        return _demonstrate_here(reason, reports) if reason else _demonstrate(reports)
    except LabError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _demonstrate_here(reason, reports):
    _say(f"{reason} So this demo audits this machine alone.")
    with tempfile.TemporaryDirectory() as directory:
        inventory = audit.localhost_inventory(pathlib.Path(directory, "localhost.json"))
        return _audit(inventory, reports)


def _demonstrate(reports):
    # The process id keeps two demos apart; --owner's watch takes the lab down even if this process is killed.
    lab = Lab(f"demo-{os.getpid()}")
    try:
        lifecycle.up(lab, topology.read(_TOPOLOGY), owner=os.getpid())
        managed = [host for host in lab.topology.hosts.values() if host.managed]
        _say(
            f"The lab is up: {len(managed)} managed hosts, {len(lab.topology.hosts) - len(managed)} others on the wire."
        )
        for name in lab.topology.planted:
            faults.plant(lab, [name])
            _say(f"Planted {name}: {lab.topology.faults[name].title}.")
        status = _audit(lab.directory / "inventory.yml", reports)
        return status or _compare(lab, reports)
    finally:
        # A second Ctrl-C must not leave the work half done; the lab would go with this process, but say so properly.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if lifecycle.down(lab):
            _say("The lab is down.")


def _audit(inventory, reports):
    words = audit.command([inventory], reports)
    _say(f"Running: ansible-playbook {' '.join(words[1:4])}")
    status = audit.run(words)
    if status:
        _say(f"The audit failed with exit status {status}.")
        return 1
    for name in ("findings.json", "report.md", "report.html"):
        _say(f"Written: {reports / name}")
    return 0


def _compare(lab, reports):
    planted = [lab.topology.faults[name] for name in lab.topology.planted]
    said = faults.differences(audit.findings(reports), faults.expected(lab, lab.topology.planted))
    for line in said:
        _say(line)
    if said:
        return 1
    loud = [fault for fault in planted if fault.expect]
    _say(f"All {len(loud)} planted faults were found, and nothing else.")
    for fault in planted:
        if not fault.expect:
            _say(f"Not a fault, and rightly not reported: {fault.title}.")
    return 0


def _say(text):
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
