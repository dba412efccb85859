#!/bin/sh
# of: isolation.no-shared-mounts
# red: isolation.no-shared-mounts
# kind: mind
# on: node
# says: the attached directory lies on the same device as the container's own volume
set -eu
mkdir -p "$LAB/volumes/apps-pool/templates"
lab-exec agents mkdir -p /var/lib/docker/templates
lab-attach agents "$LAB/volumes/apps-pool/templates" /var/lib/docker/templates
