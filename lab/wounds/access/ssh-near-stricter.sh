#!/bin/sh
# of: access.ssh-keys-only
# red:
# kind: near-miss
# on: agents
# says: is stricter than asked, and names passwords in a comment
set -eu
printf 'MaxAuthTries 3\nLoginGraceTime 20\n# PasswordAuthentication yes\n' > /etc/ssh/sshd_config.d/70-strict.conf
printf '\nMatch User guest\n    PasswordAuthentication no\n' >> /etc/ssh/sshd_config
systemctl reload ssh.service
sleep 0.5
