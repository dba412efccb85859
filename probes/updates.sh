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
eval "$(apt-config shell lists APT::Periodic::Update-Package-Lists upgrade APT::Periodic::Unattended-Upgrade)"
echo "periodic ${lists:-0} ${upgrade:-0}"
if apt-config dump | grep -Eq '^Unattended-Upgrade::(Origins-Pattern|Allowed-Origins):: .*[Ss]ecurity'; then echo "security yes"; else echo "security no"; fi
for unit in apt-daily.timer apt-daily-upgrade.timer; do
  echo "timer $unit $(systemctl is-enabled "$unit" 2>/dev/null || :) $(systemctl is-active "$unit" 2>/dev/null || :)"
done
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
