# The service user: who it is, what it may do as root unasked, which interactive tools answer it, and what systemd's network target waits for.
#   I <uid> <gid> <groups...>   S <line of sudo -l>   F <path> <line> of sudoers that lets it run without a password
#   T <tool> <what it says of its version>
# Wants $user $tools. Source: id(1), sudo(8) -l -U, sudoers(5).
set -u
uid=$(id -u "$user") || { echo "there is no user $user" >&2; exit 1; }
printf 'I %s %s %s\n' "$uid" "$(id -g "$user")" "$(id -Gn "$user")"
if command -v sudo >/dev/null; then
  LC_ALL=C sudo -n -l -U "$user" 2>/dev/null | sed 's/^/S /'
  for file in /etc/sudoers /etc/sudoers.d/*; do
    [ ! -f "$file" ] || grep -E '^[^#]*(NOPASSWD|!authenticate)' "$file" | sed "s|^|F $file |"
  done
fi
[ -n "$(getent shadow root | cut -d: -f2)" ] || echo 'S     (root) NOPASSWD: su, since root has no password'
home=$(getent passwd "$user" | cut -d: -f6)
for tool in $tools; do
  case $tool in tmux) flag=-V ;; *) flag=--version ;; esac
  said=$(cd / && timeout 10 setpriv --reuid="$uid" --regid="$(id -g "$user")" --init-groups env -i HOME="$home" USER="$user" \
    PATH="/usr/local/bin:/usr/bin:/bin:$home/.local/bin" "$tool" "$flag" </dev/null 2>/dev/null | head -n 1)
  printf 'T %s %s\n' "$tool" "$said"
done
exit 0
