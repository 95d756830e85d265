# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts pip into the empty virtual environment that runs this file.

ansible-test fetches such a script from a server of its own before it can install anything. This one does the same with
what each Python brings along (ensurepip), so that a machine that only reaches a package index can run the sanity tests.
The arguments are those of pip, among them the wanted C(pip==version).
"""

import ensurepip
import os
import subprocess
import sys

# Words of the original script that pip itself does not know.
OWN_OPTIONS = frozenset(["--no-setuptools", "--no-wheel"])


def main(arguments):
    """Install the bundled pip, then what was asked for, with it."""
    # ensurepip takes pip's settings out of the environment of its own process, the index to install from among them.
    environment = dict(os.environ)
    ensurepip.bootstrap()
    wanted = [argument for argument in arguments if argument not in OWN_OPTIONS]
    return subprocess.call([sys.executable, "-m", "pip", "install", *wanted], env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
