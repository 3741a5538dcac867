#!/usr/bin/env bash
# A PostgreSQL of its own for `opsbook verify`: in the present folder, reached by a socket only, ended with it.
set -euo pipefail

bin=$(command -v initdb || ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -1 || true)
if [ -z "$bin" ]; then
  echo 'PostgreSQL is not installed' >&2
  exit 80
fi
bin=$(dirname "$(readlink -f "$bin")")

# The server refuses to run as root: Debian's package brings an account for it.
as=()
if [ "$(id -u)" = 0 ]; then
  chmod 755 .. . && chown postgres .
  as=(setpriv --reuid postgres --regid postgres --init-groups --)
fi
"${as[@]}" "$bin/initdb" --pgdata=data --username=admin --auth=trust --no-sync --encoding=UTF8 >initdb.log
exec "${as[@]}" "$bin/postgres" -D data -k "$PWD" -c listen_addresses='' -c fsync=off
