# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JMESPath questions to the flattened neighbors of all hosts."""

import traceback

from ansible.module_utils.basic import missing_required_lib

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError

from ._faces import plain
from ._facts import flatten

try:
    import jmespath
    from jmespath.exceptions import JMESPathError

    JMESPATH_TRACEBACK = None
except ImportError:
    jmespath = None
    JMESPATH_TRACEBACK = traceback.format_exc()


class Query:
    """A compiled expression. Raises ArpError for a broken one, quoting it and pointing at the place."""

    def __init__(self, expression):
        self.expression = str(expression)
        self._compiled = _compile(self.expression)

    def search(self, records):
        """What the expression finds in plain records (see `plain`); raises ArpError where it does not fit them."""
        try:
            return self._compiled.search(records)
        except JMESPathError as error:
            raise ArpError(f"the expression {self.expression!r} does not fit the records: {error}") from error


def query(facts, expression):
    """Return what a JMESPath expression (https://jmespath.org) finds in the list of all records, each with its `host`.

    `facts` is a dict of host name to facts. Raises ArpError for a broken expression, quoting it and pointing at the
    place, for facts that hold no neighbors, and where the library is missing.
    """
    compiled = Query(expression)
    return compiled.search([plain(record) for record in flatten(facts)])


def _compile(expression):
    if jmespath is None:
        raise ArpError(f"{missing_required_lib('jmespath', url='https://jmespath.org')}\n{JMESPATH_TRACEBACK}")
    try:
        return jmespath.compile(expression)
    except JMESPathError as error:
        raise ArpError(_explain(expression, error)) from error


def _explain(expression, error):
    """Quote a broken expression with a mark below the place where JMESPath stopped reading it."""
    place = getattr(error, "lex_position", None)
    reason = str(error).partition("\n")[0].partition(": Parse error at")[0].rstrip(":")
    if place is None:
        return f"broken JMESPath expression {expression!r}: {reason}"
    line_start = expression.rfind("\n", 0, place) + 1
    line = expression[line_start:].partition("\n")[0]
    mark = " " * (place - line_start)
    return f"broken JMESPath expression at character {place + 1}: {reason}\n  {line}\n  {mark}^"
