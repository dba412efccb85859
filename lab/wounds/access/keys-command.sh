#!/bin/sh
# of: access.known-keys
# red: access.known-keys
# kind: mind
# on: agents
# says: fetches keys by a command
set -eu
printf '#!/bin/sh\nexit 0\n' > /usr/local/bin/keys-of
chmod 755 /usr/local/bin/keys-of
printf 'AuthorizedKeysCommand /usr/local/bin/keys-of %%u\nAuthorizedKeysCommandUser nobody\n' > /etc/ssh/sshd_config.d/60-command.conf
systemctl reload ssh.service
sleep 0.5
