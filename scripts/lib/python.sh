# Sourced by the scripts: finds a Python and brings .venv up to date. Wants $here = the project's folder.
# The working directory stays the caller's: .venv knows where `app` lies, and -P keeps an `app` of that directory out.

find_python() {
    local candidate
    for candidate in "$here/.venv/bin/python" python3 python3.14 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed, none was found. On Debian:  apt-get install -y python3 python3-venv" >&2
    return 1
}

setup_venv() { # setup_venv [--dev]
    local python
    python=$(find_python)
    "$python" "$here/scripts/setup.py" "$@"
}
