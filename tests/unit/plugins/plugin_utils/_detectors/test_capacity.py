# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of the kernel's thresholds."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import station

ORDERS = {
    "the kernel's": ((128, 512, 1024), False),
    "all equal": ((4096, 4096, 4096), False),
    "no lower limit": ((0, 512, 1024), False),
    "unknown": ((None, None, None), False),
    "partly unknown": ((128, None, 1024), False),
    "the hard limit alone was lowered": ((128, 512, 256), True),
    "the soft limit was raised above the hard one": ((128, 8192, 1024), True),
    "the lower limit above the soft one": ((1024, 512, 2048), True),
    "partly unknown and wrong": ((2048, None, 1024), True),
}


@pytest.mark.parametrize(("thresholds", "is_wrong"), ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("family", ["ipv4", "ipv6"])
def test_thresholds_out_of_order_are_said(family, thresholds, is_wrong):
    capacity = {f"gc_thresh{number}": value for number, value in enumerate(thresholds, 1)}
    found = judge({"h": station(1, capacity={family: {"entries": 5, **capacity}})})
    expected = [("gc_thresh_order", "warning", family, ["h"])] if is_wrong else []
    assert [(item["kind"], item["severity"], item["family"], item["hosts"]) for item in found] == expected


def test_the_values_are_named():
    capacity = {"ipv6": {"gc_thresh1": 128, "gc_thresh2": 8192, "gc_thresh3": 1024}}
    (found,) = judge({"h": station(1, capacity=capacity)})
    assert found["message"].endswith("are not in order: gc_thresh1 128, gc_thresh2 8192, gc_thresh3 1024.")
    assert found["evidence"] == [{"host": "h", **capacity["ipv6"]}]
