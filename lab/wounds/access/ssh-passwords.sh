#!/bin/sh
# of: access.ssh-keys-only
# red: access.ssh-keys-only
# kind: plain
# on: agents
# says: allowed passwords
set -eu
sed -i '/^PasswordAuthentication/d; /^AuthenticationMethods/d' /etc/ssh/sshd_config.d/50-keys-only.conf
printf 'PasswordAuthentication yes\n' > /etc/ssh/sshd_config.d/60-passwords.conf
systemctl reload ssh.service
sleep 0.5
