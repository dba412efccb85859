#!/bin/sh
# of: playbooks.labels
# red: playbooks.labels
# kind: mind
# on: node
# says: the configuration labels no unit any more
set -eu
sed -i 's/__journal__systemd_unit/__journal__hostname/' "$LAB/services/playbooks/checkout/ansible/roles/alloy/templates/config.alloy.j2"
