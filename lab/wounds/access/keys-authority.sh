#!/bin/sh
# of: access.known-keys
# red: access.known-keys
# kind: mind
# on: agents
# says: trusts an authority that vouches for keys
set -eu
ssh-keygen -q -t ed25519 -N '' -C laptop -f /root/laptop
mv /root/laptop.pub /etc/ssh/users-ca.pub
printf 'TrustedUserCAKeys /etc/ssh/users-ca.pub\n' > /etc/ssh/sshd_config.d/60-ca.conf
systemctl reload ssh.service
sleep 0.5
rm -f /root/laptop
