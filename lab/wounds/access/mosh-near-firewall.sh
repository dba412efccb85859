#!/bin/sh
# of: access.mosh
# red:
# kind: near-miss
# on: agents
# says: drops other UDP, and accepts mosh first
set -eu
iptables -A INPUT -p udp --dport 60000:61000 -j ACCEPT
iptables -A INPUT -p udp --dport 5353 -j DROP
iptables -A INPUT -i eth9 -j DROP
