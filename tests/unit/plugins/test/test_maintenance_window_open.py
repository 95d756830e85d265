# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The test maintenance_window_open and the filter maintenance_window_state as templates call them."""

import pytest
from ansible.errors import AnsibleError
from ansible.parsing.dataloader import DataLoader

from ansible_collections.netops.arp.plugins.filter.maintenance_window_state import FilterModule
from ansible_collections.netops.arp.plugins.test.maintenance_window_open import TestModule as OpenTest

maintenance_window_open = OpenTest().tests()["maintenance_window_open"]
maintenance_window_state = FilterModule().filters()["maintenance_window_state"]

WINDOWS = """
- name: nights
  days: [sat, sun]
  start: '22:00'
  end: '04:00'
  timezone: Europe/Berlin
  except: [2026-12-26, {start: 2026-12-30, end: 2027-01-02}]
- {start: 2026-03-01 10:00:00, duration: 2h}
"""


@pytest.fixture
def windows(tmp_path):
    """The windows as Ansible's own loader hands them over."""
    file = tmp_path / "windows.yml"
    file.write_text(WINDOWS, encoding="utf-8")
    return DataLoader().load_from_file(str(file))


def test_the_answer_is_a_boolean(windows):
    assert maintenance_window_open(windows, at="2026-11-22T02:50:00Z", needs="10m") is True
    assert maintenance_window_open(windows, at="2026-11-22T02:50:01Z", needs="10m") is False
    assert maintenance_window_open(windows, at="2026-12-26T22:00:00Z") is False
    assert maintenance_window_open(windows, at="2026-03-01T11:00:00Z", needs=3600) is True


def test_the_filter_answers_alike(windows):
    assert maintenance_window_state(windows, "2026-11-22T02:50:00Z", "10m")["open"] is True


def test_a_mistake_is_ansibles_error_with_the_name():
    for face, name in ((maintenance_window_open, "window_open"), (maintenance_window_state, "window_state")):
        with pytest.raises(AnsibleError, match=rf"{name}: windows\[0\].timezone: 'CEST'"):
            face([{"days": "sat", "start": "22:00", "end": "23:00", "timezone": "CEST"}])
