# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that outlive a boot: our own one in sysctl.d, the record of what was there before, the version before.

Only names that end in .conf are loaded at boot, so the other two do no harm beside the first. Standard library only,
Python 3.6 and later.
"""

import os
import re
import tempfile

from .._errors import ArpError

DIRECTORY = "/etc/sysctl.d"
MARK = "# Managed by Ansible, module netops.arp.arp_sysctl"
_HEAD = (
    MARK + ": the next run overwrites what is changed here.\n"
    "# What was in force before is kept in %(name)s.found; state=absent goes back to it.\n"
    "# To load it by hand: sysctl -p %(path)s\n"
)
_HOOK = "# Lines that begin with #: are for interfaces that appear later; the hook of the collection reads them.\n"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\.conf\Z")


class Shelf:
    """The place of one file. `root` stands before each path."""

    def __init__(self, persist, root="/"):
        name = os.path.basename(persist)
        if os.path.join(DIRECTORY, name) != os.path.join(DIRECTORY, persist) or not _NAME.match(name):
            raise ArpError(
                "persist: %r is not the name of a file in %s that ends in .conf, such as 90-arp.conf"
                % (persist, DIRECTORY)
            )
        self.name = name
        self.path = os.path.join(DIRECTORY, name)
        self.record_path = self.path + ".found"
        self.backup_path = self.path + "~"
        self._root = root

    def text(self):
        """Return the file as it is, or None."""
        return self._read(self.path)

    def record_text(self):
        return self._read(self.record_path)

    def backup_text(self):
        return self._read(self.backup_path)

    def wanted(self, lines):
        """Return the text of the file that holds these lines."""
        head = _HEAD % {"name": self.name, "path": self.path}
        hook = _HOOK if any(line.startswith("#:") for line in lines) else ""
        return head + hook + "\n" + "".join(line + "\n" for line in lines)

    def impediments(self):
        """Yield why nothing can be kept here."""
        if not os.path.isdir(self._real(DIRECTORY)):
            yield "there is no directory %s" % DIRECTORY
        elif not os.access(self._real(DIRECTORY), os.W_OK):
            yield (
                "%s cannot be written to: that needs root (become), and a file system that is not read-only" % DIRECTORY
            )
        if os.path.islink(self._real(self.path)):
            yield "%s is a link to %s; choose another name" % (self.path, os.readlink(self._real(self.path)))
        elif not (self.text() or MARK).startswith(MARK):
            yield "%s was not written by this module; choose another name or move it away" % self.path

    def write(self, path, text):
        """Replace a file at once, or remove it for None. The mode of one that is there stays."""
        real = self._real(path)
        try:
            if text is None:
                if os.path.lexists(real):
                    os.remove(real)
            else:
                _replace(real, text)
        except OSError as error:
            raise ArpError("%s: %s" % (path, error.strerror))

    def _read(self, path):
        try:
            with open(self._real(path), encoding="utf-8", errors="surrogateescape") as opened:
                return opened.read()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise ArpError("%s: %s" % (path, error.strerror))

    def _real(self, path):
        return os.path.join(self._root, path.lstrip("/"))


def _replace(real, text):
    """Write beside the file and rename, so that whoever looks sees the old file or the new one."""
    mode = os.stat(real).st_mode & 0o7777 if os.path.exists(real) else 0o644
    descriptor, temporary = tempfile.mkstemp(prefix=".", dir=os.path.dirname(real))
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        os.chmod(temporary, mode)
        os.rename(temporary, real)
    except BaseException:
        os.remove(temporary)
        raise
