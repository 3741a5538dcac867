/** Programs that read their words again, as the real ones do, and one that must never be called. */
export const STAND_INS: Readonly<Record<string, string>> = {
  pwn: 'echo "$CASE" >> "$PWNED"',
  ssh: '[[ $* == *SendEnv* ]] || unset V; while [[ $1 == -* ]]; do shift; [[ $1 =~ ^[0-9]+$ ]] && shift; done; shift; [ $# -eq 0 ] && exec bash; exec bash -c "$*"',
  sshpass: 'shift 2; exec "$@"',
  sudo: '[[ " $* " == *" --preserve-env"* || $1 == -*E* ]] || unset V; while [[ $1 == -* ]]; do [[ $1 == -[uUgpC] ]] && shift; shift; done; [ $# -eq 0 ] && exec bash; exec "$@"',
  docker:
    'shift; e=(); while [[ $1 == -* ]]; do [[ $1 == -e || $1 == --env ]] && shift && set -- "--env=$1" "${@:2}"; ' +
    '[[ $1 == --env=*=* ]] && e+=("${1#--env=}"); [[ $1 == --env=V ]] && e+=("V=$V"); [[ $1 == --env-file ]] && shift; shift; done; ' +
    'shift; exec env -u V "${e[@]}" "$@"',
  kubectl: 'while [ $# -gt 0 ] && [ "$1" != -- ]; do shift; done; shift; exec "$@"',
  watch: 'exec sh -c "$*"',
  su: '[[ " $* " == *" - "* && $1 != -w ]] && unset V; while [ $# -gt 0 ] && [ "$1" != -c ]; do shift; done; [ $# -eq 0 ] && exec bash; exec bash -c "$2"',
  parallel:
    'c=(); while [ $# -gt 0 ] && [ "$1" != ::: ]; do c+=("$1"); shift; done; [ $# -gt 0 ] && shift || mapfile -t l; ' +
    'for a in "$@" "${l[@]}"; do t="${c[*]}"; case $t in *{}*) t=${t//\\{\\}/$a};; *) t="$t $a";; esac; bash -c "$t"; done',
  at: 'exec sh',
  crontab: '[ "$1" = -l ] || sed "s/^\\([^ ]* \\)\\{5\\}//" | sh',
  script: 'while [ $# -gt 0 ] && [[ $1 != -*c ]]; do shift; done; exec sh -c "$2"',
  scp: 'for w; do [[ $w == *:* ]] && bash -c "true ${w#*:}"; [[ $w == ProxyCommand=* ]] && sh -c "${w#*=}"; done',
  rsync:
    'while [ $# -gt 0 ]; do case $1 in --rsh=*|--rsync-path=*) sh -c "${1#*=}";; --rsh|-*e) sh -c "$2";; *:*) bash -c "true ${1#*:}";; esac; shift; done',
  psql: 'p=; for w in "$@" "$(cat)"; do while IFS= read -r l; do [[ $l == *"\\\\!"* ]] && sh -c "${l#*\\\\!}"; done <<< "$w"; done',
  mysql:
    'for w in "$@" "$(cat)"; do while IFS= read -r l; do case $l in system*) sh -c "${l#system}";; *"\\\\!"*) sh -c "${l#*\\\\!}";; esac; done <<< "$w"; done',
  sshd: 'true',
  // The real one stays.
  'ssh-agent': 'echo "SSH_AGENT_PID=1; export SSH_AGENT_PID;"',
  zip: 'while [ $# -gt 0 ]; do [ "$1" = -TT ] && sh -c "$2"; shift; done',
  npx: '[ "$1" = -c ] && sh -c "$2"',
  curl: 'true',
  wget: 'true',
  ansible: 'while [ $# -gt 0 ]; do [ "$1" = -a ] && sh -c "$2"; shift; done',
  socat: 'for w; do case $w in EXEC:*|SYSTEM:*) sh -c "${w#*:}";; esac; done',
  nc: 'while [ $# -gt 0 ]; do case $1 in -e|-c) sh -c "$2";; esac; shift; done',
  split: 'for w; do [[ $w == --filter=* ]] && sh -c "${w#*=}"; done',
  gdb: 'for w; do [[ $p == -ex ]] && bash <<< "${w#shell }"; p=$w; done',
  man: '[ "$1" = -P ] && sh -c "$2"',
  csh: '[ "$1" = -c ] && sh -c "$2"',
  adb: '[ "$1" = shell ] && sh -c "$2"',
  fab: 'sh -c "${!#}"',
  less: 'for w; do [[ $w == +!* ]] && sh -c "${w#*!}"; done',
  salt: 'sh -c "$3"',
  vagrant: 'sh -c "$3"',
  tmux: 'case $1 in new) sh -c "$3";; send-keys) bash <<< "$2";; esac',
  screen: 'while [ $# -gt 0 ]; do [ "$1" = stuff ] && bash <<< "$2"; shift; done',
  gcloud:
    'for w; do [[ $w == --command=* ]] && bash -c "${w#*=}"; [ "$p" = --command ] && bash -c "$w"; p=$w; done',
  aws:
    'for w; do case $w in *commands=*) w=${w#*commands=[\\"}; sh -c "${w%\\"]*}";; *commands\\":*) w=${w#*ls}; sh -c "ls ${w%\\"]*}";; esac; ' +
    '[[ $p == --command ]] && sh -c "$w"; p=$w; done',
  az: 'for w; do [[ $w == --*command=* ]] && sh -c "${w#*=}"; [[ $p == --scripts || $p == --*command ]] && sh -c "$w"; p=$w; done',
  doctl: 'for w; do [[ $p == --ssh-command ]] && sh -c "$w"; p=$w; done',
  eb: 'sh -c "${!#}"',
  cf: 'sh -c "${!#}"',
  heroku: 'shift; exec bash -c "$*"',
  runuser: 'exec su "$@"',
  sg: 'exec su "$@"',
  dc: 'for w in "$@" "$(cat)"; do [[ $w == *!* ]] && sh -c "${w#*!}"; done',
  make: 'for w in "$@" "$(cat)"; do case $w in SHELL=*) "${w#*=}" -c true;; *=*\\$*|*=*\\`*|*=*";"*) sh -c "true ${w#*=}";; *) while IFS= read -r l; do [[ $l == $\'\\t\'* || $l == *";"* ]] && sh -c "${l#*:;}"; done <<< "$w";; esac; done',
};
