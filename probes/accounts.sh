# The service user: who it is, and what it may do as root unasked.
#   I <uid> <gid> <groups...>   S <line of sudo -l>   F <path> <line> of sudoers that lets it run without a password
# Wants $user. Source: id(1), sudo(8) -l -U, sudoers(5), capabilities(7).
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
# nor is asked who runs a program of root's with the set-uid bit that runs whatever it is told, or one that may become anybody by its own capabilities
runners=$(stat -L -c '%s:%n' $(sed 's/#.*//' /etc/shells 2>/dev/null) /usr/bin/env /usr/bin/python3 /usr/bin/perl /usr/bin/busybox 2>/dev/null)
runs_as_it_likes() { find "$@" -type f -perm /111 \( -user root -perm -4001 -printf 'set-uid %s %p\n' , -exec getcap {} + \) 2>/dev/null; }
{ runs_as_it_likes /usr /opt /srv; runs_as_it_likes /tmp /var/tmp "$home" -xdev -maxdepth 5; } | while read -r first size file; do
  case $first in
    set-uid)
      for runner in $runners; do
        [ "${runner%%:*}" = "$size" ] && [ "$(sha256sum < "$file")" = "$(sha256sum < "${runner#*:}")" ] || continue
        printf 'S     (root) NOPASSWD: %s which is %s with the set-uid bit\n' "$file" "${runner#*:}"; break
      done ;;
    */newuidmap|*/newgidmap|*/snap-confine) ;;
    *) case "$size $file" in *cap_setuid*|*cap_sys_admin*|*cap_dac_override*) printf 'S     (root) NOPASSWD: %s with its capabilities\n' "$first" ;; esac ;;
  esac
done
exit 0
