#!/bin/sh
# of: playbooks.tools
# red: playbooks.tools
# kind: mind
# on: agents
# says: lazygit is only a stub
set -eu
printf '#!/bin/sh\necho "native binary not installed" >&2\nexit 1\n' > /usr/local/bin/lazygit
