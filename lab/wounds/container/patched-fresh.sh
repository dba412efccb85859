#!/bin/sh
# of: container.patched
# red: container.patched
# kind: mind
# on: agents
# says: switched unattended upgrades off on the first day, before there were any package lists
set -eu
printf 'APT::Periodic::Update-Package-Lists "0";\nAPT::Periodic::Unattended-Upgrade "0";\n' > /etc/apt/apt.conf.d/99-quiet
