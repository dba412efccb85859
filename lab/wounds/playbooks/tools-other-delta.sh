#!/bin/sh
# of: playbooks.tools
# red: playbooks.tools
# kind: mind
# on: agents
# says: delta is another program of that name
set -eu
printf '#!/bin/sh\necho "delta version 2006.08.03"\n' > /usr/local/bin/delta
