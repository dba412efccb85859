# The service user: who it is, what it may do as root unasked, which interactive tools answer it, and what systemd's network target waits for.
#   I <uid> <gid> <groups...>   S <line of sudo -l>   F <path> <line> of sudoers that lets it run without a password
#   T <tool> <what it says of its version>
# Wants $user $tools. Source: id(1), sudo(8) -l -U, sudoers(5).
set -u
entry=$(getent passwd "$user") || { echo "there is no user $user" >&2; exit 1; }
IFS=: read -r _ _ uid gid _ home _ <<ENTRY
$entry
ENTRY
groups=$(id -Gn "$user")
printf 'I %s %s %s\n' "$uid" "$gid" "$groups"
if command -v sudo >/dev/null; then
  LC_ALL=C sudo -n -l -U "$user" 2>/dev/null | sed 's/^/S /'
  for file in /etc/sudoers /etc/sudoers.d/*; do
    [ ! -f "$file" ] || grep -E '^[^#]*(NOPASSWD|!authenticate)' "$file" | sed "s|^|F $file |"
  done
fi
[ -n "$(getent shadow root | cut -d: -f2)" ] || echo 'S     (root) NOPASSWD: su, since root has no password'
# su asks nothing where PAM says so
if grep -Eqs '^[[:space:]]*auth[[:space:]]+sufficient[[:space:]]+pam_wheel\.so[[:space:]].*trust' /etc/pam.d/su; then
  wheel=$(sed -n 's/^[[:space:]]*auth[[:space:]].*pam_wheel\.so[[:space:]].*trust.*group=\([^[:space:]]*\).*/\1/p; s/^[[:space:]]*auth[[:space:]].*pam_wheel\.so[[:space:]].*group=\([^[:space:]]*\).*trust.*/\1/p' /etc/pam.d/su | head -n 1)
  case " $groups " in *" ${wheel:-root} "*) echo "S     (root) NOPASSWD: /usr/bin/su since PAM trusts group ${wheel:-root}" ;; esac
fi
# a program of root's with the set-uid bit that runs whatever it is told
runners=$(stat -L -c '%s:%n' $(sed 's/#.*//' /etc/shells 2>/dev/null) /usr/bin/env /usr/bin/python3 /usr/bin/perl /usr/bin/busybox 2>/dev/null)
find /usr/bin /usr/sbin /usr/local /opt /srv /tmp /var/tmp "$home" -xdev -maxdepth 5 -type f -user root -perm -4001 -printf '%s %p\n' 2>/dev/null | while read -r size file; do
  for runner in $runners; do
    [ "${runner%%:*}" = "$size" ] && [ "$(sha256sum < "$file")" = "$(sha256sum < "${runner#*:}")" ] || continue
    printf 'S     (root) NOPASSWD: %s which is %s with the set-uid bit\n' "$file" "${runner#*:}"; break
  done
done
# nor needs a program to be asked that may become anybody by its own capabilities
getcap -r /usr /opt /srv 2>/dev/null | grep -E 'cap_(setuid|sys_admin|dac_override)' | grep -vE '/(newuidmap|newgidmap|snap-confine) ' | sed 's/^\([^ ]*\) .*/S     (root) NOPASSWD: \1 with its capabilities/'
for tool in $tools; do
  case $tool in tmux) flag=-V ;; *) flag=--version ;; esac
  said=$(cd / && timeout 10 setpriv --reuid="$uid" --regid="$gid" --init-groups env -i HOME="$home" USER="$user" \
    PATH="/usr/local/bin:/usr/bin:/bin:$home/.local/bin" "$tool" "$flag" </dev/null 2>/dev/null | head -n 1)
  printf 'T %s %s\n' "$tool" "$said"
done
exit 0
