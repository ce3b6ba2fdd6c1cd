#!/bin/sh
# fuzz.sh BIN [SECONDS]: search for texts that break the language engine. atheris gets an environment of its own.
set -eu
bin=$1 seconds=${2:-300} home=build/fuzz

"$bin/python" -c 'import platform, sys
sys.exit(not (sys.version_info < (3, 15) and platform.machine() == "x86_64" and sys.platform == "linux"))' || {
    echo "behflow: atheris runs on Python 3.11 to 3.14 on x86-64 Linux only." >&2
    exit 1
}
[ -x "$home/venv/bin/python" ] || "$bin/python" -m venv "$home/venv"
PIP_DISABLE_PIP_VERSION_CHECK=1 "$home/venv/bin/python" -m pip install --quiet --require-hashes -r requirements-fuzz.txt
PYTHONPATH=src:.:$("$bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
export PYTHONPATH
echo "Searching for $seconds seconds; what breaks is kept in $home ..."
exec "$home/venv/bin/python" -m tests.fuzz "$home/corpus" -max_total_time="$seconds" -max_len=600 -len_control=20 -timeout=20 \
    -artifact_prefix="$home/" -print_final_stats=1
