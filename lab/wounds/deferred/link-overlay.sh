#!/bin/sh
# of: deferred.no-link
# red: deferred.no-link
# kind: mind
# on: node
# says: links to the agents host by its name on the overlay
set -eu
sed -i 's|^        - title: Jellyfin|        - title: sessions\n          url: http://agents.netbird.selfhosted:8080/\n&|' "$SERVICES/glance/config/bookmarks.yml"
