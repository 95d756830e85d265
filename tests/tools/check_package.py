# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the collection as a release, installs the file elsewhere, strips it to what works, and lists its plugins.

Run with the environment's Python: C(.venv/bin/python tests/tools/check_package.py). Everything happens below
C(.cache/package).
"""

import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from worktree import CACHE, ROOT, export, plain_environment

AREA = CACHE / "package"
COLLECTION = "netops.arp"
# What an installed collection needs in order to work; everything else in the file is for readers and developers.
WORKING_PARTS = frozenset(["MANIFEST.json", "FILES.json", "meta", "playbooks", "plugins", "roles"])
# Hidden files that belong into a release: settings of the tools, for whoever works on it.
HIDDEN_PARTS = frozenset([".ansible-lint", ".yamllint"])
DOCUMENTED = {"module": "modules", "filter": "filter", "test": "test"}


class PackageError(Exception):
    """The package is not what it should be; the text says what is wrong."""


def run(tool, *arguments, **environment):
    """Run one of the environment's tools and return its output; its own words tell of a failure."""
    command = [str(Path(sys.executable).with_name(tool)), *map(str, arguments)]
    # Nothing that the user has installed may stand in for what is being checked.
    variables = plain_environment(**{"ANSIBLE_HOME": AREA / "home", "ANSIBLE_COLLECTIONS_PATH": AREA, **environment})
    done = subprocess.run(command, env=variables, capture_output=True, text=True, cwd=AREA, check=False)
    if done.returncode:
        raise PackageError(f"{tool} {' '.join(command[1:])} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def build():
    """Build from an exported tree, as a release is built, and return the path of the archive."""
    source = AREA / "source"
    source.mkdir(parents=True)
    export(source)
    run("ansible-galaxy", "collection", "build", source, "--output-path", AREA)
    (archive,) = AREA.glob("*.tar.gz")
    return archive


def check_contents(archive):
    """No hidden folder, no environment, no compiled file: only what the tree holds."""
    with tarfile.open(archive) as packed:
        names = packed.getnames()
    tops = {name.split("/")[0] for name in names}
    odd = {top for top in tops if top.startswith(".")} - HIDDEN_PARTS
    odd |= {name for name in names if name.endswith((".pyc", ".retry"))}
    missing = {"README.md", "LICENSE", "CHANGELOG.rst", "meta", "plugins", "roles", "playbooks"} - tops
    if odd or missing:
        raise PackageError(f"{archive.name}: should not hold {sorted(odd)}, should hold {sorted(missing)}")
    return len(names)


def install(archive):
    """Install without a server, leave only the working parts, and return the collections path."""
    path = AREA / "collections"
    run("ansible-galaxy", "collection", "install", "--offline", archive, "-p", path)
    installed = path / "ansible_collections" / "netops" / "arp"
    for part in installed.iterdir():
        if part.name not in WORKING_PARTS:
            shutil.rmtree(part) if part.is_dir() else part.unlink()
    return path


def expected(kind):
    """Full names of the documented plugins of one kind, by their files in the tree."""
    folder = ROOT / "plugins" / DOCUMENTED[kind]
    stems = {path.stem for path in folder.glob("*.py")} | {path.stem for path in folder.glob("*.yml")}
    return {f"{COLLECTION}.{stem}" for stem in stems if not stem.startswith("_")}


def check_documentation(path):
    """ansible-doc, from the stripped installation, lists and shows each module, filter and test, and each role."""
    shown = 0
    for kind in DOCUMENTED:
        wanted = expected(kind)
        listed = documentation(path, kind, "-l", COLLECTION)
        if set(listed) != wanted:
            raise PackageError(f"{kind}: listed {sorted(listed)}, in the tree {sorted(wanted)}")
        shown_here = documentation(path, kind, *sorted(wanted)) if wanted else {}
        bare = [name for name in wanted if not (shown_here.get(name) or {}).get("doc")]
        if bare:
            raise PackageError(f"{kind}: without documentation: {bare}")
        shown += len(wanted)
    return shown + check_roles(path)


def documentation(path, kind, *arguments):
    """What ansible-doc says about plugins of one kind, of the stripped installation alone."""
    return json.loads(run("ansible-doc", "-t", kind, "--json", *arguments, ANSIBLE_COLLECTIONS_PATH=path))


def check_roles(path):
    """Every role has an argument specification that ansible-doc can show."""
    wanted = {f"{COLLECTION}.{folder.name}" for folder in (ROOT / "roles").glob("[!.]*/")}
    listed = documentation(path, "role", "-l", COLLECTION)
    if set(listed) != wanted:
        raise PackageError(f"roles: listed {sorted(listed)}, in the tree {sorted(wanted)}")
    return len(wanted)


def check_playbooks(path):
    """Every playbook of the installation is understood under its full name."""
    names = sorted(f"{COLLECTION}.{file.stem}" for file in (ROOT / "playbooks").glob("*.yml"))
    for name in names:
        run("ansible-playbook", "--syntax-check", "-i", "localhost,", name, ANSIBLE_COLLECTIONS_PATH=path)
    return len(names)


def check_use(path):
    """A filter works from the installation, and on Linux the module as well."""
    line = "192.0.2.7 dev eth0 lladdr 00:00:5E:00:53:07 STALE"
    shown = f"msg={{{{ '{line}' | {COLLECTION}.parse_neighbors('linux') }}}}"
    uses = [("-m", "ansible.builtin.debug", "-a", shown, '"mac": "00:00:5e:00:53:07"')]
    if sys.platform == "linux":
        uses.append(("-m", f"{COLLECTION}.arp_facts", '"platform": "'))
    for *arguments, expected_text in uses:
        said = run("ansible", "localhost", *arguments, ANSIBLE_COLLECTIONS_PATH=path)
        if expected_text not in said:
            raise PackageError(f"ansible {arguments}: {expected_text} is not in:\n{said}")


def main():
    """Build, look inside, install, and ask for everything by its full name."""
    shutil.rmtree(AREA, ignore_errors=True)
    try:
        archive = build()
        entries = check_contents(archive)
        path = install(archive)
        plugins, playbooks = check_documentation(path), check_playbooks(path)
        check_use(path)
    except PackageError as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{archive.name}: {entries} entries")
    print(f"Installed and stripped: {plugins} plugins and roles documented, {playbooks} playbooks understood")
    return 0


if __name__ == "__main__":
    sys.exit(main())
