#!/bin/sh
# of: access.mosh
# red: access.mosh
# kind: mind
# on: agents
# says: drops UDP that nobody asked for
# stays: access.mosh
set -eu
iptables -A INPUT -p udp --dport 60000:61000 -j DROP
