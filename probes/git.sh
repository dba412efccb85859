# Every repository of the service user, wherever it lies, and where its parts are. Needs $user, $home, $clone.
#   L <link> -> <real place>      a symbolic link in the home that leads to a repository outside of it
#   G <name>                      a variable in the live daemon that moves parts of a repository
#   R <path>                      a repository; what follows belongs to it:
#     owner, kind (tree, bare, file, link), gitdir, common, objects (real paths), alternate, linked (a part that is a link),
#     worktree (core.worktree), broken, rule (a rewriting rule: scope, file, key, value), main (a key that names a remote, and what it names),
#     url|fetch|push <remote> <address> (as written; as used), W <state> <git dir's name> <path> (a linked worktree: ok, prunable, locked and gone, or stray: its .git leads elsewhere), away <path> (where new worktrees go by a link)
# Secrets in addresses are cut out here. Only local file systems are searched. Git runs as the service user, without locks.
set -u
command -v git >/dev/null || { echo "git is not installed" >&2; exit 1; }
uid=$(id -u "$user") && gid=$(id -g "$user") || { echo "there is no user $user" >&2; exit 1; }
[ -d "$home" ] || { echo "there is no home $home" >&2; exit 1; }
home=$(readlink -f "$home")

roots() {
  awk '{ for (i = 7; $i != "-"; i++); t = $(i + 1); p = $5
         if (t ~ /^(ext[234]|xfs|btrfs|zfs|f2fs|overlay|tmpfs)$/ && p !~ "^/(proc|sys|dev|run/(lock|docker|credentials|systemd)|var/lib/(docker|containerd)/.)") print p }' /proc/self/mountinfo |
    sed 's/\\040/ /g' | sort -u
}
places() {
  roots | while IFS= read -r root; do
    [ -d "$root" ] || continue
    find "$root" -xdev \( -path /usr/share -o -path /usr/lib -o -path /usr/bin -o -path /usr/include -o -path /var/lib/docker -o -path /var/lib/containerd \
      -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/cache -o -path /proc -o -path /sys -o -path /dev -o -name node_modules \) -prune \
      -o -name .git \( -type d -prune -o -true \) -printf '%U %h\n' -o -type f -name HEAD -printf '%U %h\n' 2>/dev/null
  done | sort -u | while IFS= read -r line; do
    path=${line#* }
    case $path/ in "$home"/*) ;; *) [ "${line%% *}" = "$uid" ] || continue ;; esac
    if [ -e "$path/.git" ] || [ -L "$path/.git" ] || { [ -d "$path/objects" ] && [ -d "$path/refs" ]; }; then printf '%s\n' "$path"; fi
  done | sort -u
}
links() {
  find "$home" -xdev \( -name node_modules -o -name .git \) -prune -o -type l -printf '%p\n' 2>/dev/null | while IFS= read -r link; do
    [ -d "$link" ] || continue
    real=$(readlink -f "$link")
    case $real/ in "$home"/*|/usr/*|/etc/*|/proc/*|/sys/*|/dev/*|/run/*|/bin/*|/lib/*|/) continue ;; esac
    up=$real
    while [ "$up" != / ] && [ ! -e "$up/.git" ]; do up=$(dirname "$up"); done
    if [ "$up" != / ] || [ -f "$real/HEAD" ] || [ -n "$(timeout 3 find "$real" -xdev -maxdepth 3 -name .git -print -quit 2>/dev/null)" ]; then
      printf 'L %s -> %s\n' "$link" "$real"
    fi
  done
}
one='
g() { git --no-optional-locks -c safe.directory="*" -c core.fsmonitor=false -C "$path" "$@" 2>/dev/null; }
while IFS= read -r path; do
  printf "R %s\nowner %s\n" "$path" "$(stat -c %u "$path")"
  if [ -L "$path/.git" ]; then echo kind link; elif [ -f "$path/.git" ]; then echo kind file; elif [ -d "$path/.git" ]; then echo kind tree; else echo kind bare; fi
  dirs=$(g rev-parse --path-format=absolute --git-dir --git-common-dir --git-path objects) || { echo "broken $(head -c 300 "$path/.git" 2>/dev/null | head -n 1)"; continue; }
  { IFS= read -r gitdir; IFS= read -r common; IFS= read -r objects; } <<DIRS
$dirs
DIRS
  readlink -m "$gitdir" "$common" "$objects" | sed "1s/^/gitdir /; 2s/^/common /; 3s/^/objects /"
  for part in HEAD config objects objects/info objects/pack refs refs/heads packed-refs logs index commondir; do
    if [ -L "$common/$part" ]; then printf "linked %s\n" "$common/$part"; fi
  done
  if [ -f "$common/commondir" ]; then printf "linked %s\n" "$common/commondir"; fi
  if [ -f "$objects/info/alternates" ]; then grep -v "^#" "$objects/info/alternates" | sed "/^$/d;s/^/alternate /"; fi
  config=$(g config --list --show-scope --show-origin)
  case $path in */.git/modules/*) ;; *) printf "%s\n" "$config" | sed -n "s/^local\t[^\t]*\tcore\.worktree=/worktree /p" ;; esac
  if [ -L "$path/.claude" ] || [ -L "$path/.claude/worktrees" ]; then printf "away %s\n" "$(readlink -f "$path/.claude/worktrees")"; fi
  if [ "$gitdir" != "$common" ] && [ ! -f "$gitdir/config.worktree" ]; then continue; fi
  printf "%s\n" "$config" | sed -n "s/^\([^\t]*\)\t\([^\t]*\)\t\(url\..*\.\(push\)\{0,1\}insteadof\)=/rule \1 \2 \3 /p
    s/^[^\t]*\t[^\t]*\t\(branch\..*\.\(push\)\{0,1\}remote\|remote\.pushdefault\)=/main \1 /p" | sort -u
  g remote | while IFS= read -r name; do
    printf "%s\n" "$config" | awk -F "\t" -v key="remote.$name.url=" "{ \$0 = substr(\$0, length(\$1) + length(\$2) + 3) } index(\$0, key) == 1 { print \"url \" substr(key, 8, length(key) - 12) \" \" substr(\$0, length(key) + 1) }"
    g remote get-url --all "$name" | sed "s|^|fetch $name |"
    g remote get-url --push --all "$name" | sed "s|^|push $name |"
  done
  [ "$gitdir" = "$common" ] || continue
  for dir in "$common"/worktrees/*/; do
    dir=${dir%/}
    if [ -f "$dir/gitdir" ]; then
      dot=$(head -n 1 "$dir/gitdir"); case $dot in /*) ;; *) dot=$dir/$dot ;; esac
      state=ok
      if [ ! -e "$dot" ]; then state=prunable; if [ -f "$dir/locked" ]; then state=locked; fi
      elif [ "$(cd "$(dirname "$dot")" && readlink -f "$(sed -n "s/^gitdir: //p" "$dot" | head -n 1)")" != "$(readlink -f "$dir")" ]; then state=stray; fi
      printf "W %s %s %s\n" "$state" "${dir##*/}" "$(readlink -m "$(dirname "$dot")")"
    fi
  done
done'
links
pid=$(systemctl show -p MainPID --value "$unit" 2>/dev/null)
if [ "${pid:-0}" -gt 0 ] 2>/dev/null; then
  tr '\0' '\n' < "/proc/$pid/environ" 2>/dev/null | sed -n 's/^\(GIT_DIR\|GIT_WORK_TREE\|GIT_COMMON_DIR\|GIT_OBJECT_DIRECTORY\|GIT_ALTERNATE_OBJECT_DIRECTORIES\|GIT_CONFIG_[A-Z0-9_]*\)=.*/G \1/p'
fi
places | setpriv --reuid="$uid" --regid="$gid" --init-groups env -i HOME="$home" PATH="$PATH" LC_ALL=C.UTF-8 GIT_TERMINAL_PROMPT=0 sh -c "$one" |
  sed -E 's#(://[^:/@ ]*):[^/ ]*@#\1:***@#g; s#://[^:/@ ]{30,}@#://***@#g'
