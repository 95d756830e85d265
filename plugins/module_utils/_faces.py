# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the modules have in common: lists of names as users write them, and commands of the host.

Python 3.6 and later.
"""

from ._errors import SourceError

# LC_ALL alone would do for the C library; LANGUAGE is what GNU gettext looks at first.
_ONE_LOCALE = {"LANG": "C", "LANGUAGE": "C", "LC_ALL": "C", "LC_MESSAGES": "C", "LC_CTYPE": "C"}


def names(given):
    """Return the names in a list whose elements may hold several, with commas or line breaks between them."""
    return [name.strip() for text in given for name in text.replace(",", "\n").split("\n") if name.strip()]


def runner(module):
    """Return a function that runs a list as a command, in one locale and without a shell: `(rc, stdout, stderr)`.

    It raises SourceError for a command that is not installed; the folders for administrators are searched too.
    """
    module.run_command_environ_update = _ONE_LOCALE

    def run(argv):
        path = module.get_bin_path(argv[0])
        if path is None:
            raise SourceError("%s is not installed" % argv[0])
        # Otherwise a dollar sign in a name would be taken for a variable of the environment.
        return module.run_command([path] + argv[1:], expand_user_and_vars=False)

    return run
