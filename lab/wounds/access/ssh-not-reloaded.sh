#!/bin/sh
# of: access.ssh-keys-only
# red: access.ssh-keys-only
# kind: mind
# on: agents
# says: corrected the file and did not reload the daemon
set -eu
cp /etc/ssh/sshd_config.d/50-keys-only.conf /root/right
printf 'PasswordAuthentication yes\nAuthenticationMethods any\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n' > /etc/ssh/sshd_config.d/50-keys-only.conf
systemctl reload ssh.service
sleep 0.5
mv /root/right /etc/ssh/sshd_config.d/50-keys-only.conf
