# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: python -m devices PERSONALITY

Started by sshd for each login on a device. SSH_ORIGINAL_COMMAND holds what the other side asked for instead of a
command line: one command, or the subsystem netconf.
"""

import os
import platform
import signal
import sys

from . import session
from .eos import Eos
from .ios import Ios
from .junos import Junos
from .nxos import Nxos
from .vyos import Vyos

PERSONALITIES = {"eos": Eos, "ios": Ios, "junos": Junos, "nxos": Nxos, "vyos": Vyos}


def main():
    # A device goes without a word when the line is cut.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    device = PERSONALITIES[sys.argv[1]](platform.node())
    asked = os.environ.get("SSH_ORIGINAL_COMMAND")
    if asked == "netconf" and hasattr(device, "netconf"):
        device.netconf(sys.stdin, sys.stdout)
    elif asked:
        said = device.answer(asked)
        sys.stdout.write("" if said is session.GOODBYE else said)
    else:
        session.converse(device)


main()
