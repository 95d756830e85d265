# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the modules have in common: lists of names, and commands of the host."""

import json
import subprocess
import sys

import pytest

from ansible_collections.netops.arp.plugins.module_utils._faces import names

NAMES = {
    "one each": (["eth0", "eth1"], ["eth0", "eth1"]),
    "an answer of a survey": (["eth0, eth1\n\neth2\n"], ["eth0", "eth1", "eth2"]),
    "both": (["192.0.2.1, 192.0.2.2\n", "192.0.2.3"], ["192.0.2.1", "192.0.2.2", "192.0.2.3"]),
    "nothing": (["", " , \r\n"], []),
}

# A module of its own: AnsibleModule reads its options once per process.
MODULE = """
import sys
from ansible.module_utils import basic
from ansible_collections.netops.arp.plugins.module_utils._errors import SourceError
from ansible_collections.netops.arp.plugins.module_utils._faces import runner
basic._ANSIBLE_ARGS = b'{"ANSIBLE_MODULE_ARGS": {}}'
basic._ANSIBLE_PROFILE = "legacy"
module = basic.AnsibleModule({})
try:
    module.exit_json(said=runner(module)(sys.argv[1:]))
except SourceError as error:
    module.fail_json(msg=str(error))
"""


def ran(*argv):
    """What the module returns that runs a command where another locale is set."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": ":".join(filter(None, sys.path)),
        "LANGUAGE": "de",
        "LC_ALL": "C.UTF-8",
    }
    command = [sys.executable, "-c", MODULE, *argv]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


@pytest.mark.parametrize(("given", "expected"), NAMES.values(), ids=NAMES)
def test_names_may_stand_in_one_text(given, expected):
    assert names(given) == expected


def test_a_command_runs_in_one_locale_and_through_no_shell():
    status, output, errors = ran("sh", "-c", 'printf %s "$LC_ALL/$LANGUAGE/$1"', "sh", "$(id); ~ $HOME 'a'")["said"]
    assert (status, output, errors) == (0, "C/C/$(id); ~ $HOME 'a'", "")


def test_a_command_that_is_not_installed_is_named():
    assert ran("no-such-command")["msg"] == "no-such-command is not installed"
