#!/bin/sh
# of: access.ssh-keys-only
# red: access.ssh-keys-only
# kind: mind
# on: agents
# says: wrote a drop-in that is read before the right one
set -eu
printf 'PasswordAuthentication yes\n' > /etc/ssh/sshd_config.d/10-cloud.conf
systemctl reload ssh.service
sleep 0.5
