# The last line of systemd's own judgement. Wants $unit.
systemd-analyze security --no-pager -- "$unit" 2>&1 | tail -n 1
