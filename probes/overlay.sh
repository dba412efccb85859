# The overlay client: its unit, what it says of itself, and the addresses of the host. Wants $unit.
#   U key=value     of the unit
#   E <words>       why the client did not answer
#   S <json>        netbird status --json
#   A <json>        ip -json address
set -u
systemctl show -p LoadState,UnitFileState,ActiveState "$unit" | sed 's/^/U /'
if ! command -v netbird >/dev/null; then
  echo 'E netbird is not installed'
elif told=$(timeout 20 netbird status --json 2>/dev/null) && [ -n "$told" ]; then
  printf '%s\n' "$told" | tr -d '\n' | sed 's/^/S /'; echo
else
  echo 'E netbird status did not answer'
fi
ip -json address | tr -d '\n' | sed 's/^/A /'; echo
