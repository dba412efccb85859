#!/bin/sh
# of: daemon.wants-network
# red: daemon.wants-network
# kind: plain
# on: agents
# says: nothing wants the target any more, so that the ordering orders nothing
set -eu
for unit in $(systemctl show -p WantedBy -p RequiredBy --value network-online.target); do
  file=$(systemctl show -p FragmentPath --value "$unit")
  cp -n "$file" "/etc/systemd/system/$unit" 2>/dev/null || true
  sed -i '/^\(Wants\|Requires\)=/s/network-online.target//' "/etc/systemd/system/$unit"
done
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
