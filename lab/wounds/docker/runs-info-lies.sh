#!/bin/sh
# of: docker.runs
# red: docker.runs
# kind: mind
# on: agents
# says: docker info is well, and runc fails as it does on an older node
set -eu
runc=$(readlink -f "$(command -v runc)")
mv "$runc" "$runc.real"
cat > "$runc" <<U
#!/bin/sh
case " \$* " in *" create "*) echo 'open sysctl net.ipv4.ip_unprivileged_port_start file: reopen fd 8: permission denied' >&2; exit 1 ;; esac
exec $runc.real "\$@"
U
chmod 755 "$runc"
docker info >/dev/null
