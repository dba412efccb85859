#!/bin/sh
# of: access.ssh-keys-only
# red: access.ssh-keys-only
# kind: mind
# on: agents
# says: allowed passwords from the home network alone
set -eu
printf '\nMatch Address 192.168.0.0/16\n    PasswordAuthentication yes\n' >> /etc/ssh/sshd_config
systemctl reload ssh.service
sleep 0.5
