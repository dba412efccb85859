# Lets a unit of no use fail with the daemon's own alert wiring. Prints "D <unit> <handler>". Nothing of it stays:
# both units are collected by systemd, and a timer forgets a handler that failed even when nobody is left to do so.
# Wants $unit $handler. Source: systemd-run(1) --collect, --on-active.
set -u
systemd-run --quiet --collect --on-active=150 --unit="${unit%.service}-tidy" systemctl reset-failed "$handler" "$unit" || exit 1
systemd-run --quiet --collect --unit="$unit" -p "OnFailure=$handler" -p Restart=no /bin/false || { systemctl stop "${unit%.service}-tidy.timer"; exit 1; }
printf 'D %s %s\n' "$unit" "$handler"
