# One unit, three ways: as loaded (P lines), on disk (F, then its text), and what its environment files hold (E, then their text).
#   V <systemd version>   D <default target>   P Key=value   L <dependency of default.target>   N <now>
#   C <condition that does not hold>           R <required unit> <load state, when it is not loaded>
#   O <unit that conflicts with it, and that the default target starts too>
#   F fragment|drop-in <mtime> <path>          E <path>
# Wants $unit. Source: systemctl(1), systemd.unit(5), "Unit File Load Path".
set -u
manager=$(systemctl show -p Version -p UnitPath) || { echo "systemd does not answer" >&2; exit 1; }
settled "$unit"
paths=$(printf '%s\n' "$manager" | sed -n 's/^UnitPath=//p')
printf '%s\n' "$manager" | sed -n 's/^Version=/V /p'
printf 'D %s\n' "$(systemctl get-default 2>/dev/null)"
printf 'N %s\n' "$(date +%s)"
systemctl show --timestamp=us+utc -p "$properties" -- "$unit" | masked_properties | sed 's/^/P /'
boot=$(systemctl list-dependencies --plain --no-pager default.target 2>/dev/null | sed 's/^ *//')
printf '%s\n' "$boot" | sed -n '/\.service$/s/^/L /p'
for other in $(systemctl show -p Conflicts -p ConflictedBy --value -- "$unit"); do
  ! printf '%s\n' "$boot" | grep -Fqx -- "$other" || printf 'O %s\n' "$other"
done
systemd-analyze condition --unit="$unit" 2>&1 | sed -n 's/^[^ ]*: \(.*\) failed\.$/C \1/p'
required=$(systemctl show -p Requires -p Requisite -p BindsTo --value -- "$unit" | tr '\n' ' ')
[ -z "${required# }" ] || systemctl show -p Id -p LoadState -- $required 2>/dev/null |
  awk -F= '/^Id=/ { id = $2 } /^LoadState=/ { load = $2 } id && load { if (load != "loaded") print "R", id, load; id = load = "" }'

type=${unit##*.}; stem=${unit%.*}; names=$unit; folders=$unit.d
case $stem in *@?*) names="$unit ${stem%%@*}@.$type"; folders="$folders ${stem%%@*}@.$type.d" ;; esac
rest=$stem
while case $rest in *-*) true ;; *) false ;; esac; do
  rest=${rest%-*}; folders="$folders $rest-.$type.d"
done
show() { # kind path
  printf 'F %s %s %s\n' "$1" "$(stat -L -c %.6Y "$2" 2>/dev/null || echo 0)" "$2"
  [ ! -f "$2" ] || masked_unit < "$2" | sed 's/^/  /'
}
fragment=
for name in $names; do for at in $paths; do [ -n "$fragment" ] || [ ! -e "$at/$name" ] || fragment=$at/$name; done; done
[ -z "$fragment" ] || show fragment "$fragment"
drop_ins=$(
  for at in $paths; do for folder in $folders; do for file in "$at/$folder"/*.conf; do [ ! -e "$file" ] || show drop-in "$file"; done; done; done
  for at in $paths; do for file in "$at/$type.d"/*.conf; do [ ! -e "$file" ] || show drop-in "$file"; done; done
)
[ -z "$drop_ins" ] || printf '%s\n' "$drop_ins"
{
  systemctl show -p EnvironmentFiles -- "$unit" | sed -n 's/^EnvironmentFiles=\(.*\) (ignore_errors=.*/\1/p'
  { [ ! -f "$fragment" ] || masked_unit < "$fragment"; printf '%s\n' "$drop_ins"; } |
    sed -n "s/^ *EnvironmentFile=-\{0,1\}//; T; s/%n/$unit/g; s/%N/$stem/g; s/%p/${stem%%@*}/g; p"
} | sort -u | while read -r pattern; do
  for file in $pattern; do
    [ ! -f "$file" ] || { printf 'E %s\n' "$file"; masked_environment < "$file" | sed 's/^/  /'; }
  done
done
exit 0
