# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs make targets one after another, all of them even when one fails, and closes with what each took and yielded."""

import contextlib
import re
import signal
import subprocess
import sys
import threading
import time
from typing import NamedTuple

# "=== 12 passed, 1 skipped in 3.45s ===" or, with -q, the same without the rules.
_CLOSING_LINE = re.compile(r"^=* ?((?:no tests ran|\d+ \w+(?:, \d+ \w+)*) in [\d.]+s(?: \([\d:]+\))?) ?=*$")
_COLOR = re.compile(r"\x1b\[[\d;]*m")
_SKIPPED = re.compile(r"^SKIPPED \[(\d+)\] \S+: (.*)$")
_LEFT_OUT = "Left out: "


class Result(NamedTuple):
    """One finished stage. C(closing) are pytest's closing lines, C(absent) maps a reason to how often it was met."""

    name: str
    seconds: float
    status: int
    closing: list
    absent: dict


def read_lines(stream, closing, absent):
    """Pass the stage's output through and keep the lines that the summary quotes."""
    for line in stream:
        sys.stdout.write(line)
        sys.stdout.flush()
        plain = _COLOR.sub("", line).strip()
        if match := _CLOSING_LINE.match(plain):
            closing.append(match.group(1))
        elif match := _SKIPPED.match(plain):
            reason = f"Skipped: {match.group(2)}"
            absent[reason] = absent.get(reason, 0) + int(match.group(1))
        elif plain.startswith(_LEFT_OUT):
            absent[plain] = 1


def run_stage(name, command=("make", "--no-print-directory")):
    """Run one target and return its C(Result)."""
    print(f"\n##### {name}", flush=True)
    closing, absent = [], {}
    started = time.monotonic()
    pipe = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = subprocess.Popen([*command, name], text=True, errors="replace", **pipe)
    reader = threading.Thread(target=read_lines, args=(process.stdout, closing, absent), daemon=True)
    reader.start()
    try:
        status = process.wait()
    except KeyboardInterrupt:
        # A stage takes its lab down when it is ended, which is worth waiting for.
        process.terminate()
        with contextlib.suppress(KeyboardInterrupt):
            process.wait(timeout=60)
        status = 130
    # A process that a test left behind would hold the pipe open for ever.
    reader.join(timeout=5)
    return Result(name, time.monotonic() - started, status, closing, absent)


def counted(results, word):
    """Add up one of pytest's words over all closing lines."""
    lines = [line for result in results for line in result.closing]
    return sum(int(number) for line in lines for number in re.findall(rf"(\d+) {word}", line))


def summary(results):
    """The lines of the closing table; the last one has the plain form that CI systems read."""
    width = max(len(result.name) for result in results)
    for result in results:
        outcome = "ok" if result.status == 0 else f"FAILED ({result.status})"
        yield f"{result.name:{width}}  {result.seconds:7.1f} s  {outcome:12}  {'; '.join(result.closing)}".rstrip()
        for reason, times in result.absent.items():
            yield f"{'':{width}}      {reason}" + (f" ({times} times)" if times > 1 else "")
    yield f"{'all':{width}}  {sum(result.seconds for result in results):7.1f} s"
    broken = counted(results, "failed") + counted(results, "errors?")
    yield f"{counted(results, 'passed')} passed, {broken} failed, {counted(results, 'skipped')} skipped"


def main(names):
    """Run the stages named; the status is 1 when one of them failed."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    results = []
    for name in names:
        results.append(run_stage(name))
        if results[-1].status == 130:
            break
    print("\n##### summary")
    print("\n".join(summary(results)))
    return 1 if any(result.status for result in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
