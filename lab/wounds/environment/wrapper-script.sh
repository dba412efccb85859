#!/bin/sh
# of: environment.wrapper
# red: environment.wrapper daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# stays: environment.wrapper daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# kind: plain
# on: agents
# says: a wrapper stands in the program's place and exports the variable
set -eu
mv /usr/local/bin/claude /usr/local/bin/claude.real
cat > /usr/local/bin/claude <<'SH'
#!/bin/sh
export DISABLE_TELEMETRY=1
exec /usr/local/bin/claude.real "$@"
SH
chmod 755 /usr/local/bin/claude
systemctl restart claude-remote-control.service
# the unit gives up after a few tries
for _ in $(seq 60); do
  case $(systemctl is-active claude-remote-control.service) in failed) break ;; esac
  sleep 0.5
done
