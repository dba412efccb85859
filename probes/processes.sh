# Who runs in the unit's control group, and Remote Control, AoE and tmux wherever they run.
#   W 1 <its mount namespace>                  init, the witness that processes can be seen
#   G <pid>   a process of the unit            O <pid>   one elsewhere that may be of interest
#   below each: cgroup, status lines, exe, cwd, mnt (its namespace), A <argument> each, V NAME=<kind> each (G only)
#   K <file>   a crontab, a unit of another name, a script of theirs or a shell's start file that would start one
#   M <mountinfo line> of the main process     T <path> <writable> <same as outside>     C <peer> <pid>,...
# Wants $unit $user $home $paths $patterns. Source: proc(5), systemctl(1), ss(8), crontab(5).
set -u
[ -r /proc/1/status ] || { echo "/proc cannot be read" >&2; exit 1; }
printf 'W 1 %s\n' "$(readlink /proc/1/ns/mnt)"
settled "$unit" ControlGroup,MainPID || { echo "systemd does not answer" >&2; exit 1; }
group=$(of ControlGroup); main=$(of MainPID)
printf 'Q %s %s\n' "$main" "$group"

describe() { # mark pid
  [ -r "/proc/$2/status" ] || return 0
  printf '%s %s\n' "$1" "$2"
  sed -n 's/^\(Name\|PPid\|Uid\|Gid\|Groups\|NoNewPrivs\|CapEff\|State\):[[:space:]]*/\1 /p; s/^[0-9]*:\(name=systemd\)\{0,1\}:/cgroup /p' "/proc/$2/status" "/proc/$2/cgroup"
  find "/proc/$2/exe" "/proc/$2/cwd" "/proc/$2/ns/mnt" -maxdepth 0 -printf '%f %l\n'
  tr '\n\0' '\001\n' < "/proc/$2/cmdline" | masked_arguments 'A '
}
members=
set --
for root in /sys/fs/cgroup/systemd /sys/fs/cgroup /sys/fs/cgroup/unified; do [ -z "$group" ] || [ ! -d "$root$group" ] || set -- "$@" "$root$group"; done
[ $# = 0 ] || members=$(find "$@" -name cgroup.procs -exec cat {} + 2>/dev/null | sort -un)
for pid in $members; do
  describe G "$pid"
  tr '\n\0' '\001\n' 2>/dev/null < "/proc/$pid/environ" | masked_variables 'V '
done
for file in $(grep -lzE '^(remote-control|rc|remote|--remote-control|--rc|serve)$' /proc/[0-9]*/cmdline 2>/dev/null) \
  $(grep -lE '^tmux: server' /proc/[0-9]*/comm 2>/dev/null); do
  pid=${file#/proc/}; pid=${pid%%/*}
  case " $(printf '%s' "$members" | tr '\n' ' ') " in *" $pid "*) ;; *) describe O "$pid" ;; esac
done
starts='^[^#]*(claude[^#]*[[:space:]](remote-control|rc|--remote-control)|aoe[^#]*[[:space:]]serve)'
away='tmux|screen|nohup|setsid|systemd-run|&[[:space:]]*[)]?[[:space:]]*$'
units=$(for at in /etc/systemd/system /usr/local/lib/systemd/system /usr/lib/systemd/system /etc/systemd/user /usr/local/lib/systemd/user /usr/lib/systemd/user \
  /root/.config/systemd/user "$home/.config/systemd/user" "$home/.local/share/systemd/user"; do printf '%s\n' "$at"/*.service "$at"/*.service.d/*.conf; done)
crons=$(printf '%s\n' /etc/crontab /etc/anacrontab /etc/cron.d/* /etc/cron.*/* /var/spool/cron/crontabs/* /etc/rc.local)
at_home() { # whether a unit's file is of the system's manager and its name on the estate's list
  unit_name=$(readlink -f "$1"); unit_name=${unit_name%.d/*.conf}; case $1 in */user/*) return 1 ;; esac
  set -f; for pattern in $patterns; do case ${unit_name##*/} in $pattern.service) set +f; return 0 ;; esac; done; set +f; return 1
}
{
  grep -lsE "$starts" $crons
  grep -lsE "^Exec.*$(printf '%s' "$starts" | cut -c 2-)" $units
  # of what they start, the scripts; of what a shell reads at a login, what it leaves behind
  { grep -hsE '^Exec(Start|StartPre|StartPost)=' $units; cat -- $crons 2>/dev/null; } | grep -v '^[[:space:]]*#' |
    tr -s ' \t="'"'"';&|()' '\n' | sed "s|^[-@+!:]*/|/|; s|^~/|$home/|; s|^[\$]HOME/|$home/|" | grep '^/' | grep -vE '/(claude|aoe)$' | sort -u | while read -r script; do
      case $script in "$home"/*|/usr/local/*|/opt/*|/srv/*|/root/*|/etc/*) [ ! -f "$script" ] || printf '%s\n' "$script" ;; esac
    done | xargs -r -d '\n' grep -lsE "$starts" | while read -r script; do
      [ "$(head -c 2 "$script" | tr -d '\0')" != '#!' ] || printf '%s\n' "$script"
    done
  grep -HsE "$starts" /etc/profile /etc/profile.d/*.sh /etc/bash.bashrc "$home/.profile" "$home/.bash_profile" "$home/.bash_login" "$home/.bashrc" "$home/.zprofile" "$home/.zshrc" |
    grep -E "$away" | grep -vE '^[^:]*:[[:space:]]*alias[[:space:]]' | sed 's/:.*//'
} | sort -u | while read -r file; do at_home "$file" || printf 'K %s\n' "$file"; done
[ "${main:-0}" != 0 ] && [ -d "/proc/$main" ] || exit 0
young() { [ "$(($(date +%s) - $(stat -c %Y "/proc/$main")))" -lt 20 ]; }
awk '$5 ~ /^\/(usr|etc|boot|tmp|var\/tmp)?$/ { print "M " $0 }' "/proc/$main/mountinfo"
ids="--reuid=$(id -u "$user") --regid=$(id -g "$user") --init-groups"
{
  stat -c 'out %d:%i %n' $paths 2>/dev/null
  nsenter -t "$main" -m -- setpriv $ids sh -c 'for path; do [ ! -w "$path" ] || echo "may - $path"; done; stat -c "in %d:%i %n" "$@" 2>/dev/null' sh $paths 2>/dev/null
} | awk '{ at = $3; told[$1, at] = $2; if ($1 == "out") paths[++n] = at }
  END { for (i = 1; i <= n; i++) print "T", paths[i], ("may", paths[i]) in told ? "yes" : "no", told["in", paths[i]] == told["out", paths[i]] ? "yes" : "no" }'
connected() { ss -Htnp state established 2>/dev/null | sed -n "/pid=$main,/s/^[0-9]* *[0-9]* *[^ ]* *\\([^ ]*\\) *users:(.*).*/C \\1/p"; }
for _ in 1 2 3 4 5 6 7 8; do peers=$(connected); if [ -n "$peers" ] || ! young; then break; fi; sleep 1; done
[ -z "$peers" ] || printf '%s\n' "$peers"
exit 0
