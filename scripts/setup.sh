#!/bin/sh
# setup.sh PYTHON VENV REQUIREMENTS: a virtual environment with locked packages and this checkout in it.
set -eu
python=$1 venv=$2 requirements=$3

fail() {
    echo "behflow: $1" >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 || fail "$python is missing. Install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "$python is too old. Behflow needs Python 3.11 or newer; name another one with 'make PYTHON=python3.12 run'."
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        package=$("$python" -c 'import sys; print("python3.%d-venv" % sys.version_info.minor)')
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            echo "Installing $package ..."
            { apt-get update -qq && { apt-get install -y -qq --no-install-recommends "$package" || apt-get install -y -qq --no-install-recommends python3-venv; }; } >/dev/null 2>&1 ||
                fail "$package is missing and could not be installed."
        else
            fail "python3-venv is missing. Install it (Debian: sudo apt-get install $package)."
        fi
    fi
    "$python" -m venv "$venv" || fail "$venv could not be made with $python."
fi
echo "Installing $requirements (once) ..."
PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
export PIP_DISABLE_PIP_VERSION_CHECK PIP_ROOT_USER_ACTION
"$venv/bin/python" -m pip install --quiet --require-hashes -r "$requirements" -r requirements-build.txt ||
    fail "the packages of $requirements could not be installed; see above."
"$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --no-index --editable . ||
    fail "this checkout could not be installed into $venv; see above."
# Compiled once here, so that a start never waits for it, even where Python may not write bytecode by itself.
"$venv/bin/python" -m compileall -q src/behflow >/dev/null || true
