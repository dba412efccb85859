#!/bin/sh
# of: access.mosh
# red: access.mosh
# kind: plain
# on: agents
# says: removed mosh; a mirror on the host still has its package
set -eu
mirror=/srv/mirror
mkdir -p $mirror/mosh/DEBIAN
dpkg -L mosh | while read -r path; do
  [ -d "$path" ] || [ ! -e "$path" ] || cp --parents -P "$path" $mirror/mosh
done
dpkg-query -s mosh | grep -v '^Status:\|^Conffiles:\|^ /' > $mirror/mosh/DEBIAN/control
dpkg-deb --root-owner-group -b $mirror/mosh $mirror/mosh.deb >/dev/null
{
  cat $mirror/mosh/DEBIAN/control
  printf 'Filename: ./mosh.deb\nSize: %s\nSHA256: %s\n\n' "$(stat -c %s $mirror/mosh.deb)" "$(sha256sum < $mirror/mosh.deb | cut -d' ' -f1)"
} >> $mirror/Packages
echo "deb [trusted=yes] file:$mirror ./" > /etc/apt/sources.list.d/mirror.list
apt-get update -qq -o Dir::Etc::sourcelist=/etc/apt/sources.list.d/mirror.list -o Dir::Etc::sourceparts=/dev/null
dpkg --purge --force-depends mosh >/dev/null 2>&1
