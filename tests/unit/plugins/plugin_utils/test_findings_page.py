# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/findings.md leads to every kind from a symptom."""

from pathlib import Path

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._catalog import KINDS

PAGE = Path(__file__).resolve().parents[4].joinpath("docs", "findings.md").read_text(encoding="utf-8")
SYMPTOMS = PAGE.partition("\n## Symptoms")[2]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_named_by_a_symptom(kind):
    assert f"`{kind}`" in SYMPTOMS
