# Every agent unit of the host, and whom it alerts.
#   S <service> <load state> <by> <OnFailure...>   a service that systemd knows, named by itself or by the timer that starts it
#   F <template or user unit> <path>, then its text; drop-ins follow as further F of the same name
#   A <path>   the alert unit, where a user's own manager has it
# Wants $patterns $home $alert. Source: systemctl(1), systemd.timer(5) Unit=.
set -u
set -f; set -- $(for pattern in $patterns; do printf '%s\n' "$pattern.service" "$pattern.timer" "$pattern.path" "$pattern.socket"; done); set +f
listed=$(systemctl list-units --all --plain --no-legend --full "$@") || { echo "systemd does not answer" >&2; exit 1; }
pairs=$({ printf '%s\n' "$listed"; systemctl list-unit-files --no-legend --full "$@" 2>/dev/null; } | awk '{ print $1 }' | sort -u | while read -r unit; do
  case $unit in
    ''|*@.*) ;;
    *.service) printf '%s itself\n' "$unit" ;;
    *) for started in $(systemctl show -p Triggers --value -- "$unit"); do printf '%s %s\n' "$started" "$unit"; done ;;
  esac
done | sort -u -k1,1)
[ -z "$pairs" ] || systemctl show -p LoadState -p OnFailure -- $(printf '%s\n' "$pairs" | sed 's/ .*//') | pairs=$pairs awk '
  function tell() { print "S", pair[++told], shown["LoadState"], shown["OnFailure"]; split("", shown) }
  BEGIN { split(ENVIRON["pairs"], pair, "\n") }
  /^$/ { tell(); next } { at = index($0, "="); shown[substr($0, 1, at - 1)] = substr($0, at + 1) } END { tell() }'
show() { for file in "$2" "$2.d"/*.conf; do [ ! -f "$file" ] || { printf 'F %s %s\n' "$1" "$file"; masked_unit '  ' < "$file"; }; done; }
for at in /etc/systemd/system /run/systemd/system /usr/local/lib/systemd/system /usr/lib/systemd/system; do
  for pattern in $patterns; do for file in "$at"/$pattern@.service; do [ ! -f "$file" ] || show "${file##*/}" "$file"; done; done
done
for at in "$home/.config/systemd/user" /etc/systemd/user /usr/local/lib/systemd/user; do
  [ ! -e "$at/$alert" ] || printf 'A %s\n' "$at/$alert"
  for pattern in $patterns; do for file in "$at"/$pattern.service; do [ ! -f "$file" ] || show "${file##*/}" "$file"; done; done
done
exit 0
