#!/usr/bin/env bash
# Fails where the pinned requirements are not what pyproject.toml asks for.
set -euo pipefail
cd "$(dirname "$0")"
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
cp ./*.txt "$fresh/"
./compile.sh "$fresh"
for file in *.txt; do
    if ! diff -u "$file" "$fresh/$file"; then
        echo "requirements/$file is out of step: make requirements" >&2
        exit 1
    fi
done
