# What every service inherits from systemd's manager.
#   M NAME=<kind>   what the manager hands on now (systemctl show-environment, DefaultEnvironment= included)
#   I NAME=<kind>   the environment that PID 1 itself was started with
#   F <path>        a file of system.conf, then its lines, values masked
#   G <path>        an environment generator, then what it assigns
# Source: systemctl(1), systemd-system.conf(5), systemd.environment-generator(7), proc(5).
set -u
handed=$(systemctl show-environment) || { echo "systemd does not answer" >&2; exit 1; }
printf '%s\n' "$handed" | masked_variables 'M '
tr '\n\0' '\001\n' < /proc/1/environ | masked_variables 'I '
# what programs add to the manager's environment when it starts or reads its files again; systemd.environment-generator(7)
for at in /etc /run /usr/local/lib /usr/lib; do
  for file in "$at"/systemd/system-environment-generators/*; do
    [ ! -e "$file" ] || printf 'G %s %s\n' "${file##*/}" "$file"
  done
done | awk '!seen[$2]++ { print $3 }' | while read -r file; do
  [ -f "$file" ] && [ -x "$file" ] || continue
  printf 'G %s\n' "$file"; grep -Iv '^[[:space:]]*#' "$file" | grep -oE '(^|[^A-Za-z0-9_$])[A-Z_][A-Z0-9_]*=.?' | sed 's/^[^A-Z_]*//' | masked_variables '  '
done
for file in /etc/systemd/system.conf /etc/systemd/system.conf.d/*.conf /run/systemd/system.conf.d/*.conf \
  /usr/local/lib/systemd/system.conf.d/*.conf /usr/lib/systemd/system.conf.d/*.conf; do
  [ ! -f "$file" ] || { printf 'F %s\n' "$file"; masked_unit '  ' < "$file"; }
done
exit 0
