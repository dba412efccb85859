# What a container knows of itself. Wants $user $home.
#   ns <of init> <of this shell>      map <inside> <outside> <length>      kernel/file <its name>
#   cores <n>   memory <KiB>          as lxcfs and the processor mask show them
#   place <path>|<where it really is>|<mount point that holds it>|<device number>     mount <point>, one a line, below the home
# Source: user_namespaces(7), nproc(1), proc(5), findmnt(8).
set -u
[ -r /proc/1/uid_map ] || { echo "/proc/1/uid_map cannot be read" >&2; exit 1; }
printf 'ns %s %s\n' "$(readlink /proc/1/ns/user)" "$(readlink /proc/self/ns/user)"
sed 's/^/map /' /proc/1/uid_map
printf 'kernel %s\n' "$(cat /proc/sys/kernel/hostname)"
printf 'file %s\n' "$(sed -n '/^[[:space:]]*\(#\|$\)/d; p; q' /etc/hostname 2>/dev/null)"
printf 'cores %s\n' "$(nproc)"
sed -n 's/^MemTotal: *\([0-9]*\) kB/memory \1/p' /proc/meminfo
for path in / "$home" "$home/.claude" "$home/.codex"; do
  [ -e "$path" ] || continue
  real=$(realpath "$path")
  printf 'place %s|%s|%s|%s\n' "$path" "$real" "$(findmnt -no TARGET -T "$real" | tail -n 1)" "$(stat -c %d "$real")"
done
awk -v home="$(realpath "$home")" 'index($5 "/", home "/") == 1 { print "mount " $5 }' /proc/self/mountinfo
