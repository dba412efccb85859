#!/bin/sh
# of: playbooks.clone
# red: playbooks.clone daemon.workdir identity.author identity.push-account
# stays: playbooks.clone daemon.workdir identity.author
# kind: mind
# on: agents
# says: the clone is bare
set -eu
runuser -u agent -- sh -c 'cd ~ && mv ready/.git ready.git && rm -rf ready && mv ready.git ready && git -C ready config core.bare true'
