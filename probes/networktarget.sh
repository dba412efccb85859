# What pulls network-online.target in, and what it waits for.
#   P Key=value of the target   H <unit> <load state> of each unit that it wants or requires   U <unit file> <state> of those that could, and of what they watch
# Source: systemd.special(7), systemctl(1).
set -u
shown=$(systemctl show -p WantedBy -p RequiredBy -p Wants -p Requires -p ActiveState -p LoadState network-online.target) || { echo "systemd does not answer" >&2; exit 1; }
printf '%s\n' "$shown" | sed 's/^/P /'
for hook in $(printf '%s\n' "$shown" | sed -n 's/^\(Wants\|Requires\)=//p'); do
  printf 'H %s %s\n' "$hook" "$(systemctl show -p LoadState --value -- "$hook")"
done
systemctl list-unit-files --no-legend networking.service ifupdown-wait-online.service systemd-networkd.service \
  systemd-networkd-wait-online.service NetworkManager.service NetworkManager-wait-online.service 2>/dev/null | awk '{ print "U", $1, $2 }'
exit 0
