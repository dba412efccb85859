# What every service inherits from systemd's manager.
#   M NAME=<kind>   what the manager hands on now (systemctl show-environment, DefaultEnvironment= included)
#   I NAME=<kind>   the environment that PID 1 itself was started with
#   F <path>        a file of system.conf, then its lines, values masked
# Source: systemctl(1), systemd-system.conf(5), proc(5).
set -u
handed=$(systemctl show-environment) || { echo "systemd does not answer" >&2; exit 1; }
printf '%s\n' "$handed" | masked_variables | sed 's/^/M /'
tr '\n\0' '\001\n' < /proc/1/environ | masked_variables | sed 's/^/I /'
for file in /etc/systemd/system.conf /etc/systemd/system.conf.d/*.conf /run/systemd/system.conf.d/*.conf \
  /usr/local/lib/systemd/system.conf.d/*.conf /usr/lib/systemd/system.conf.d/*.conf; do
  [ ! -f "$file" ] || { printf 'F %s\n' "$file"; masked_unit < "$file" | sed 's/^/  /'; }
done
exit 0
