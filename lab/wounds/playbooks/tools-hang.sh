#!/bin/sh
# of: playbooks.tools
# red: playbooks.tools
# kind: mind
# on: agents
# says: difft hangs, and leaves a child that does
set -eu
printf '#!/bin/sh\nsleep 600 &\nexec sleep 600\n' > /usr/local/bin/difft
