# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import worktree


@pytest.fixture
def tree(tmp_path):
    root = tmp_path / "a clone"
    (root / ".collections").mkdir(parents=True)
    (root / ".collections" / "link").symlink_to("..")
    (root / ".gitignore").write_text("ignored\n")
    (root / "ignored").write_text("x")
    (root / "new file").write_text("not committed")
    subprocess.run(["git", "init", "--quiet", str(root)], check=True, env=worktree.plain_environment())
    return root


def test_what_git_would_add_is_copied_and_the_rest_is_not(tree, tmp_path):
    target = tmp_path / "copy"
    target.mkdir()
    worktree.export(target, tree)
    assert sorted(path.name for path in target.iterdir()) == [".gitignore", "new file"]


def test_a_vanished_file_vanishes_from_the_copy_and_its_repository_stays(tree, tmp_path):
    target = tmp_path / "copy"
    (target / ".git").mkdir(parents=True)
    (target / "gone" / "below").mkdir(parents=True)
    (target / "gone" / "below" / "old").write_text("x")
    worktree.export(target, tree)
    assert sorted(path.name for path in target.iterdir()) == [".git", ".gitignore", "new file"]
