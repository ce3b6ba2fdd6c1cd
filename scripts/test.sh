#!/bin/sh
# test.sh BIN: every test. Installs Chromium and Node.js when they are missing and it may.
set -eu
bin=$1

fail() {
    echo "behflow: $1" >&2
    exit 1
}

need() { # need COMMAND PACKAGE...
    command=$1
    shift
    command -v "$command" >/dev/null 2>&1 && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing $* ..."
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null 2>&1 ||
            fail "$command is missing and could not be installed."
    else
        fail "$command is missing. Install it (Debian: sudo apt-get install $*)."
    fi
}

need node nodejs
need npm npm
command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || need chromium chromium fonts-noto-core
"$bin/python" -m pytest "${PYTEST_WORKERS:--n2}" --dist=loadfile tests --ignore=tests/acceptance --ignore=tests/frontend/e2e
"$bin/python" -m pytest tests/acceptance tests/frontend/e2e
node --test tests/frontend/unit/*.test.js
