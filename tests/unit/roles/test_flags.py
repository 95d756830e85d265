# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Flags of roles come as texts from surveys and from -e name=false, and ansible-core refuses texts in conditions."""

import re
from pathlib import Path

import pytest
import yaml

ROLES = Path(__file__).resolve().parents[3] / "roles"


def _flags():
    for specification in sorted(ROLES.glob("*/meta/argument_specs.yml")):
        options = yaml.safe_load(specification.read_text())["argument_specs"]["main"]["options"]
        yield from ((specification.parents[1], name) for name, option in options.items() if option["type"] == "bool")


def _conditions(item):
    """Yield each condition of tasks, blocks included."""
    if isinstance(item, dict):
        for key, value in item.items():
            if key in ("when", "that", "until", "failed_when", "changed_when"):
                yield from value if isinstance(value, list) else [value]
            else:
                yield from _conditions(value)
    elif isinstance(item, list):
        for each in item:
            yield from _conditions(each)


@pytest.mark.parametrize(("role", "flag"), list(_flags()), ids=lambda value: getattr(value, "name", value))
def test_a_flag_may_be_a_text(role, flag):
    read = [yaml.safe_load(path.read_text()) for path in (role / "tasks").rglob("*.yml")]
    used = [text for text in map(str, _conditions(read)) if re.search(rf"\b{flag}\b", text)]
    bare = [text for text in used if not re.search(rf"\b{flag}\s*\|.*\bbool\b", text)]
    assert bare == []
