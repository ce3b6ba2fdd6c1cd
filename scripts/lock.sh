#!/bin/sh
# Pin every requirement anew. Needs uv on the PATH.
set -eu
command -v uv >/dev/null 2>&1 || { echo "behflow: uv is missing (pip install uv)." >&2; exit 1; }
lock() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header "$@"; }
lock --extra dev pyproject.toml -o requirements-dev.txt
lock -c requirements-dev.txt pyproject.toml -o requirements.txt
lock -c requirements-dev.txt --extra openai --extra anthropic --extra ollama pyproject.toml -o requirements-models.txt
lock -c requirements-dev.txt requirements-build.in -o requirements-build.txt
lock requirements-fuzz.in -o requirements-fuzz.txt
