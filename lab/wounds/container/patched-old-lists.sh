#!/bin/sh
# of: container.patched
# red: container.patched
# kind: mind
# on: agents
# says: switched everything off long ago, and nobody looks since
set -eu
L=/var/lib/apt/lists/deb.debian.org_debian-security_dists_$(. /etc/os-release; echo $VERSION_CODENAME)-security
printf 'Origin: Debian\nLabel: Debian-Security\nSuite: stable-security\nCodename: security\nDate: %s\nArchitectures: amd64\nComponents: main\n' "$(date -Ru)" > "${L}_InRelease"
printf 'Package: tmux\nVersion: 99.0-1\nArchitecture: amd64\nMaintainer: x\nSection: admin\nPriority: optional\nFilename: pool/t.deb\nSize: 1\nDescription: x\n\n' > "${L}_main_binary-amd64_Packages"
printf 'Start-Date: 2026-01-10  04:00:00\nCommandline: apt-get upgrade\nUpgrade: less:amd64 (1, 2)\nEnd-Date: 2026-01-10  04:00:09\n' > /var/log/apt/history.log
printf 'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "0";\n' > /etc/apt/apt.conf.d/20auto-upgrades
touch -d '60 days ago' /var/lib/apt/periodic/* /var/lib/apt/lists/*_Packages
