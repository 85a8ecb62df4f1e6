#!/usr/bin/env bash
# Make .venv, or bring it up to date, with the lists of packages that are named:
#   .ci/siapkan.sh requirements.txt [requirements-dev.txt]
# What was installed is kept beside it, so that a second call only compares.
set -euo pipefail
cd "$(dirname "$0")/.."

list="${!#}"
installed=".venv/terpasang-$list"
if [ -x .venv/bin/python ] && cat "$@" | cmp -s - "$installed"; then
    exit 0
fi

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
for python in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
    if "$python" -c "$new_enough" 2>/dev/null; then
        break
    fi
    python=
done
if [ -z "$python" ]; then
    present=$("${PYTHON:-python3}" --version 2>/dev/null || echo "tidak ada")
    echo "Diperlukan Python 3.11 atau lebih baru; di komputer ini: $present." >&2
    echo "Pasang Python yang baru, atau sebutkan letaknya: make run PYTHON=/usr/local/bin/python3.12" >&2
    exit 1
fi

# Debian keeps what makes environments in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo -n)
    if ! { command -v apt-get >/dev/null && "${as_root[@]}" apt-get update -q &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qy python3-venv; }; then
        echo "Python di komputer ini belum dapat membuat lingkungan sendiri. Pasang paket python3-venv, lalu ulangi." >&2
        exit 1
    fi
fi

if ! .venv/bin/python -c "$new_enough" 2>/dev/null; then
    "$python" -m venv --clear .venv
fi
echo "Memasang pustaka ke .venv (sekali saja, sekitar satu menit) ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$list"
cat "$@" >"$installed"
# The list for development contains the one for use.
cat requirements.txt >.venv/terpasang-requirements.txt
