# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies the collection as it stands in the working tree, changes that are not committed included."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
# The link that makes a clone importable leads back to the clone: a copy neither needs nor survives it.
LEFT_OUT = (".collections/",)


def files(root=ROOT):
    """Relative names of everything that git tracks or would add."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return sorted({name for name in listed if name and not name.startswith(LEFT_OUT) and (root / name).exists()})


def export(target, root=ROOT):
    """Make C(target) an exact copy: new files come, vanished ones go, unchanged ones keep their times."""
    wanted = files(root)
    for path in sorted(target.rglob("*"), reverse=True):
        inside = path.relative_to(target)
        if inside.parts[0] == ".git" or inside.as_posix() in wanted:
            continue
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        else:
            path.unlink()
    for name in wanted:
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / name, copy, follow_symlinks=False)
    return target


def plain_environment(**changes):
    """The environment without what ties Ansible and git to this clone."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("ANSIBLE_", "GIT_"))}
    return {**kept, **{key: str(value) for key, value in changes.items()}}
