# The alert unit as it would be started for the daemon.
#   P Key=value   X <path> <executable by its user>   I <file that writes %I in a command>   C <file that systemd reads as a credential>
#   M <path> <mode> <owner> <readable by its user>   of each token file, or M <path> missing
#   K <condition that does not hold>   G   when its file is gone from the disk
#   O <drop-in for this instance alone>   D   when it is wired differently from the same alert for another unit
# Wants $handler $instance $reference $tokens. Source: systemctl(1), systemd.exec(5), stat(1).
set -u
both=$(systemctl show -p LoadState,NeedDaemonReload,User,DynamicUser,ExecStart,ExecStartPre,EnvironmentFiles,Environment,FragmentPath,DropInPaths \
  -- "$handler" ${instance:+"$reference"}) || { echo "systemd does not answer" >&2; exit 1; }
shown=$(printf '%s\n' "$both" | sed '/^$/q')
printf '%s\n' "$shown" | masked_properties 'P '
[ -z "$instance" ] || printf '%s\n' "$both" | awk -v own="$instance" -v other=0 '
  /^$/ { other = 1; own = "adr023-reference.service"; next }
  /^(ExecStart|ExecStartPre|User|EnvironmentFiles|Environment)=/ {
    sub(/ ; start_time=.*/, ""); while (at = index($0, own)) $0 = substr($0, 1, at - 1) "@" substr($0, at + length(own))
    wiring[other] = wiring[other] "\n" $0 }
  END { if (wiring[0] != wiring[1]) print "D" }'
fragment=$(of FragmentPath)
[ -z "$fragment" ] || [ -e "$fragment" ] || echo G
user=$(of User); user=${user:-root}
ids=$(id -u "$user" 2>/dev/null) && ids="--reuid=$ids --regid=$(id -g "$user") --init-groups"
may() { [ -n "$ids" ] && setpriv $ids test "$1" "$2" 2>/dev/null; }
for program in $(printf '%s\n' "$shown" | grep '^ExecStart=' | grep -o 'path=[^ ;]*' | sed 's/^path=//'); do
  ok=no; if [ -f "$program" ] && may -x "$program"; then ok=yes; fi
  interpreter=$(head -c 128 "$program" 2>/dev/null | tr -d '\0' | sed -n '1s/^#![[:space:]]*\([^[:space:]]*\).*/\1/p')
  [ -z "$interpreter" ] || [ -x "$interpreter" ] || ok=no
  printf 'X %s %s\n' "$program" "$ok"
done
set --
for file in $(of 'FragmentPath\|DropInPaths'); do
  case $file in */"$handler.d"/*) printf 'O %s\n' "$file" ;; esac
  [ ! -f "$file" ] || set -- "$@" "$file"
done
if [ $# -gt 0 ]; then
  awk 'FNR == 1 { held = "" } { $0 = held $0; held = "" } sub(/\\$/, "") { held = $0; next }
    /^[ \t]*Exec[A-Za-z]*=.*%I/ && !told[FILENAME]++ { print "I", FILENAME }
    sub(/^[ \t]*LoadCredential(Encrypted)?=[^:]*:/, "") { print "C", $0 }' "$@"
  # it loads the unit anew, which takes as long as five other questions
  if grep -qE '^[[:space:]]*(Condition|Assert)[A-Za-z]*=.' "$@" || [ "$(of NeedDaemonReload)" = yes ]; then
    systemd-analyze condition --unit="$handler" 2>&1 | sed -n 's/^[^ ]*: \(.*\) failed\.$/K \1/p'
  fi
fi
for token in $tokens; do
  if [ -e "$token" ]; then
    ok=no; if may -r "$token"; then ok=yes; fi
    printf 'M %s %s %s\n' "$token" "$(stat -L -c '%a %U' "$token")" "$ok"
  else
    printf 'M %s missing\n' "$token"
  fi
done
exit 0
