#!/usr/bin/python
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

DOCUMENTATION = r"""
module: lease
short_description: Let one run at a time do something, across controllers
version_added: 0.1.0
author:
  - netops.arp maintainers (@netops)
description:
  - A lease is held by one owner, for a limited time. It is a file on the host of the task, so it serves all runs and
    all controllers that delegate this task to the same host.
  - Whoever acquires the lease gets a fencing number, which is greater than all before it, also after releases and
    take-overs. It may be handed on to whatever is changed, so that a late order of a former holder can be told apart.
  - A holder that dies is no obstacle for longer than O(ttl). The next one takes the expired lease over, and
    RV(taken_over_from) tells from whom.
  - A holder that works for longer renews the lease before each step that must be protected. When it has lost the lease
    meanwhile, V(renew) fails and tells to whom.
  - A file that is damaged, or is something else, is refused and left as it is.
options:
  path:
    description:
      - The lease file. Its directory must exist and be writable, because the file is replaced as a whole; a file
        C(<path>.lock) is kept beside it.
      - Never delete the file in order to free a lease, use O(force). The file stays after a release, because it holds
        the fencing number.
    type: path
    required: true
  action:
    description:
      - V(acquire) takes the lease when it is free or expired. Somebody who holds it already keeps it with its number,
        and gets the full O(ttl) again.
      - V(renew) gives the holder the full O(ttl) again. It fails when the lease is lost, released or expired.
      - V(release) frees the lease when it is held by O(owner), otherwise nothing changes.
      - V(show) tells who holds it.
    type: str
    choices: [acquire, renew, release, show]
    required: true
  owner:
    description:
      - Who acts. It must differ between runs that exclude each other, so put the number of the job into it, or the name
        of the controller and the process.
      - Required unless O(action=show).
    type: str
  purpose:
    description:
      - What the lease is held for, shown to whoever waits for it.
    type: str
    default: ''
  ttl:
    description:
      - How long the lease lasts when it is not renewed, as in V(90s), V(10m), V(1h30m) or V(600).
      - It must be longer than the longest step between two renewals.
    type: str
    default: 10m
  wait:
    description:
      - How long V(acquire) waits for another holder, in the same form. The failure names the holder.
    type: str
    default: '0'
  fencing_token:
    description:
      - The number that V(acquire) returned. With it, V(renew) and V(release) are about that term and no other, even if
        another run uses the same O(owner) by mistake.
    type: int
  force:
    description:
      - Release the lease whoever holds it. For operators, after they have made sure that the holder is gone.
      - Needs O(reason), which the former holder is told when it tries to renew.
    type: bool
    default: false
  reason:
    description:
      - Why the lease is released by force.
    type: str
extends_documentation_fragment:
  - netops.arp.attributes
attributes:
  check_mode:
    support: full
    details: Nothing is waited for, so V(acquire) fails in check mode whenever somebody else holds the lease.
  diff_mode:
    support: full
  facts:
    support: none
  idempotent:
    support: partial
    details: V(acquire) and V(renew) move the end of the lease each time. A second V(release) changes nothing.
  platform:
    platforms: posix
    support: full
notes:
  - The time to live is judged by the clock of the host with the file. Within one boot of a Linux host a clock is used
    that nobody sets; after a reboot it is the wall clock, so a clock that was set back lets a lease last longer.
  - On a local file system, and on NFS with locks of the server, two processes never hold the lease at once. NFS mounted
    with C(nolock) or C(local_lock) does not keep that promise. One host to which all controllers delegate is the
    simplest arrangement.
seealso:
  - plugin: netops.arp.maintenance_window_open
    plugin_type: test
"""

EXAMPLES = r"""
- name: Work under the lease
  block:
    - name: Acquire the lease
      netops.arp.lease:
        path: /var/lib/netops/core.lease
        action: acquire
        owner: "job {{ awx_job_id }}"
        purpose: flush of the neighbor tables
        ttl: 5m
        wait: 15m
      delegate_to: bastion.example.org
      register: acquired

    - name: Say from whom it was taken over
      ansible.builtin.debug:
        msg: "{{ acquired.taken_over_from.owner }} has left its work behind"
      when: acquired.taken_over_from is not none

    - name: Make sure, before each step, that it is still ours
      netops.arp.lease:
        path: /var/lib/netops/core.lease
        action: renew
        owner: "job {{ awx_job_id }}"
        fencing_token: "{{ acquired.lease.fencing_token }}"
        ttl: 5m
      delegate_to: bastion.example.org
  always:
    - name: Release the lease
      netops.arp.lease:
        path: /var/lib/netops/core.lease
        action: release
        owner: "job {{ awx_job_id }}"
      delegate_to: bastion.example.org

- name: Free the lease of a controller that will not come back
  netops.arp.lease:
    path: /var/lib/netops/core.lease
    action: release
    owner: ada
    force: true
    reason: controller2 was replaced
"""

RETURN = r"""
lease:
  description: The lease after the task; when acquiring or renewing failed, the lease as it stands.
  returned: always, unless the file cannot be read
  type: dict
  contains:
    held:
      description: Whether somebody holds the lease, and it has not expired.
      type: bool
      sample: true
    owner:
      description: Who holds it, or held it until it expired. Null when it is released.
      type: str
      sample: job 4711
    purpose:
      description: What for.
      type: str
      sample: flush of the neighbor tables
    acquired_at:
      description: Since when, in UTC.
      type: str
      sample: '2026-07-01T09:30:00Z'
    renewed_at:
      description: When it was acquired or renewed last, in UTC.
      type: str
      sample: '2026-07-01T09:34:00Z'
    expires_at:
      description: When it expires, unless it is renewed, in UTC.
      type: str
      sample: '2026-07-01T09:39:00Z'
    seconds_left:
      description: Whole seconds until then, 0 when it is not held.
      type: int
      sample: 300
    ttl:
      description: The time to live in seconds.
      type: int
      sample: 300
    fencing_token:
      description:
        - The number of the last term. Each is greater than all before. The first is the time in seconds, so that a file
          that was lost does not let the numbers begin again.
        - 0 when there has never been a lease.
      type: int
      sample: 1782898200
    previous:
      description: How the term before ended, with C(owner), C(purpose), C(acquired_at), C(fencing_token), C(ended_at),
        C(ending) (V(released), V(taken_over) or V(forced)), C(ended_by) and C(reason). Null when there was none.
      type: dict
      sample: null
taken_over_from:
  description:
    - The expired holder whose lease was taken over, with C(owner), C(purpose), C(acquired_at), C(renewed_at),
      C(expired_at) and C(fencing_token). Null when there was none.
  returned: with O(action=acquire), when it succeeds
  type: dict
  sample: null
waited_seconds:
  description: How long another holder was waited for.
  returned: with O(action=acquire)
  type: int
  sample: 0
waited_for:
  description: The owners that were waited for, in this order.
  returned: with O(action=acquire)
  type: list
  elements: str
  sample: [job 4710]
lost_to:
  description: Who holds the lease now, with C(owner), C(purpose), C(acquired_at) and C(fencing_token).
  returned: when renewing failed, null when nobody has it
  type: dict
  sample: null
check_mode:
  description:
    - Whether this is check mode. C(ansible_check_mode) does not tell of tasks that C(check_mode) alone puts into it.
  returned: success
  type: bool
  sample: false
msg:
  description: What has become of the lease, in one sentence.
  returned: always
  type: str
  sample: acquired with fencing number 1782898200, until 2026-07-01T09:39:00Z
"""

import json
import time

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.netops.arp.plugins.module_utils import _lease
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._lease_file import LeaseFile

ARGUMENTS = {
    "path": {"type": "path", "required": True},
    "action": {"type": "str", "choices": ["acquire", "renew", "release", "show"], "required": True},
    "owner": {"type": "str"},
    "purpose": {"type": "str", "default": ""},
    "ttl": {"type": "str", "default": "10m"},
    "wait": {"type": "str", "default": "0"},
    # A number that everybody may know: it orders the terms and opens nothing.
    "fencing_token": {"type": "int", "no_log": False},
    "force": {"type": "bool", "default": False},
    "reason": {"type": "str"},
}
# The longest time between two looks at a lease that somebody else holds.
LOOK_AGAIN = 1.0


class Task(object):
    """One run of the module: its options, checked, and the file that it is about."""

    def __init__(self, params, check_mode):
        self._params, self._check_mode = params, check_mode
        self._owner, self._token = (params["owner"] or "").strip(), params["fencing_token"]
        self._ttl, self._wait = _lease.seconds(params["ttl"], "ttl", 1), _lease.seconds(params["wait"], "wait", 0)
        self._file = LeaseFile(params["path"])
        self._waited_for, self._waited_seconds = [], 0
        if params["action"] != "show" and not self._owner:
            raise ArpError("owner: %s needs one, which must differ between runs" % params["action"])
        if params["force"] and (params["action"] != "release" or not (params["reason"] or "").strip()):
            raise ArpError("force: goes with action release and a reason, which the former holder will be told")

    def show(self):
        """Return the lease as it is."""
        record, clock = self._file.read(), _lease.Clock.read()
        seen = _lease.describe(record, clock)
        said = "held by %s" % _lease.told(record["holder"], clock) if seen["held"] else "not held"
        return self._result(record, record, msg=said)

    def acquire(self):
        """Return the lease of a new term, waiting for another holder as long as allowed."""
        begun = time.monotonic()
        while True:
            try:
                return self._acquire_now()
            except _lease.LeaseError as refused:
                self._waited_seconds = int(time.monotonic() - begun)
                left = 0 if self._check_mode else self._wait - (time.monotonic() - begun)
                if left <= 0:
                    refused.args = (str(refused) + self._waited(),)
                    raise
                if refused.lease["owner"] not in self._waited_for:
                    self._waited_for.append(refused.lease["owner"])
            time.sleep(min(LOOK_AGAIN, left))

    def _waited(self):
        if self._check_mode and self._wait:
            return ". Check mode does not wait for it"
        return ". Waited for it %d s" % self._waited_seconds if self._wait else ""

    def _acquire_now(self):
        kept = {}

        def term(record, clock):
            after, kept["taken"] = _lease.acquire(record, clock, self._owner, self._params["purpose"], self._ttl)
            return after

        before, after = self._change(term)
        seen = self._still_held(after)
        said = "acquired with fencing number %(fencing_token)d, until %(expires_at)s" % seen
        if kept["taken"]:
            said += (
                ", taken over from %(owner)s, whose lease of %(acquired_at)s expired at %(expired_at)s" % kept["taken"]
            )
        return self._result(before, after, msg=said, taken_over_from=kept["taken"])

    def renew(self):
        """Return the lease with the full time to live again."""
        before, after = self._change(
            lambda record, clock: _lease.renew(record, clock, self._owner, self._ttl, self._token)
        )
        seen = self._still_held(after)
        return self._result(before, after, msg="renewed until %(expires_at)s, fencing number %(fencing_token)d" % seen)

    def release(self):
        """Return the lease without the owner, or without anybody."""
        if self._params["force"]:
            before, after = self._change(
                lambda record, clock: _lease.force_release(record, clock, self._owner, self._params["reason"].strip())
            )
        else:
            before, after = self._change(lambda record, clock: _lease.release(record, clock, self._owner, self._token))
        return self._result(before, after, msg=self._released(before, after))

    def _released(self, before, after):
        if before != after:
            return "released, it was held by %(owner)s with fencing number %(fencing_token)d" % before["holder"]
        holder = (after or {}).get("holder")
        return "%s does not hold the lease%s" % (self._owner, "" if holder is None else ", %(owner)s does" % holder)

    def _change(self, decide):
        """Read the record, decide, and write what is different, all under the lock; in check mode only decide."""
        if self._check_mode:
            record = self._file.read()
            return record, decide(record, _lease.Clock.read())
        with self._file.locked():
            record = self._file.read()
            decided = decide(record, _lease.Clock.read())
            if decided != record:
                self._file.write(decided)
            return record, decided

    def _still_held(self, record):
        """Describe a term that has just begun. One that ended while its file was written protects nothing."""
        clock = _lease.Clock.read()
        seen = _lease.describe(record, clock)
        if not seen["held"]:
            raise _lease.LeaseError("the lease expired while it was written: this host is too slow", record, clock)
        return seen

    def _result(self, before, after, **more):
        clock = _lease.Clock.read()
        seen = [_lease.describe(record, clock) for record in (before, after)]
        texts = [json.dumps(each, indent=2, sort_keys=True) + "\n" for each in seen]
        diff = {
            "before": texts[0],
            "after": texts[1],
            "before_header": self._file.path,
            "after_header": self._file.path,
        }
        return dict(more, changed=before != after, lease=seen[1], diff=diff)

    def waited(self):
        """Return what is told of waiting."""
        if self._params["action"] != "acquire":
            return {}
        return {"waited_for": self._waited_for, "waited_seconds": self._waited_seconds}


def main():
    module = AnsibleModule(argument_spec=ARGUMENTS, supports_check_mode=True)
    try:
        task = Task(module.params, module.check_mode)
        result = getattr(task, module.params["action"])()
    except _lease.LeaseError as error:
        module.fail_json(msg=str(error), lease=error.lease, lost_to=error.lost_to, **task.waited())
    except ArpError as error:
        module.fail_json(msg=str(error))
    module.exit_json(**dict(result, check_mode=module.check_mode, **task.waited()))


if __name__ == "__main__":
    main()
