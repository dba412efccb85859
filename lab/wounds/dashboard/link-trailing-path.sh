#!/bin/sh
# of: dashboard.link
# red: dashboard.link dashboard.served
# kind: mind
# on: node
# says: pasted the address of the onboarding page
set -eu
cd "$SERVICES/glance/config"
sed -i 's|https://claude.ai/code$|https://claude.ai/code/onboarding|' bookmarks.yml
