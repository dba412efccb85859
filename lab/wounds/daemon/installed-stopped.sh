#!/bin/sh
# of: daemon.installed
# red: daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# kind: plain
# on: agents
# says: somebody stopped the unit
set -eu
systemctl stop claude-remote-control.service
