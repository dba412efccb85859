#!/bin/sh
# of: access.ssh-keys-only
# red: access.ssh-keys-only
# kind: mind
# on: agents
# says: allowed a password for somebody who is not there yet
set -eu
printf '\nMatch User guest\n    PasswordAuthentication yes\n' >> /etc/ssh/sshd_config
systemctl reload ssh.service
sleep 0.5
