# The scripts that the unit starts before the real program, each with the variables it gives on.
#   X <path> <interpreter>   then NAME=<kind> lines. A program that is no script is shown without interpreter.
# Wants $unit. Follows what a script runs, sources or reads, up to eight files; execve(2) on "#!".
set -u
start=$(systemctl show -p ExecStart -- "$unit") || { echo "systemd does not answer" >&2; exit 1; }
first=$(printf '%s\n' "$start" | grep -o 'path=[^ ;]*' | sed 's/^path=//')
words=$(printf '%s\n' "$start" | sed -n 's/.*argv\[\]=\(.*\) ; ignore_errors=.*/\1/p' | tr ' "'"'"';&|()' '\n' | grep '^/' )
[ -n "$first" ] || { echo "$unit starts nothing" >&2; exit 1; }
queue="$first $words"; seen=" "; left=8
assigned() { # path: what a script sets, in the ways of sh, Python and JavaScript
  grep -v '^[[:space:]]*#[^!]' "$1" | awk "$KIND"'
    NR == 1 && /^#!/ { text = $0; sub(/^#![ \t]*[^ \t]*/, "", text); print_pairs(text); next }
    { print_pairs($0) }
    function print_pairs(text,  word, name, value) {
      while (match(text, /(environ\[|environ\.setdefault\(|putenv\(|process\.env\.|process\.env\[)["\047]?[A-Z_][A-Z0-9_]*["\047]?[^=]?[ \t]*[=,][^=]/)) {
        word = substr(text, RSTART, RLENGTH); text = substr(text, 1, RSTART - 1) " " substr(text, RSTART + RLENGTH)
        sub(/^[a-z.]*(\[|\(|env\.)["\047]?/, "", word); match(word, /^[A-Z0-9_]*/); print substr(word, 1, RLENGTH) "=<set>"
      }
      while (match(text, /(^|[ \t;&|({"\047])[A-Z_][A-Z0-9_]*=("[^"]*"|\047[^\047]*\047|[^ \t;&|)"\047]*)/)) {
        word = substr(text, RSTART, RLENGTH); text = substr(text, RSTART + RLENGTH)
        sub(/^[ \t;&|({"\047]/, "", word); name = substr(word, 1, index(word, "=") - 1); value = substr(word, index(word, "=") + 1)
        gsub(/["\047]/, "", value); print name "=" kind(value)
      }
    }' | sort -u | sed 's/^/  /'
}
while [ -n "${queue# }" ] && [ "$left" -gt 0 ]; do
  set -- $queue; file=$1; shift; queue="$*"
  case $seen in *" $file "*) continue ;; esac
  seen="$seen$file "
  [ -f "$file" ] && [ -r "$file" ] || continue
  head=$(head -c 256 "$file" | tr -d '\0' | head -n 1)
  case $head in
    '#!'*) printf 'X %s %s\n' "$file" "$(printf '%s' "${head#??}" | sed 's/[A-Z_][A-Z0-9_]*=[^ ]*/=/g')" ;;
    *) if [ "$file" = "$first" ]; then printf 'X %s\n' "$file"; fi
       case $file in /etc/*|/home/*|/opt/*|/srv/*|/root/*|/usr/local/*|/var/*) grep -qI . "$file" 2>/dev/null || continue ;; *) continue ;; esac
       printf 'X %s data\n' "$file" ;;
  esac
  left=$((left - 1))
  [ "$(stat -c %s "$file")" -le 262144 ] || continue
  assigned "$file"
  case $head in
    '#!'*sh*|'#!'*env*) queue="$queue $(grep -v '^[[:space:]]*#' "$file" | sed 's/[0-9&]*>>*[[:space:]]*[^[:space:]]*//g' |
      tr ' \t"'"'"';&|()<=' '\n' | grep '^/[A-Za-z]' | sort -u | head -n 20 | tr '\n' ' ')" ;;
  esac
done
exit 0
