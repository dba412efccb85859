# What the journal holds of the unit: automatic restarts of the last day, and signs of trouble since its process began.
#   R <restarts>   E <phrase> each, in the program's own words   W <lines seen> the witness that the journal can be read
#   M <when the unit last ended> <newest change of what it reads>, in seconds since the epoch, 0 for never
# Wants $unit $phrases (one a line) $paths. Source: journalctl(1), systemd.journal-fields(7); the message id is systemd's "restart scheduled".
set -u
printf 'W %s\n' "$(journalctl -q -n 5 -o cat 2>/dev/null | wc -l)"
printf 'R %s\n' "$(journalctl -q -o cat --since=-24h UNIT="$unit" MESSAGE_ID=5eb03494b6584870a536b337290809b3 2>/dev/null | wc -l)"
shown=$(systemctl show --timestamp=unix -p InvocationID -p InactiveEnterTimestamp -- "$unit")
began=$(printf '%s\n' "$shown" | sed -n 's/^InvocationID=//p')
[ -z "$began" ] || journalctl -q -o cat "_SYSTEMD_INVOCATION_ID=$began" 2>/dev/null | grep -oF "$phrases" | sort -u | sed 's/^/E /'
ended=$(printf '%s\n' "$shown" | sed -n 's/^InactiveEnterTimestamp=@//p')
newest=$(stat -L -c %Y $paths 2>/dev/null | sort -n | tail -n 1)
printf 'M %s %s\n' "${ended:-0}" "${newest:-0}"
exit 0
