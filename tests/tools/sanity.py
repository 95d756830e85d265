# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs C(ansible-test sanity) of the environment that this interpreter belongs to, on a copy of the working tree.

ansible-test wants a real C(ansible_collections/netops/arp) directory below version control, which a clone of any name
is not. Its environments and its cache go to C(.cache/home), so that C(~/.ansible) stays as it is. Further arguments
are passed on, for example C(--test validate-modules).
"""

import ast
import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from worktree import CACHE, ROOT, export, plain_environment

COLLECTION = CACHE / "sanity" / "ansible_collections" / "netops" / "arp"
HOME = CACHE / "home"
ABSENT = re.compile(r"^WARNING: (Skipping sanity test .*|Required program .*)$")


def prepare_collection():
    """Export the tree and let git know its files: ansible-test asks git which they are."""
    COLLECTION.mkdir(parents=True, exist_ok=True)
    export(COLLECTION)
    for command in (["git", "init", "--quiet"], ["git", "add", "--all"]):
        subprocess.run(command, cwd=COLLECTION, check=True, env=plain_environment())


def bootstrap_names():
    """The file names under which this ansible-test looks for its pip bootstrap script: one per version of pip."""
    import ansible_test._internal as ansible_test

    source = Path(ansible_test.__file__).with_name("python_requirements.py").read_text()
    return [f"get_pip_{version.replace('.', '_')}.py" for version in re.findall(r"\bpip='([\d.]+)'", source)]


def pip_settings():
    """The settings of pip in force here, whether from a file or the environment, as C({name: value})."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    pairs = (line.partition("=")[::2] for line in listed)
    return {name.rpartition(".")[2]: ast.literal_eval(value) for name, value in pairs}


def prepare_home():
    """A home with our own bootstrap script where ansible-test would fetch one, and with the user's package index.

    ansible-test hands no variable of the environment on to pip, so what they say goes into pip's file.
    """
    cache = HOME / ".ansible" / "test" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    for name in bootstrap_names():
        shutil.copy(ROOT / "tests" / "tools" / "get_pip.py", cache / name)
    found = subprocess.run([sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True, check=False)
    settings = {"cache-dir": found.stdout.strip(), **pip_settings(), "quiet": "1"}
    config = configparser.RawConfigParser()
    config["global"] = {name: value for name, value in settings.items() if value}
    file = HOME / ".config" / "pip" / "pip.conf"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as stream:
        config.write(stream)


def environment():
    """A home of its own, and this environment's programs first."""
    return plain_environment(HOME=HOME, PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}")


def without_powershell():
    """Options that leave out PowerShell scripts where nothing runs them: validate-modules crashes on these."""
    if shutil.which("pwsh"):
        return []
    scripts = [str(path.relative_to(COLLECTION)) for path in sorted((COLLECTION / "plugins" / "modules").glob("*.ps1"))]
    print(f"Left out: {', '.join(scripts)}: pwsh is not installed")
    return [option for script in scripts for option in ("--exclude", script)]


def run_sanity(arguments):
    """Run it, pass its output through, and say at the end which tests were skipped for want of a program."""
    version = ".".join(map(str, sys.version_info[:2]))
    tool = Path(sys.executable).with_name("ansible-test")
    command = [str(tool), "sanity", "--local", "--color", "no", "--python", version, *without_powershell(), *arguments]
    process = subprocess.Popen(
        command, cwd=COLLECTION, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    absent = []
    for line in process.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        absent += ABSENT.findall(line.strip())
    for reason in dict.fromkeys(absent):
        print(f"Left out: {reason}")
    return process.wait()


def main(arguments):
    """Prepare both directories and run."""
    prepare_collection()
    prepare_home()
    return run_sanity(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
