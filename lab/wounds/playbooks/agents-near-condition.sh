#!/bin/sh
# of: playbooks.agents
# red: 
# kind: near-miss
# on: node
# says: runs the play for the group without the editor host, and a role under a condition
set -eu
sed -i '/^- name: Set up the agents host/,$s/hosts: agents/hosts: apps_pool:!dev/; s/    - role: alloy/    - role: alloy\n      when: ansible_facts is defined/' "$LAB/services/playbooks/checkout/ansible/playbooks/agents.yml"
