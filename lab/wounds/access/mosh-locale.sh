#!/bin/sh
# of: access.mosh
# red: access.mosh
# kind: mind
# on: agents
# says: set a locale that is not UTF-8
set -eu
printf 'LANG=C\n' > /etc/default/locale
