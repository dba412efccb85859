#!/bin/sh
# of: access.ssh-keys-only
# red: access.ssh-keys-only
# kind: mind
# on: agents
# says: lets PAM ask for the password instead
set -eu
sed -i -e 's/^KbdInteractiveAuthentication.*/KbdInteractiveAuthentication yes/' -e '/^AuthenticationMethods/d' /etc/ssh/sshd_config.d/50-keys-only.conf
systemctl reload ssh.service
sleep 0.5
