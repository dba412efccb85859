#!/bin/sh
# of: deferred.no-link
# red: deferred.no-link
# kind: mind
# on: node
# lab: option-b
# says: took the second link off the dashboard
set -eu
cd "$SERVICES/glance/config"
python3 - <<'PY'
text = open("bookmarks.yml").read()
link = "        - title: AoE\n          url: https://aoe.eva-00.network/\n"
assert link in text
open("bookmarks.yml", "w").write(text.replace(link, ""))
PY
