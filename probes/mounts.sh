# Every mount of every mount namespace, each shown once: init's namespace first, then what other namespaces have besides.
#   U <uid_map line>        N <inode> <pid> <program>        M <mountinfo line>
#   K <kind> <mount point>  what the mount point is in init's namespace; network file systems are not touched (a dead one would hang)
#   S <mount point> <path>  a socket found in a directory that is mounted
# Source: proc(5), "mountinfo"; octal escapes are handed on as they are.
set -u
[ -r /proc/1/mountinfo ] && [ -r /proc/1/uid_map ] || { echo "the mounts of init cannot be read" >&2; exit 1; }
sed 's/^/U /' /proc/1/uid_map
{ stat -Lc '%i %n' /proc/1/ns/mnt || echo '? /proc/1/ns/mnt'; stat -Lc '%i %n' /proc/[0-9]*/ns/mnt; } 2>/dev/null | awk '
  !seen[$1]++ {
    split($2, part, "/"); pid = part[3]; name = "?"
    getline name < ("/proc/" pid "/comm"); close("/proc/" pid "/comm")
    print "N", $1, pid, name
    file = "/proc/" pid "/mountinfo"
    while ((getline line < file) > 0) {
      tail = line; sub(/^.* - /, "", tail); split(line, f, " "); split(tail, t, " ")
      if (!shown[f[3] " " f[4] " " f[5] " " t[1]]++) {
        sub(/(,lowerdir=| rw,lowerdir=).*$/, " rw", line)  # the layers of an overlay are long, and say nothing here
        print "M " line
      }
    }
    close(file)
  }' | sed 's#://[^/ ]*@#://***@#g'
set --
while read -r _ _ device root point rest; do
  kind=${rest#* - }; kind=${kind%% *}
  case $kind in
    nfs*|cifs|smb*|9p|virtiofs|ceph|glusterfs|fuse|fuse.*|fuseblk|afs|lustre|proc|sysfs|cgroup*|nsfs) continue ;;
  esac
  path=$point
  case $point in *\\*) path=$(printf '%b' "$(printf '%s\n' "$point" | sed 's/\\\([0-7][0-7][0-7]\)/\\0\1/g')") ;; esac
  if [ -S "$path" ]; then echo "K socket $point"
  elif [ -c "$path" ]; then echo "K device $point"
  elif [ -b "$path" ]; then echo "K disk $point"
  elif [ -d "$path" ]; then
    echo "K directory $point"
    case $point in
      /|/dev|/dev/*|/proc*|/sys*|/run|/run/user/*|/var/lib/docker*|/var/lib/containerd*|/run/docker/*) ;;
      *) set -- "$@" "$path" ;;
    esac
  elif [ -e "$path" ]; then echo "K file $point"
  fi
done < /proc/1/mountinfo
[ $# = 0 ] || timeout 6 find "$@" -xdev -maxdepth 3 \( -type s -o -name '*.sock' \) -printf '%H\t%p\n' 2>/dev/null |
  awk -F '\t' 'told[$1]++ < 20 { gsub(/ /, "\\040", $1); print "S", $1, $2 }'
exit 0
