# Who runs in the unit's control group, and Remote Control, AoE and tmux wherever they run.
#   W 1 <its mount namespace>                  init, the witness that processes can be seen
#   G <pid>   a process of the unit            O <pid>   one elsewhere that may be of interest
#   below each: cgroup, status lines, exe, cwd, ns, A <argument> each, V NAME=<kind> each (G only)
#   K <file>   a crontab, a unit of another name, a script of theirs or a shell's start file that would start one
#   M <mountinfo line> of the main process     T <path> <writable> <same as outside>     C <peer> <pid>,...
# Wants $unit $user $home $paths $patterns. Source: proc(5), systemctl(1), ss(8), crontab(5).
set -u
[ -r /proc/1/status ] || { echo "/proc cannot be read" >&2; exit 1; }
printf 'W 1 %s\n' "$(readlink /proc/1/ns/mnt)"
settled "$unit"
shown=$(systemctl show -p ControlGroup -p MainPID -- "$unit") || { echo "systemd does not answer" >&2; exit 1; }
group=$(printf '%s\n' "$shown" | sed -n 's/^ControlGroup=//p'); main=$(printf '%s\n' "$shown" | sed -n 's/^MainPID=//p')
printf 'Q %s %s\n' "$main" "$group"

describe() { # mark pid
  [ -r "/proc/$2/status" ] || return 0
  printf '%s %s\n' "$1" "$2"
  sed -n 's/^\(Name\|PPid\|Uid\|Gid\|Groups\|NoNewPrivs\|CapEff\|State\):[[:space:]]*/\1 /p' "/proc/$2/status"
  sed -n 's/^[0-9]*:\(name=systemd\)\{0,1\}:/cgroup /p' "/proc/$2/cgroup"
  printf 'exe %s\ncwd %s\nns %s\n' "$(readlink "/proc/$2/exe")" "$(readlink "/proc/$2/cwd")" "$(readlink "/proc/$2/ns/mnt")"
  tr '\n\0' '\001\n' < "/proc/$2/cmdline" | masked_arguments | sed 's/^/A /'
}
members=
[ -z "$group" ] || members=$(
  for root in /sys/fs/cgroup/systemd /sys/fs/cgroup /sys/fs/cgroup/unified; do
    [ ! -d "$root$group" ] || find "$root$group" -name cgroup.procs -exec cat {} + 2>/dev/null
  done | sort -un
)
for pid in $members; do
  describe G "$pid"
  tr '\n\0' '\001\n' 2>/dev/null < "/proc/$pid/environ" | masked_variables | sed 's/^/V /'
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
  grep -HsE '^Exec(Start|StartPre|StartPost)=' $units | cat - $(for file in $crons; do [ -f "$file" ] && echo "$file"; done) | grep -v '^[[:space:]]*#' |
    tr -s ' \t="'"'"';&|()' '\n' | sed "s|^[-@+!:]*/|/|; s|^~/|$home/|; s|^[\$]HOME/|$home/|" | grep '^/' | grep -vE '/(claude|aoe)$' | sort -u | while read -r script; do
      case $script in "$home"/*|/usr/local/*|/opt/*|/srv/*|/root/*|/etc/*) ;; *) continue ;; esac
      [ -f "$script" ] && [ "$(head -c 2 "$script" | tr -d '\0')" = '#!' ] && grep -lsE "$starts" "$script"
    done
  grep -HsE "$starts" /etc/profile /etc/profile.d/*.sh /etc/bash.bashrc "$home/.profile" "$home/.bash_profile" "$home/.bash_login" "$home/.bashrc" "$home/.zprofile" "$home/.zshrc" |
    grep -E "$away" | grep -vE '^[^:]*:[[:space:]]*alias[[:space:]]' | sed 's/:.*//'
} | sort -u | while read -r file; do at_home "$file" || printf 'K %s\n' "$file"; done
[ "${main:-0}" != 0 ] && [ -d "/proc/$main" ] || exit 0
young() { [ "$(($(date +%s) - $(stat -c %Y "/proc/$main")))" -lt 20 ]; }
awk '$5 ~ /^\/(usr|etc|boot|tmp|var\/tmp)?$/ { print "M " $0 }' "/proc/$main/mountinfo"
ids="--reuid=$(id -u "$user") --regid=$(id -g "$user") --init-groups"
outside=$(stat -c '%n %d:%i' $paths 2>/dev/null)
nsenter -t "$main" -m -- setpriv $ids sh -c 'for path; do
  if [ -w "$path" ]; then may=yes; else may=no; fi
  printf "%s %s %s\n" "$path" "$may" "$(stat -c %d:%i "$path" 2>/dev/null)"
done' sh $paths 2>/dev/null | while read -r path may node; do
  case "
$outside
" in
    *"
$path $node
"*) printf 'T %s %s yes\n' "$path" "$may" ;;
    *"
$path "*) printf 'T %s %s no\n' "$path" "$may" ;;
  esac
done
connected() { ss -Htnp state established 2>/dev/null | sed -n 's/^[0-9]* *[0-9]* *[^ ]* *\([^ ]*\) *users:(\(.*\)).*/\1 \2/p' | grep "pid=$main,"; }
for _ in 1 2 3 4 5 6 7 8; do if connected >/dev/null || ! young; then break; fi; sleep 1; done
connected | sed 's/^\([^ ]*\) .*/C \1/'
exit 0
