# The log shipper's unit, whether its process may read the journal, and the newest entry that a unit wrote there. Wants $unit.
#   U key=value                     of the unit
#   J <microseconds> <unit>         the newest journal entry that is a unit's
#   R yes|no                        whether the shipper's own user and groups can read that journal; nothing when it does not run
set -u
command -v journalctl >/dev/null || { echo "there is no journal" >&2; exit 1; }
shown=$(systemctl show -p LoadState,UnitFileState,ActiveState,SubState,MainPID "$unit")
printf '%s\n' "$shown" | sed 's/^/U /'
journalctl --no-pager -q -r -n 200 -o json --output-fields=_SYSTEMD_UNIT,__REALTIME_TIMESTAMP |
  sed -n 's/.*"__REALTIME_TIMESTAMP":"\([0-9]*\)".*"_SYSTEMD_UNIT":"\([^"]*\)".*/J \1 \2/p; s/.*"_SYSTEMD_UNIT":"\([^"]*\)".*"__REALTIME_TIMESTAMP":"\([0-9]*\)".*/J \2 \1/p' |
  grep -v " $unit\$" | head -n 1
pid=$(printf '%s\n' "$shown" | sed -n 's/^MainPID=//p')
if [ "${pid:-0}" -gt 0 ] 2>/dev/null; then
  uid=$(awk '/^Uid:/ { print $3 }' "/proc/$pid/status"); gid=$(awk '/^Gid:/ { print $3 }' "/proc/$pid/status")
  groups=$(awk '/^Groups:/ { $1 = ""; print }' "/proc/$pid/status" | xargs | tr ' ' ,)
  if [ -n "$groups" ]; then set -- --groups="$groups"; else set -- --clear-groups; fi
  [ -n "$(setpriv --reuid="$uid" --regid="$gid" "$@" journalctl --no-pager -q -n 1 -o cat _PID=1 2>/dev/null)" ] && echo R yes || echo R no
fi
