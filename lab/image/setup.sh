# Runs as root inside the new image, once. What differs from lab to lab or host to host is provisioned later.
set -eu

# what an unprivileged container cannot mount, or not always; one failure and it starts degraded
systemctl -q mask sys-kernel-debug.mount sys-kernel-tracing.mount sys-kernel-config.mount dev-mqueue.mount systemd-modules-load.service
# what only a machine with a kernel of its own needs; it costs a second of each boot
systemctl -q mask modprobe@.service systemd-remount-fs.service ifupdown-pre.service systemd-binfmt.service
systemctl -q set-default multi-user.target
systemctl -q enable docker.service ssh.service networking.service unattended-upgrades.service apt-daily.timer apt-daily-upgrade.timer
systemctl -q mask systemd-networkd-wait-online.service systemd-resolved.service e2scrub_all.timer fstrim.timer 2>/dev/null
systemctl -q disable e2scrub_reap.service nftables.service 2>/dev/null || true

# keys and names are a host's own
rm -f /etc/ssh/ssh_host_* /etc/hostname /etc/machine-id /var/lib/dbus/machine-id /etc/resolv.conf
: > /etc/machine-id

echo 'LANG=C.UTF-8' > /etc/default/locale
useradd --create-home --uid 1000 --user-group --shell /bin/bash --comment 'coding agents' agent
chmod 0700 /home/agent


cat > /etc/ssh/sshd_config.d/50-keys-only.conf <<'CONF'
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AuthenticationMethods publickey
X11Forwarding no
CONF
sed -i 's/^UsePAM.*/UsePAM yes/; s/^X11Forwarding.*/X11Forwarding no/' /etc/ssh/sshd_config

cat > /etc/apt/apt.conf.d/20auto-upgrades <<'CONF'
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
CONF

# what systemd would otherwise do at each first boot: index its catalogue, build the linker's cache
journalctl --update-catalog >/dev/null 2>&1 || true
ldconfig
touch /etc/.updated /var/.updated
