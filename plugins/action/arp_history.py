# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and keeps the history of the audits in a file; its documentation stands in modules/arp_history.py."""

import base64
import contextlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from ansible import constants
from ansible.errors import AnsibleActionFail, AnsibleConnectionFailure
from ansible.plugins.action import ActionBase

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils import _history

_SPEC = {
    "path": {"type": "str", "required": True},
    "on_controller": {"type": "bool", "default": False},
    "facts": {"type": "dict"},
    "policy": {"type": "dict", "default": {}},
    "mac_tables": {"type": "dict", "default": {}},
}

_MOST_SHOWN = 200


class _OnController:
    """The file belongs to whoever runs Ansible: no connection is used and nobody else is become."""

    host = "localhost"

    def __init__(self, path):
        self.path = Path(os.path.expandvars(path)).expanduser().absolute()

    def read(self):
        """The content, None where there is no file. Raises ArpError."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ArpError(f"it cannot be read: {error.strerror or error}") from error

    def write(self, text):
        """Put the content in place, whole or not at all. Raises ArpError."""
        path = Path(os.path.realpath(self.path))
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(draft, "xb") as file:
                file.write(text.encode("utf-8", "backslashreplace"))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileNotFoundError):
                draft.chmod(stat.S_IMODE(path.stat().st_mode))
            draft.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                draft.unlink()
            raise ArpError(f"it cannot be written: {error.strerror or error}") from error


class _OnHost:
    """The file is on the host of the task, reached as every task reaches it."""

    def __init__(self, action, path, task_vars):
        if not path.startswith("/"):
            raise AnsibleActionFail(f"arp_history: path must be absolute on a host, not {path!r}")
        self.path = path
        self.host = task_vars.get("inventory_hostname") if not action._task.delegate_to else action._task.delegate_to
        self._action = action
        self._vars = task_vars

    def read(self):
        """The content, None where there is no file. Raises ArpError."""
        try:
            if not self._module("stat", path=self.path, get_checksum=False, follow=True)["stat"]["exists"]:
                return None
            return base64.b64decode(self._module("slurp", src=self.path)["content"])
        except AnsibleConnectionFailure as error:
            raise ArpError(f"{self.host} cannot be reached: {error.message}") from error

    def write(self, text):
        """Put the content in place, whole or not at all, as M(ansible.builtin.copy) does. Raises ArpError."""
        folder = tempfile.mkdtemp(dir=constants.DEFAULT_LOCAL_TMP)
        try:
            self._module("file", path=str(Path(self.path).parent), state="directory")
            source = Path(folder) / "history.json"
            source.write_text(text, encoding="utf-8", errors="backslashreplace")
            self._copy(str(source))
        except AnsibleConnectionFailure as error:
            raise ArpError(f"{self.host} cannot be reached: {error.message}") from error
        finally:
            shutil.rmtree(folder)

    def _module(self, name, **arguments):
        result = self._action._execute_module(
            module_name=f"ansible.legacy.{name}", module_args=arguments, task_vars=self._vars
        )
        if result.get("failed"):
            raise ArpError(f"{name}: {result.get('msg', 'no reason was given')}")
        return result

    def _copy(self, source):
        task = self._action._task.copy()
        task.args = {"src": source, "dest": self.path, "follow": True}
        copy = self._action._shared_loader_obj.action_loader.get(
            "ansible.legacy.copy",
            task=task,
            connection=self._action._connection,
            play_context=self._action._play_context,
            loader=self._action._loader,
            templar=self._action._templar,
            shared_loader_obj=self._action._shared_loader_obj,
        )
        result = copy.run(task_vars=self._vars)
        if result.get("failed"):
            raise ArpError(f"it cannot be written: {result.get('msg', 'no reason was given')}")


class ActionModule(ActionBase):
    """Judgement and file handling on the controller; a file on a host goes through Ansible's own modules."""

    TRANSFERS_FILES = False
    _requires_connection = False

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        _unused, options = self.validate_argument_spec(argument_spec=_SPEC)
        if not options["path"]:
            raise AnsibleActionFail("arp_history: path names no file")
        if options["on_controller"]:
            place = _OnController(options["path"])
        else:
            place = _OnHost(self, options["path"], task_vars)
        try:
            return {**result, **self._opened(place, options)}
        except ArpError as error:
            raise AnsibleActionFail(f"arp_history: {place.path} on {place.host}: {error}") from None

    def _opened(self, place, options):
        try:
            text = (place.read() or b"").decode("utf-8", "replace")
            document = _history.read(text, "history")
        except ArpError as error:
            return self._unusable(place, options, str(error))
        if options["facts"] is not None:
            return self._continued(place, options, document)
        words = _summary(place, document) if text else f"There is no history in {place.path} yet."
        return {"changed": False, "msg": words, "history": text, "problem": None, "findings": []}

    def _unusable(self, place, options, reason):
        findings = _history.unusable(reason, str(place.path), place.host, options["policy"])
        words = f"The history in {place.path} on {place.host} cannot be used and was left as it is: {reason}"
        return {
            "changed": False,
            "msg": words,
            "history": "",
            "problem": reason,
            "findings": findings,
            "warnings": [words] if options["facts"] is None else [],
        }

    def _continued(self, place, options, document):
        after = _history.neighbor_history(document, options["facts"], options["policy"], options["mac_tables"])
        before_lines, after_lines = _history.lines(document), _history.lines(after)
        changed = before_lines != after_lines
        if options["facts"] and not self._task.check_mode:
            place.write(_history.text_of(after))
        diff = {"diff": _diff(before_lines, after_lines, str(place.path))} if changed and self._task.diff else {}
        return {"changed": changed, "msg": _summary(place, after), "problem": None, "findings": [], **diff}


def _summary(place, document):
    known = sum(len(segment["addresses"]) for segment in document["segments"])
    return f"The history in {place.path} knows {known} addresses on {len(document['segments'])} segments."


def _diff(before, after, path):
    texts = {}
    for name, some in (("before", before - after), ("after", after - before)):
        shown = sorted(some)[:_MOST_SHOWN]
        left_out = [f"and {len(some) - len(shown)} more lines"] if len(some) > len(shown) else []
        texts[name] = "".join(f"{line}\n" for line in shown + left_out)
    return {**texts, "before_header": path, "after_header": path}
