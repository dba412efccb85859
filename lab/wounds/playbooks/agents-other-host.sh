#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents playbooks.shared-role playbooks.unit playbooks.labels
# kind: mind
# on: node
# says: sets up the editor host in the playbook of agents
set -eu
sed -i '/^- name: Set up the agents host/,$s/hosts: agents/hosts: dev/' "$LAB/services/playbooks/checkout/ansible/playbooks/agents.yml"
