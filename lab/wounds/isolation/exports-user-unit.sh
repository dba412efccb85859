#!/bin/sh
# of: isolation.not-exported
# red: isolation.not-exported
# kind: mind
# on: agents
# says: a unit of the user synchronises the home
set -eu
dir=/home/agent/.config/systemd/user
mkdir -p "$dir/default.target.wants"
printf '[Service]\nExecStart=/usr/bin/syncthing serve --no-browser\n[Install]\nWantedBy=default.target\n' > "$dir/syncthing.service"
ln -s "$dir/syncthing.service" "$dir/default.target.wants/syncthing.service"
chown -R agent: /home/agent/.config
