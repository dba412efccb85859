# The alert unit as it would be started for the daemon.
#   P Key=value   X <path> <executable by its user>   I <file that writes %I in a command>   C <file that systemd reads as a credential>
#   M <path> <mode> <owner> <readable by its user>   of each token file, or M <path> missing
#   K <condition that does not hold>   G   when its file is gone from the disk
#   O <drop-in for this instance alone>   D   when it is wired differently from the same alert for another unit
# Wants $handler $instance $reference $tokens. Source: systemctl(1), systemd.exec(5), stat(1).
set -u
shown=$(systemctl show -p LoadState -p NeedDaemonReload -p User -p DynamicUser -p ExecStart -p EnvironmentFiles -p FragmentPath -p DropInPaths -- "$handler") ||
  { echo "systemd does not answer" >&2; exit 1; }
printf '%s\n' "$shown" | masked_properties | sed 's/^/P /'
wiring() { systemctl show -p ExecStart -p ExecStartPre -p User -p EnvironmentFiles -p Environment -- "$1" | sed 's/ ; start_time=.*//' | awk -v own="$2" '{ while (at = index($0, own)) $0 = substr($0, 1, at - 1) "@" substr($0, at + length(own)); print }'; }
[ -z "$instance" ] || [ "$(wiring "$handler" "$instance")" = "$(wiring "$reference" adr023-reference.service)" ] || echo D
systemd-analyze condition --unit="$handler" 2>&1 | sed -n 's/^[^ ]*: \(.*\) failed\.$/K \1/p'
fragment=$(printf '%s\n' "$shown" | sed -n 's/^FragmentPath=//p')
[ -z "$fragment" ] || [ -e "$fragment" ] || echo G
user=$(printf '%s\n' "$shown" | sed -n 's/^User=//p'); user=${user:-root}
may() { id -u "$user" >/dev/null 2>&1 && setpriv --reuid="$(id -u "$user")" --regid="$(id -g "$user")" --init-groups test "$1" "$2" 2>/dev/null; }
for program in $(printf '%s\n' "$shown" | grep -o 'path=[^ ;]*' | sed 's/^path=//'); do
  ok=no; if [ -f "$program" ] && may -x "$program"; then ok=yes; fi
  interpreter=$(head -c 128 "$program" 2>/dev/null | tr -d '\0' | sed -n '1s/^#![[:space:]]*\([^[:space:]]*\).*/\1/p')
  [ -z "$interpreter" ] || [ -x "$interpreter" ] || ok=no
  printf 'X %s %s\n' "$program" "$ok"
done
for file in $(printf '%s\n' "$shown" | sed -n 's/^\(FragmentPath\|DropInPaths\)=//p'); do
  ! sed -e :again -e '/\\$/N; s/\\\n//; t again' "$file" 2>/dev/null | grep -qE '^[[:space:]]*Exec[A-Za-z]*=.*%I' || printf 'I %s\n' "$file"
  case $file in */"$handler.d"/*) printf 'O %s\n' "$file" ;; esac
  sed -n 's/^[[:space:]]*LoadCredential\(Encrypted\)\{0,1\}=[^:]*:/C /p' "$file" 2>/dev/null
done
for token in $tokens; do
  if [ -e "$token" ]; then
    ok=no; if may -r "$token"; then ok=yes; fi
    printf 'M %s %s %s\n' "$token" "$(stat -L -c '%a %U' "$token")" "$ok"
  else
    printf 'M %s missing\n' "$token"
  fi
done
exit 0
