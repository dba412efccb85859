#!/bin/sh
# of: environment.login
# red: environment.login
# stays: environment.login
# kind: mind
# on: agents
# says: sshd takes it from the line of a key in authorized_keys
set -eu
echo 'PermitUserEnvironment LANG,ANTHROPIC_*' > /etc/ssh/sshd_config.d/05-environment.conf
systemctl reload ssh
sed -i '1s/^/environment="ANTHROPIC_API_KEY=sk-ant-api03-wound" /' /home/agent/.ssh/authorized_keys
