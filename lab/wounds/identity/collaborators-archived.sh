#!/bin/sh
# of: identity.collaborators
# red: identity.collaborators
# kind: mind
# on: node
# says: archived the repository, in which everybody still has his rights
set -eu
echo '{"senior-discount/ready": "archived"}' > "$SERVICES/forgejo/frozen.json"
