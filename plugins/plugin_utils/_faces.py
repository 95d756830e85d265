# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place where the collection's own errors become Ansible's, and its data safe to keep in a variable."""

import functools

from ansible import template
from ansible.errors import AnsibleFilterError

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError

if hasattr(template, "trust_as_template"):

    def mark_untrusted(value):
        """Return the value as it is: since ansible-core 2.19 only text that is marked as trusted is a template."""
        return value

else:
    from ansible.utils.unsafe_proxy import wrap_var as mark_untrusted


def filter_face(name, function):
    """Return `function` as the filter `name`.

    An ArpError fails the task with its text, after the filter's name. The result is marked, so that braces in a
    device's text are never taken for a template.
    """

    @functools.wraps(function)
    def face(*arguments, **options):
        try:
            return mark_untrusted(function(*arguments, **options))
        except ArpError as error:
            # ansible-core prints the text of each cause as well, and the error has said all.
            raise AnsibleFilterError(f"{name}: {error}") from None

    return face


def plain(value):
    """Copy nested data into plain dicts, lists and texts.

    Since ansible-core 2.19 templates hand over subclasses of them, which carry tags, or render their members when these
    are read; libraries that look at the exact type (JMESPath) do not know them.
    """
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, dict):
        return {plain(key): plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(member) for member in value]
    return value
