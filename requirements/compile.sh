#!/usr/bin/env bash
# Compiles the pinned requirements from pyproject.toml into the folder given.
# What is pinned there already stays; --upgrade takes the newest releases.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:?the folder to write to}
shift

compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"
}

compile "$@" --extra postgres --output-file "$folder/run.txt" pyproject.toml
compile "$@" --extra postgres --extra test --extra dev \
    --constraints "$folder/run.txt" --output-file "$folder/dev.txt" pyproject.toml
compile "$@" --group templates --output-file "$folder/templates.txt"
