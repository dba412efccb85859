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
set --
for path in / "$home" "$home/.claude" "$home/.codex"; do [ ! -e "$path" ] || set -- "$@" "$path"; done
{ printf 'path %s\n' "$@"; realpath "$@" | sed 's/^/real /'; stat -L -c 'device %d' "$@"; sed 's/^/mount /' /proc/self/mountinfo; } | awk -v home="$home" '
  { mark = $1; rest = substr($0, length(mark) + 2) }
  mark == "path" { path[++paths] = rest } mark == "real" { real[++reals] = rest; if (path[reals] == home) home = rest } mark == "device" { device[++devices] = rest }
  mark == "mount" {
    if (index($6 "/", home "/") == 1) inside = inside "mount " $6 "\n"
    point = $6; while (at = index(point, "\\040")) point = substr(point, 1, at - 1) " " substr(point, at + 4)
    for (i = 1; i <= reals; i++) if (index(real[i] "/", point == "/" ? "/" : point "/") == 1 && length(point) >= length(at_[i])) at_[i] = point
  }
  END { for (i = 1; i <= paths; i++) print "place " path[i] "|" real[i] "|" at_[i] "|" device[i]; printf "%s", inside }'
