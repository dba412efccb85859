#!/bin/sh
# of: isolation.independent-clones
# red:
# kind: near-miss
# on: agents
# says: a full local copy, a bare one, a submodule, a dissociated clone, and a link within the home
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
cd /home/agent
as git clone -q --no-hardlinks ready second
as git clone -q --bare --no-hardlinks ready bare.git
as git -C second -c protocol.file.allow=always submodule --quiet add file:///home/agent/ready part
as git -C second/part remote set-url origin "$url"
as git clone -q --shared ready third
as git -C third repack -q -a -d
rm third/.git/objects/info/alternates
for tree in second bare.git third; do as git -C "$tree" remote set-url origin "$url"; done
as git -C second config -f .gitmodules submodule.part.url "$url"
as ln -s /home/agent/third fourth
