#!/bin/sh
# of: playbooks.tools
# red:
# kind: near-miss
# on: agents
# says: delta is a later version
set -eu
printf '#!/bin/sh\necho "delta 0.99.0"\n' > /usr/local/bin/delta
