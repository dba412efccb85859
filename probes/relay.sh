# Whether the relay can be reached from the host as the daemon would reach it: with the proxy variables of its process, the host's own
# authorities, names and clock. Wants $unit $relay. One HTTPS request. The values of the variables stay here.
#   N <name>          a proxy variable that the daemon has
#   C <exit> <http> <seconds> <verify>   of curl: exit status, HTTP status, seconds taken, result of the certificate's check
#   T <seconds>       the host's clock minus the relay's
set -u
command -v curl >/dev/null || { echo "curl is not installed" >&2; exit 1; }
pid=$(systemctl show -p MainPID --value "$unit")
set -- env -i PATH="$PATH" HOME=/nonexistent LC_ALL=C.UTF-8
if [ "${pid:-0}" -gt 0 ] 2>/dev/null; then
  for name in http_proxy https_proxy all_proxy no_proxy HTTPS_PROXY ALL_PROXY NO_PROXY SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE; do
    value=$(tr '\0' '\n' < "/proc/$pid/environ" 2>/dev/null | sed -n "s/^$name=//p" | tail -n 1)
    if [ -n "$value" ]; then set -- "$@" "$name=$value"; echo "N $name"; fi
  done
fi
head=$(mktemp) || exit 1
trap 'rm -f "$head"' EXIT HUP INT TERM
told=$("$@" curl -q --silent --max-time 15 --output /dev/null --dump-header "$head" --write-out '%{http_code} %{time_total} %{ssl_verify_result}' "https://$relay/" 2>/dev/null)
echo "C $? $told"
date=$(tr -d '\r' < "$head" | sed -n 's/^[Dd]ate: //p' | tail -n 1)
if [ -n "$date" ]; then echo "T $(( $(date +%s) - $(date -d "$date" +%s) ))"; fi
