#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs the Debian packages that the lab and the lint stage need and that are missing: as root on Debian or Ubuntu.
# Elsewhere it names them, and what will be skipped without them; that is no failure. With the word "browser" also those
# that the tests of the report need.
set -eu

PATH=$PATH:/usr/sbin:/sbin
PYTHON_OLDEST=3.10
PYTHON_NEWEST=3.14
policy=/usr/sbin/policy-rc.d
tools=$(dirname "$0")
purposes=${1:-}

# command or file, package, what it is for
needs() {
    cat <<'TABLE'
ip iproute2 lab
unshare util-linux lab
ssh openssh-client lab
openssl openssl lab
sshd openssh-server lab
ping iputils-ping lab
arping iputils-arping lab
tcpdump tcpdump lab
git git sanity
shellcheck shellcheck lint
TABLE
    if [ "$purposes" = browser ] && grep -qsx "ID=debian" /etc/os-release; then
        # Ubuntu has no such package, but a snap that sees only the files of its user.
        echo "chromium chromium report"
        echo "chromedriver chromium-driver report"
    fi
    [ ! -x .venv/bin/python ] || return 0
    if ! "$tools/find_python.sh" "$PYTHON_OLDEST" "$PYTHON_NEWEST" venv ensurepip >/dev/null; then
        echo "python3-venv python3-venv everything"
    fi
}

missing() {
    needs | while read -r command package purpose; do
        command -v "$command" >/dev/null 2>&1 || echo "$package $purpose"
    done
}

can_install() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1
}

install() {
    echo "Installing Debian packages: $*"
    # The lab starts an sshd of its own in each of its hosts. The machine's own service is nobody's wish, so it must
    # neither start now nor at the next boot.
    if [ ! -e "$policy" ]; then
        trap 'rm -f "$policy"' EXIT
        trap 'exit 130' INT TERM
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -qq -y --no-install-recommends "$@" >/dev/null
    case " $* " in
        *" openssh-server "*)
            if [ -d /run/systemd/system ]; then
                systemctl disable --now ssh.socket ssh.service >/dev/null 2>&1 || true
            fi
            ;;
    esac
}

lacking=$(missing)
[ -n "$lacking" ] || exit 0
packages=$(echo "$lacking" | cut -d ' ' -f 1 | sort -u | tr '\n' ' ')
if can_install; then
    # shellcheck disable=SC2086  # a list of words
    install $packages
else
    echo "Missing here: $packages(for: $(echo "$lacking" | cut -d ' ' -f 2 | sort -u | tr '\n' ' '))" >&2
    echo "As root on Debian or Ubuntu they are installed; elsewhere please do so by hand. Going on without them." >&2
fi
