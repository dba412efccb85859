#!/bin/sh
# of: environment.wrapper
# red:
# kind: near-miss
# on: agents
# says: a wrapper takes the variables away
set -eu
mv /usr/local/bin/claude /usr/local/bin/claude.real
cat > /usr/local/bin/claude <<'SH'
#!/bin/sh
# export ANTHROPIC_API_KEY=... is what this guards against
unset ANTHROPIC_API_KEY DISABLE_TELEMETRY
export ANTHROPIC_API_KEY_OLD=x DISABLE_TELEMETRY=
exec /usr/local/bin/claude.real "$@"
SH
chmod 755 /usr/local/bin/claude
