#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: make_venv.sh DIRECTORY REQUIREMENTS_FILE OLDEST NEWEST
#
# Makes or brings up to date one virtual environment, with the newest Python between two versions. Quick when nothing is
# to do: a stamp inside remembers the requirements and the place (scripts of an environment do not survive a move).
# Status 3 when there is no such Python.
set -eu

directory=$1
requirements=$2
oldest=$3
newest=$4
tools=$(dirname "$0")
stamp=$directory/.requirements

wanted() {
    pwd
    cat "$(dirname "$requirements")"/*.txt
}

works() {
    [ -x "$directory/bin/python" ] && "$directory/bin/python" -m pip --version >/dev/null 2>&1
}

moved() {
    [ -f "$stamp" ] && [ "$(head -n 1 "$stamp")" != "$(pwd)" ]
}

if [ -f "$stamp" ] && [ "$(wanted)" = "$(cat "$stamp")" ] && [ -x "$directory/bin/python" ]; then
    exit 0
fi
if moved || ! works; then
    python=$("$tools/find_python.sh" "$oldest" "$newest" venv ensurepip) || {
        echo "No Python $oldest to $newest that can make a virtual environment was found (on Debian: python3-venv)." >&2
        exit 3
    }
    echo "Making $directory with $("$python" --version)"
    "$python" -m venv --clear "$directory"
fi
echo "Installing $requirements into $directory"
"$directory/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements"
wanted >"$stamp"
