#!/bin/sh
# Make the environment: install.sh PYTHON VENV REQUIREMENTS. With uv where it can be had, else with pip alone.
set -eu
python=$1 venv=$2 requirements=$3

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Dateline needs Python 3.11 or later; $python is $("$python" --version 2>&1). Try: make PYTHON=python3.11 ..." >&2
    exit 1
fi
if [ ! -x "$venv/bin/python" ]; then
    "$python" -m venv "$venv" 2>/dev/null || {
        echo "Python's venv module is missing; on Debian: apt install python3-venv" >&2
        exit 1
    }
fi
uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check uv 2>/dev/null || true
    [ -x "$venv/bin/uv" ] && uv=$venv/bin/uv
fi
echo "Setting up $venv from $requirements ..."
if [ -n "$uv" ] && "$uv" pip install --quiet --python "$venv/bin/python" --require-hashes --only-binary :all: -r "$requirements"; then
    "$uv" pip install --quiet --python "$venv/bin/python" --no-deps --editable .
else
    [ -x "$venv/bin/pip" ] || "$python" -m venv --upgrade-deps "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r "$requirements"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --editable .
fi
