#!/bin/sh
# Make or repair the virtual environment .venv with exactly what requirements.lock names; quick when nothing changed.
# PYTHON names the interpreter to build it with. By default it is the distribution's own, when it is new enough and can
# make environments: distributions build it with the profile of real work, and it folds acts a tenth faster than one
# that a version manager compiled on the spot. Then what the path calls python3, or a newer one found beside it.
set -eu
cd "$(dirname "$0")/.."

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

makes_environments() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

# What the environment was made from: the lock, the project file, and this folder (scripts in .venv hold its path).
wanted="$(cat requirements.lock pyproject.toml | cksum) $(pwd)"
if [ -f .venv/made-from ] && [ "$(cat .venv/made-from)" = "$wanted" ] && new_enough .venv/bin/python; then
    exit 0
fi

if [ -n "${PYTHON:-}" ]; then
    candidates=$PYTHON
elif new_enough /usr/bin/python3 && makes_environments /usr/bin/python3; then
    candidates=/usr/bin/python3
else
    candidates="python3 python3.13 python3.12 python3.11 python3.14"
fi
python=
for candidate in $candidates; do
    if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed; tried: $candidates. Name one with: make PYTHON=/path/to/python3.12" >&2
    exit 1
fi
if ! makes_environments "$python"; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "$python cannot make virtual environments. On Debian or Ubuntu: apt-get install python$version-venv" >&2
    exit 1
fi

rm -f .venv/made-from
if ! new_enough .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1 ||
    [ "$(.venv/bin/python -c 'import sys; print(sys.prefix)')" != "$(pwd -P)/.venv" ]; then
    echo "Making the environment in .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi
echo "Installing what requirements.lock names (about half a minute the first time)"
pip() {
    PIP_USER=0 .venv/bin/python -m pip --disable-pip-version-check --no-input "$@" --quiet
}
pip install --require-hashes -r requirements.lock
pip install --no-deps --no-build-isolation --no-index -e .
echo "$wanted" >.venv/made-from
