#!/bin/sh
# of: backup.explicit
# red: backup.explicit
# stays: backup.explicit
# kind: mind
# on: node
# says: added a mount point without saying whether it is backed up
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i 's/^\(mp0: .*\),backup=0/\1/' "$conf"
