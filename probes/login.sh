# What a login gives the service user: by PAM and sshd as configured, by the shell as it really runs, by tmux servers that run.
#   H <shell>   P <path>, then NAME=<kind> lines: PAM and sshd   S <path>, then names that a shell file assigns
#   command|login|pane NAME=<kind>   from the user's own shell, started as sshd and tmux start it
#   T <socket>, then NAME=<kind> lines of its global environment; what tmux starts every pane with (default-command) counts as P
# The shells run in namespaces of their own: home read-only, /tmp private, nothing left running.
# Wants $user. Source: pam_env(8), sshd(8) "LOGIN PROCESS", bash(1) "INVOCATION", tmux(1) "GLOBAL AND SESSION ENVIRONMENT".
set -u
entry=$(getent passwd "$user") || { echo "there is no user $user" >&2; exit 1; }
IFS=: read -r _ _ uid gid _ home shell <<ENTRY
$entry
ENTRY
printf 'H %s\n' "$shell"
permitted() { # PermitUserEnvironment may name the variables by patterns
  case ${permitted:-no} in yes) cat; return ;; esac
  while IFS= read -r line; do
    case $line in '  '*) ;; *) printf '%s\n' "$line"; continue ;; esac
    name=${line#  }; name=${name%%=*}
    set -f; for pattern in $(printf '%s' "$permitted" | tr ',' ' '); do case $name in $pattern) printf '%s\n' "$line"; break ;; esac; done; set +f
  done
}
given() { [ ! -f "$1" ] || { printf 'P %s\n' "$1"; masked_environment '  ' < "$1"; }; }
given /etc/environment
given /etc/security/pam_env.conf
stack() { # service: its lines, those of the services that it includes in their place
  while read -r line; do
    case $line in '#'*) continue ;; '@include '*) stack "${line#@include }"; continue ;; esac
    set -- $line
    case ${2:-} in include|substack) [ -z "${3:-}" ] || stack "$3" ;; *) printf '%s\n' "$line" ;; esac
  done 2>/dev/null < "/etc/pam.d/$1"
}
pam_env=$(stack sshd | grep 'pam_env\.so')
for file in $(printf '%s\n' "$pam_env" | sed -n 's/.*[[:space:]]\(envfile\|conffile\)=\([^[:space:]]*\).*/\2/p' | sort -u); do given "$file"; done
! printf '%s\n' "$pam_env" | grep -q 'user_readenv=1' || given "$home/.pam_environment"
if sshd=$(PATH=$PATH:/usr/sbin:/sbin sshd -T -C "user=$user,host=localhost,addr=127.0.0.1" 2>/dev/null); then
  printf 'P the SetEnv of sshd\n'
  printf '%s\n' "$sshd" | sed -n 's/^setenv //p' | masked_variables '  '
  permitted=$(printf '%s\n' "$sshd" | sed -n 's/^permituserenvironment //p')
  [ "${permitted:-no}" = no ] || {
    given "$home/.ssh/environment"
    for file in $(printf '%s\n' "$sshd" | sed -n "s|%h|$home|g; s|%u|$user|g; s/^authorizedkeysfile //p"); do
      case $file in /*) ;; *) file=$home/$file ;; esac
      [ ! -f "$file" ] || { printf 'P %s\n' "$file"; grep -v '^[[:space:]]*#' "$file" | grep -o 'environment="[^"]*"' | sed 's/^environment="//; s/"$//' | masked_variables '  '; }
    done
  } | permitted
fi
set --
for file in /etc/profile /etc/profile.d/*.sh /etc/bash.bashrc /etc/zsh/zshenv /etc/zsh/zprofile /etc/zsh/zshrc \
  "$home/.profile" "$home/.bash_profile" "$home/.bash_login" "$home/.bashrc" "$home/.bash_aliases" "$home/.zshenv" "$home/.zprofile" "$home/.zshrc"; do
  [ ! -f "$file" ] || set -- "$@" "$file"
done
[ $# = 0 ] || awk 'FNR == 1 { print "S", FILENAME } /^[ \t]*#/ { next }
  { while (match($0, /(^|[^A-Za-z0-9_$])[A-Z_][A-Z0-9_]*=/)) {
      name = substr($0, RSTART, RLENGTH - 1); sub(/^[^A-Z_]/, "", name); print "  " name
      $0 = "$" substr($0, RSTART + RLENGTH) } }' "$@"
inside='mount -t tmpfs tmpfs /tmp && mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"; exec "$@"'
as_user() { # shell arguments
  unshare -m -p -f --kill-child sh -c "$inside" "$home" \
    setpriv --reuid="$uid" --regid="$gid" --init-groups env -i -C "$home" HOME="$home" USER="$user" LOGNAME="$user" \
    SHELL="$shell" PATH=/usr/local/bin:/usr/bin:/bin TERM=dumb HISTFILE=/dev/null "$@" </dev/null 2>/dev/null
}
# one after another; each is told by an item of its own, "=WAY", and those of a tmux server are lines
as_user sh -c 'way() { printf "\0=%s\0" "$1"; shift; timeout -s KILL 10 "$@"; }
  export SSH_CLIENT="127.0.0.1 1 22"
  way command "$SHELL" -c "exec env -0"
  way login "$SHELL" -l -i -c "exec env -0"
  unset SSH_CLIENT
  (export TMUX=/tmp/probe,0,0; way pane "$SHELL" -l -i -c "exec env -0")
  # what the files of tmux read in turn, and whatever else runs at its start: a server of its own is asked, that nobody else sees
  way server tmux -L adr023 start-server ";" show-environment -g | tr "\n" "\0"' | tr '\n\0' '\001\n' | awk "$KIND"'
  /^=/ { way = substr($0, 2); if (way == "server") print "P a new tmux server"; next }
  /^-/ || !way || !index($0, "=") { next }
  { print way == "server" ? " " pair($0) : way pair($0) }'
assigned() { tr -d "\"'\\\\" | grep -oE '(^|[^A-Za-z0-9_$])[A-Z_][A-Z0-9_]*=[^[:space:];]*' | grep -oE '[A-Z_][A-Z0-9_]*=.*' | masked_variables '  '; }
for file in /etc/tmux.conf "$home/.tmux.conf" "$home/.config/tmux/tmux.conf"; do
  [ -f "$file" ] || continue
  printf 'P %s\n' "$file"
  sed -n 's/^[[:space:]]*set\(-option\)\{0,1\}[[:space:]].*default-command[[:space:]]//p' "$file" | assigned
  sed -n 's/^[[:space:]]*\(set-environment\|setenv\)[[:space:]].*-[a-z]*g[a-z]*[[:space:]]*\([A-Z_][A-Z0-9_]*\)[[:space:]][[:space:]]*["'"'"']*\([^"'"'"'].*\)/\2=\3/p' "$file" | masked_variables '  '
done
elsewhere=$(ss -Hxlp 2>/dev/null | awk -v own="/tmp/tmux-$uid/" '/"tmux: server/ { for (i = 1; i <= NF; i++) if ($i ~ /^\// && index($i, own) != 1) print $i }')
for socket in "/tmp/tmux-$uid"/* $elsewhere; do
  [ -S "$socket" ] && [ "$(stat -c %u "$socket")" = "$uid" ] || continue
  global=$(timeout 5 setpriv --reuid="$uid" --regid="$gid" --init-groups tmux -S "$socket" show-environment -g 2>/dev/null) || continue
  printf 'P the default-command of %s\n' "$socket"
  timeout 5 setpriv --reuid="$uid" --regid="$gid" --init-groups tmux -S "$socket" show-options -gv default-command 2>/dev/null | assigned
  printf 'T %s\n' "$socket"; printf '%s\n' "$global" | grep -v '^-' | masked_variables '  '
done
exit 0
