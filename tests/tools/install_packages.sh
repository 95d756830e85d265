#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs the Debian packages that the lab and the lint stage need and that are missing: as root on Debian or Ubuntu.
# Elsewhere it names them, and what will be skipped without them; that is no failure. With the word "browser" it sees to
# the browser alone, which is large and which only the tests of the HTML report need.
set -eu

PATH=$PATH:/usr/sbin:/sbin
PYTHON_OLDEST=3.10
PYTHON_NEWEST=3.14
policy=/usr/sbin/policy-rc.d
tools=$(dirname "$0")
purpose=${1:-everything}

# command or file, package, what it is for
needs() {
    if [ "$purpose" = browser ]; then
        has_browser || echo "chromium chromium report"
        return 0
    fi
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
    [ ! -x .venv/bin/python ] || return 0
    if ! "$tools/find_python.sh" "$PYTHON_OLDEST" "$PYTHON_NEWEST" venv ensurepip >/dev/null; then
        echo "python3-venv python3-venv everything"
    fi
}

has_browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
} >/dev/null 2>&1

missing() {
    needs | while read -r command package reason; do
        command -v "$command" >/dev/null 2>&1 || echo "$package $reason"
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
    if ! apt-get install -qq -y --no-install-recommends "$@" >/dev/null; then
        echo "Could not install $*" >&2
        # Ubuntu's browser is a snap, which not every machine can have; its tests are skipped then.
        [ "$purpose" = browser ] || exit 1
    fi
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
