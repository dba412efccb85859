# Whether security updates come by themselves, and which wait. Nothing is written: apt's caches are switched off.
#   installed <yes|no>   periodic <update lists> <upgrade>   timer <unit> <enabled> <active>
#   security <yes|no>   whether the origins that unattended-upgrades takes from name the security archive
#   run <epoch> <ok|failed|unfinished>   the last run of unattended-upgrades, by its own log
#   lists <epoch>   when the package lists were last brought up to date; 0 when there are none
#   upgraded <epoch>   when anything was last upgraded, by apt's own history; 0 when never
#   wait <package> <version>, one a line: security updates that are not installed        now <epoch>
# Source: apt.conf(5), /usr/lib/apt/apt.systemd.daily, unattended-upgrade(8), apt-get(8) -s.
set -u
command -v apt-get >/dev/null || { echo "there is no apt-get" >&2; exit 1; }
command -v unattended-upgrade >/dev/null && echo "installed yes" || echo "installed no"
apt-config dump | awk '
  { key = tolower($1); value = substr($0, length($1) + 2); gsub(/^"|";$/, "", value) }
  key == "apt::periodic::update-package-lists" { lists = value } key == "apt::periodic::unattended-upgrade" { upgrade = value }
  key ~ /^unattended-upgrade::(origins-pattern|allowed-origins)::$/ && value ~ /[Ss]ecurity/ { security = "yes" }
  END { print "periodic", lists == "" ? 0 : lists, upgrade == "" ? 0 : upgrade; print "security", security ? security : "no" }'
systemctl show -p Id,UnitFileState,ActiveState -- apt-daily.timer apt-daily-upgrade.timer | awk -F= '
  function tell() { print "timer", of["Id"], of["UnitFileState"], of["ActiveState"] }
  /^$/ { tell(); next } { of[$1] = $2 } END { tell() }'
log=/var/log/unattended-upgrades/unattended-upgrades.log
if [ -f "$log" ]; then
  awk '/Starting unattended upgrades script/ { at = $1 " " $2; how = "unfinished" }
    /No packages found|All upgrades installed/ { if (how != "failed") how = "ok" }
    / (ERROR|CRITICAL) / { how = "failed" }
    END { if (at) print at "," how }' "$log" | while IFS=, read -r day _ how; do echo "run $(date -d "$day" +%s) $how"; done
fi
if ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1; then
  echo "lists $(stat -c %Y /var/lib/apt/periodic/update-success-stamp /var/lib/apt/lists/*_Packages* 2>/dev/null | sort -n | tail -n 1)"
else
  echo "lists 0"
fi
at=$(zcat -f /var/log/apt/history.log* 2>/dev/null | awk '/^Start-Date:/ { at = $2 " " $3 } /^Upgrade:/ { print at }' | sort | tail -n 1)
echo "upgraded $([ -n "$at" ] && date -d "$at" +%s || echo 0)"
apt-get -s -o Debug::NoLocking=1 -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= dist-upgrade |
  sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) [^)]*-[Ss]ecurity.*/wait \1 \2/p' || exit 1
echo "now $(date +%s)"
