# Confine /bin/true as Codex does, as $user; with $as_unit under the hardening of the live $unit. "worked <words>" or "failed <reason>".
# The sandbox is bubblewrap with user, pid and network namespaces and an own /proc; Codex takes it from PATH or brings its own.
set -u
id -u "$user" >/dev/null || exit 1
path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
bwrap=$(PATH=$path command -v bwrap)
if [ -z "$bwrap" ]; then bwrap=$(timeout 10 find /usr/local/lib /usr/lib/node_modules /opt "$(getent passwd "$user" | cut -d: -f6)" -xdev -path '*codex-resources/bwrap' -type f -perm -100 2>/dev/null | head -n 1); fi
[ -n "$bwrap" ] || { echo "there is no bubblewrap to try, neither on PATH nor with Codex" >&2; exit 1; }
work=$(mktemp) || exit 1
trap 'rm -f "$work"' EXIT
trap 'exit 1' HUP INT TERM
set -- "$bwrap" --unshare-user --unshare-pid --unshare-net --ro-bind / / --proc /proc --dev /dev /bin/true
if [ -n "$as_unit" ]; then
  [ "$(systemctl show -p LoadState --value "$unit")" = loaded ] || { echo "$unit is not loaded" >&2; exit 1; }
  set -- -- "$@"
  for key in NoNewPrivileges PrivateDevices PrivateUsers PrivateTmp ProtectProc ProcSubset ProtectSystem ProtectHome ProtectKernelTunables ProtectKernelModules \
    ProtectControlGroups RestrictNamespaces RestrictSUIDSGID RestrictRealtime RestrictAddressFamilies LockPersonality SystemCallArchitectures SystemCallFilter; do
    value=$(systemctl show -p "$key" --value "$unit")
    if [ -n "$value" ] && [ "$value" != "~" ]; then set -- -p "$key=$value" "$@"; fi
  done
  timeout 20 systemd-run --quiet --wait --pipe --collect --unit="adr023-sandbox-$$" --uid="$user" "$@" </dev/null >/dev/null 2>"$work"
else
  timeout 20 setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups env -i PATH="$path" HOME=/ "$@" </dev/null >/dev/null 2>"$work"
fi
if [ $? = 0 ]; then echo "worked a command ran confined"; else echo "failed $(tail -n 1 "$work" | cut -c 1-300)"; fi
