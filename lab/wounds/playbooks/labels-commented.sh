#!/bin/sh
# of: playbooks.labels
# red: playbooks.labels
# kind: mind
# on: node
# says: commented the unit's label out in the shipper's template
set -eu
sed -i '/source_labels/s,^,//,; /alloy_unit_label/s,^,//,' "$LAB/services/playbooks/checkout/ansible/roles/alloy/templates/config.alloy.j2"
