/** Clients that read SQL. */
export const SQL_CLIENTS = words(
  'psql mysql mariadb sqlite3 cqlsh clickhouse-client duckdb sqlcmd pgcli mycli cockroach',
);

/** Programs whose arguments may hold a program in a language of theirs. */
export const INTERPRETERS = words(
  'awk gawk mawk nawk jq gojq yq python python2 python3 node deno bun perl ruby php lua mongo mongosh bc dc gdb m4 ' +
    'tclsh Rscript groovy osascript vim ed ex envsubst make influx xmlstarlet datamash mlr dasel',
);

/** Programs that give their arguments to a shell again, in ways that are not followed. */
export const RERUNNERS = words(
  'parallel tmux screen at batch entr ansible salt pdsh clush pssh dsh fish pwsh powershell expect script tsh mosh ' +
    'vagrant multipass nix-shell crontab concurrently let trap unset read mapfile readarray getopts alias complete ' +
    'compgen hyperfine sg newgrp machinectl lxc incus pct sshpass autossh wsl cmd rundeck',
);

/** Programs that run what they read. */
export const READERS = words(
  'bash sh zsh dash ksh ash ssh xargs sudo su at batch crontab python python3 perl ruby node php',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
