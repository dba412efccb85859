#!/bin/sh
# Secrets where people leave them, in every place of agents that a probe reads. Each holds $1, in the form that its place asks for.
set -eu
canary=$1
hex=$(printf %s "$canary" | sha1sum | cut -c1-40)
uuid=$(printf %s "$canary" | md5sum | sed 's/^\(........\)\(....\)\(....\)\(....\)\(............\).*/\1-\2-\3-\4-\5/')
small=$(printf %s "$canary" | tr '[:upper:]' '[:lower:]')
home=/home/agent
unit=/etc/systemd/system/claude-remote-control.service.d
mkdir -p $unit /etc/systemd/system/docker.service.d /etc/default $home/.ssh $home/.config/gh
cat > $unit/canary.conf <<U
[Service]
Environment=ANTHROPIC_API_KEY=$canary "ANTHROPIC_AUTH_TOKEN=sk-ant-oat01-$canary"
Environment=HTTPS_PROXY=http://agent:$canary@192.0.2.9:3128
EnvironmentFile=-/etc/canary.env
PassEnvironment=OPENAI_API_KEY
U
printf 'CLAUDE_CODE_OAUTH_TOKEN=%s\nGITEA_TOKEN=%s\nVAULT_SECRET_ID=%s\n' "$canary" "$hex" "$uuid" > /etc/canary.env
cat > /etc/systemd/system/claude-canary.service <<U
[Unit]
Description=pushes with https://claude:$canary@git.lan/x.git
[Service]
Environment=ANTHROPIC_API_KEY=$canary
ExecStart=/usr/bin/rclone sync /home/agent remote:home --header "Authorization: Bearer $canary" --password=$canary --token $canary
U
printf '[Service]\nEnvironment=HTTP_PROXY=http://u:%s@192.0.2.9:3128 DOCKER_AUTH_CONFIG=%s\n' "$canary" "$canary" > /etc/systemd/system/docker.service.d/canary.conf
printf 'NB_SETUP_KEY=%s\n' "$uuid" > /etc/default/netbird
systemctl daemon-reload
systemctl set-environment "OPENAI_API_KEY=$canary" "DOCKER_HOST=tcp://u:$canary@192.0.2.7:2375"
printf 'export ANTHROPIC_API_KEY=%s\nexport VAULT_TOKEN=hvs.%s0123456789\n' "$canary" "$canary" >> $home/.bashrc
printf 'ANTHROPIC_AUTH_TOKEN=%s\n' "$canary" >> /etc/environment
runuser -u agent -- tmux set-environment -g ANTHROPIC_API_KEY "$canary" || true
python3 - "$canary" <<'P'
import json, os, pathlib, sys
home, canary = pathlib.Path("/home/agent"), sys.argv[1]
def edit(path, **more):
    held = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**held, **more}, indent=1))
    os.chown(path, home.stat().st_uid, home.stat().st_gid)
edit(home / ".claude/settings.json", env={"ANTHROPIC_API_KEY": canary, "OTHER": canary}, apiKeyHelper=f"echo {canary}")
edit(home / ".claude.json", primaryApiKey=canary, oauthAccount={"accessToken": canary})
edit(home / ".codex/auth-old.json", OPENAI_API_KEY=canary, tokens={"access_token": canary})
P
git="runuser -u agent -- git -C $home/ready config"
$git remote.origin.pushurl "http://claude:$hex@198.18.0.1:3000/senior-discount/ready.git"
$git "url.http://claude:$canary@192.0.2.8/.insteadOf" https://git.example/
$git credential.helper "!f() { echo username=claude; echo password=$canary; }; f"
$git http.extraHeader "Authorization: token $canary"
$git user.signingKey "$canary"
printf 'https://milton:%s@git.lan\n' "$canary" > $home/.git-credentials
printf 'machine git.lan login milton password %s\n' "$canary" > $home/.netrc
printf 'git.lan:\n  oauth_token: %s\n' "$canary" > $home/.config/gh/hosts.yml
printf -- '-----BEGIN OPENSSH PRIVATE KEY-----\n%s\n-----END OPENSSH PRIVATE KEY-----\n' "$canary" > $home/.ssh/id_canary
printf 'command="TOKEN=%s exec sh",environment="ANTHROPIC_API_KEY=%s" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGzT8YkOQ8cWQkq6p5sQ0nQbQm0m5b0pQmJx0y5T9p1d token=%s\n' "$canary" "$canary" "$canary" >> $home/.ssh/authorized_keys
printf 'RESTIC_PASSWORD=%s\n5 4 * * * restic -r rest:http://u:%s@192.0.2.6/ backup /home/agent --password=%s\n' "$canary" "$canary" "$canary" | runuser -u agent -- crontab -
printf '// password = "%s"\n' "$canary" >> /etc/alloy/config.alloy
setsid -f perl -e 'exec { "/usr/bin/python3" } "claude", "-c", "import time, socket; s = socket.create_server((\"0.0.0.0\", 8123)); time.sleep(86400)", "remote-control", "--api-key=" . $ARGV[0], "--token", "sk-ant-api03-" . $ARGV[0]' "$canary" </dev/null >/dev/null 2>&1
logger -t canary "signed in with token=$canary, tk_${small}0123456789"
chown -R agent: $home/.git-credentials $home/.netrc $home/.config $home/.ssh
