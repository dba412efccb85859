# Where paths really lie, and whether the service user may write there outside of any unit. Wants $user $paths.
#   F <may write: yes or no> <path> <real path>   of each that exists. Paths have no blanks. Source: readlink(1), setpriv(1), test(1).
set -u
ids="--reuid=$(id -u "$user") --regid=$(id -g "$user") --init-groups" || exit 1
for path in $paths; do
  [ -e "$path" ] || continue
  if setpriv $ids test -w "$path"; then may=yes; else may=no; fi
  printf 'F %s %s %s\n' "$may" "$path" "$(readlink -f "$path")"
done
exit 0
