#!/bin/sh
# of: environment.wrapper
# red: environment.wrapper
# kind: mind
# on: agents
# says: a wrapper reads a file that sets the variable
set -eu
mv /usr/local/bin/claude /usr/local/bin/claude.real
printf 'ANTHROPIC_API_KEY=sk-ant-api03-wound\n' > /etc/default/claude
printf '#!/bin/sh\nset -a\n. /etc/default/claude\nexec /usr/local/bin/claude.real "$@"\n' > /usr/local/bin/claude
chmod 755 /usr/local/bin/claude
