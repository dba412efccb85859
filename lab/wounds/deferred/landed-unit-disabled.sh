#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve
# stays: deferred.no-aoe-serve
# kind: mind
# on: agents
# lab: option-b
# says: left the deployed dashboard out of the next boot
set -eu
systemctl disable -q aoe-serve.service
