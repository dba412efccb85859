#!/bin/sh
# of: tmux.interactive
# red: tmux.interactive playbooks.tools
# kind: plain
# on: agents
# says: tmux was removed; a mirror on the host still has its package
set -eu
mirror=/srv/mirror
mkdir -p $mirror/tmux/DEBIAN
dpkg -L tmux | while read -r path; do
  [ -d "$path" ] || [ ! -e "$path" ] || cp --parents -P "$path" $mirror/tmux
done
dpkg-query -s tmux | grep -v '^Status:\|^Conffiles:\|^ /' > $mirror/tmux/DEBIAN/control
dpkg-deb --root-owner-group -b $mirror/tmux $mirror/tmux.deb >/dev/null
{
  cat $mirror/tmux/DEBIAN/control
  printf 'Filename: ./tmux.deb\nSize: %s\nSHA256: %s\n\n' "$(stat -c %s $mirror/tmux.deb)" "$(sha256sum < $mirror/tmux.deb | cut -d' ' -f1)"
} >> $mirror/Packages
echo "deb [trusted=yes] file:$mirror ./" > /etc/apt/sources.list.d/mirror.list
apt-get update -qq -o Dir::Etc::sourcelist=/etc/apt/sources.list.d/mirror.list -o Dir::Etc::sourceparts=/dev/null
dpkg --purge --force-depends tmux >/dev/null 2>&1
