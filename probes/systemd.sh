# One unit, three ways: as loaded (P lines), on disk (F, then its text), and what its environment files hold (E, then their text).
#   V <systemd version>   D <default target>   P Key=value   L <dependency of default.target>   N <now>
#   C <condition that does not hold>           R <required unit> <load state, when it is not loaded>
#   O <unit that conflicts with it, and that the default target starts too>
#   F fragment|drop-in <mtime> <path>          E <path>
# Wants $unit. Source: systemctl(1), systemd.unit(5), "Unit File Load Path".
set -u
manager=$(systemctl show -p Version -p UnitPath) || { echo "systemd does not answer" >&2; exit 1; }
settled "$unit" "$properties,Requisite,Conflicts,ConflictedBy" || exit 1
paths=$(printf '%s\n' "$manager" | sed -n 's/^UnitPath=//p')
printf '%s\n' "$manager" | sed -n 's/^Version=/V /p'
printf 'D %s\n' "$(systemctl get-default 2>/dev/null)"
printf 'N %s\n' "$(date +%s)"
printf '%s\n' "$shown" | masked_properties 'P '
boot=$(systemctl list-dependencies --plain --no-pager default.target 2>/dev/null | sed 's/^ *//')
printf '%s\n' "$boot" | sed -n '/\.service$/s/^/L /p'
for other in $(of 'Conflicts\|ConflictedBy'); do
  ! printf '%s\n' "$boot" | grep -Fqx -- "$other" || printf 'O %s\n' "$other"
done
required=$(of 'Requires\|Requisite\|BindsTo' | tr ' ' '\n' | grep -vx 'system.slice\|sysinit.target')  # without these two no system comes up
[ -z "$required" ] || systemctl show -p Id -p LoadState -- $required 2>/dev/null |
  awk -F= '/^Id=/ { id = $2 } /^LoadState=/ { load = $2 } id && load { if (load != "loaded") print "R", id, load; id = load = "" }'

type=${unit##*.}; stem=${unit%.*}; names=$unit; folders=$unit.d
case $stem in *@?*) names="$unit ${stem%%@*}@.$type"; folders="$folders ${stem%%@*}@.$type.d" ;; esac
rest=$stem
while case $rest in *-*) true ;; *) false ;; esac; do
  rest=${rest%-*}; folders="$folders $rest-.$type.d"
done
show() { # kind path
  printf 'F %s %s %s\n' "$1" "$(stat -L -c %.6Y "$2" 2>/dev/null || echo 0)" "$2"
  [ ! -f "$2" ] || masked_unit '  ' < "$2"
}
fragment=
for name in $names; do for at in $paths; do [ -n "$fragment" ] || [ ! -e "$at/$name" ] || fragment=$at/$name; done; done
files=$(
  [ -z "$fragment" ] || show fragment "$fragment"
  for at in $paths; do for folder in $folders; do for file in "$at/$folder"/*.conf; do [ ! -e "$file" ] || show drop-in "$file"; done; done; done
  for at in $paths; do for file in "$at/$type.d"/*.conf; do [ ! -e "$file" ] || show drop-in "$file"; done; done
)
[ -z "$files" ] || printf '%s\n' "$files"
! printf '%s\n' "$files" | grep -qE '^  (Condition|Assert)[A-Za-z]*=.' || # it loads the unit anew, which takes as long as five other questions
  systemd-analyze condition --unit="$unit" 2>&1 | sed -n 's/^[^ ]*: \(.*\) failed\.$/C \1/p'
{
  of EnvironmentFiles | sed 's/ (ignore_errors=.*//'
  printf '%s\n' "$files" | sed -n "s/^ *EnvironmentFile=-\{0,1\}//; T; s/%n/$unit/g; s/%N/$stem/g; s/%p/${stem%%@*}/g; p"
} | sort -u | while read -r pattern; do
  for file in $pattern; do
    [ ! -f "$file" ] || { printf 'E %s\n' "$file"; masked_environment '  ' < "$file"; }
  done
done
exit 0
