# What could carry files off this host: file servers, sync and mount daemons, copy jobs. Tab-separated, commands reduced to tool and hosts:
#   J <process|unit|user unit|cron|at> <where> <user> <units, the triggering ones first> <tool> <hosts, comma separated>
#   E <nfs|smb> <what is exported> <file>      P <port> <program>      F <client address> <program>   (a file session over SSH)
#   W <processes seen>                         the witness
# Command lines may hold passwords: they are read here and never printed.
set -u
tab=$(printf '\t')
chosen() { # the units that may have a command that copies, and behind a + those that start others now or at the next boot
  # Most are as the distribution brings them, with commands that are no copy job, and to be told of each by systemd takes a millisecond.
  { printf 'own %s\n' /etc/systemd/system/* /etc/systemd/system.control/* /usr/local/lib/systemd/system/* /usr/lib/systemd/system/*.d \
      /run/systemd/system/* /run/systemd/system.control/* /run/systemd/transient/* /run/systemd/generator*/*
    printf 'wanted %s\n' /etc/systemd/system/*.wants/* /etc/systemd/system/*.requires/* /etc/systemd/system/*.upholds/* /run/systemd/*/*.wants/* /run/systemd/*/*.requires/*
    find /etc/systemd/system /run/systemd/system /usr/lib/systemd/system -maxdepth 1 -type l -printf 'alias %f %l\n'
    systemctl list-units --all --plain --no-legend --full '*.service' '*.timer' '*.path' '*.socket' 2>/dev/null
  } | awk '
    function harmless(path,   line, t, n, seen, bad) { # -1 for no file
      while (!bad && (getline line < path) > 0) {
        seen = 1; bad = line ~ /\\$/
        if (line !~ /^[ \t]*ExecStart/) continue
        if (line ~ /[^A-Za-z](rsync|rclone|scp|sftp|git|ssh|tar|cpio|syncthing|unison|mutagen|lsyncd|rslsync|osync|csync2|nfs|unfs|ganesha|smb|ksmb|sshfs|rpc)/) bad = 1
        sub(/^[^=]*=/, "", line)
        for (n = split(line, t, /[ \t"\047;|&()]+/); n; n--) if (t[n] ~ /^[@+!:-]*[%\/]/ && t[n] !~ /^[@+!:-]*\/(usr\/(s?bin|lib)|s?bin|lib|proc|dev|sys)\//) bad = 1
      }
      close(path)
      return seen ? !bad : -1
    }
    $1 == "own" { sub(/.*\//, "", $2); own[$2]; next }
    $1 == "wanted" { sub(/.*\//, "", $2); wanted[$2]; next }
    $1 == "alias" { sub(/.*\//, "", $3); called[$3] = called[$3] " " $2; next }
    $2 ~ /^(masked|not-found)$/ && $3 == "inactive" { next }
    {
      file = $1; sub(/@.*\./, "@.", file); type = $1; sub(/.*\./, "", type); instance = $1; sub(/^[^@]*@/, "@", instance); written = 0
      others = called[file]; if (file != $1) { gsub(/@\.[a-z]*/, instance, others); others = others called[file] called[$1] }
      n = split($1 " " file " " type others, name, " ")
      for (i = 1; i <= n; i++) if (name[i] in own || (name[i] ".d") in own) written = 1
      for (at = 0; (dash = index(substr($1, at + 1), "-")); ) { at += dash; if ((substr($1, 1, at) "." type ".d") in own) written = 1 }
      told = harmless("/usr/lib/systemd/system/" $1); if (told < 0) told = harmless("/usr/lib/systemd/system/" file)
      if (written || told < 1) print $1
      else if (type != "service" && ($3 ~ /^(active|activating|reloading)$/ || $1 in wanted)) print "+" $1
    }'
}
units() { # of system services that run, are enabled or are triggered by something that is: user, unit, command
  started=; set --
  for unit in $(chosen); do case $unit in +*) started="$started ${unit#+}" ;; *) set -- "$@" "$unit" ;; esac; done
  [ $# = 0 ] || systemctl show -p Id,User,ActiveState,UnitFileState,TriggeredBy,ExecStart,ExecStartPre,ExecStartPost -- "$@" 2>/dev/null |
    awk -v RS= -F '\n' -v started="$started" '
      BEGIN { k = split(started, t, " "); for (i = 1; i <= k; i++) live[t[i]] = 1 }
      { delete v; n = 0; for (i = 1; i <= NF; i++) { k = $i; sub(/=.*/, "", k); x = substr($i, length(k) + 2); if (k ~ /^Exec/) cmd[NR, ++n] = x; else v[k] = x }
        id[NR] = v["Id"]; user[NR] = v["User"]; by[NR] = v["TriggeredBy"]; count[NR] = n
        live[v["Id"]] = v["ActiveState"] ~ /^(active|activating|reloading)$/ || v["UnitFileState"] ~ /^enabled/ }
      END { for (r = 1; r <= NR; r++) { on = live[id[r]]; k = split(by[r], t, " "); for (i = 1; i <= k; i++) if (live[t[i]]) on = 1
        if (on) for (i = 1; i <= count[r]; i++) { c = cmd[r, i]; if (match(c, /argv\[\]=/)) { c = substr(c, RSTART + 7); sub(/ ; ignore_errors=.*/, "", c) }
          print "unit\t" id[r] "\t" (user[r] == "" ? "root" : user[r]) "\t" (by[r] == "" ? "" : by[r] " ") id[r] "\t" c } } }'
}
user_units() {
  for wanted in /etc/systemd/user/*.wants/* /root/.config/systemd/user/*.wants/* /home/*/.config/systemd/user/*.wants/*; do
    [ -e "$wanted" ] || continue
    case $wanted in /home/*) who=${wanted#/home/}; who=${who%%/*} ;; *) who=root ;; esac
    name=${wanted##*/}; base=${wanted%/*/*}
    case $name in
      *.service) file=$wanted ;;
      *.timer|*.path|*.socket)
        service=$(sed -n 's/^Unit=//p' "$wanted" | head -n 1); service=${service:-${name%.*}.service}
        file=$base/$service; [ -e "$file" ] || file=/usr/lib/systemd/user/$service ;;
      *) continue ;;
    esac
    sed -n "s|^ExecStart[A-Za-z]*=|user unit$tab$wanted$tab$who$tab$name$tab|p" "$file" 2>/dev/null
  done
}
cut='function cut(n,   i) { gsub(/\t/, " "); for (i = 1; i <= n; i++) sub(/^ *[^ ]+ */, "") }
'
cron() {
  for file in /etc/crontab /etc/cron.d/*; do
    case ${file##*/} in *[!A-Za-z0-9_-]*) continue ;; esac
    if [ -f "$file" ]; then awk -v OFS="$tab" "$cut"'!/^[ \t]*(#|$)/ && !/^[ \t]*[A-Za-z_]+[ \t]*=/ { n = $1 ~ /^@/ ? 2 : 6; u = $n; cut(n); print "cron", FILENAME ":" FNR, u, "", $0 }' "$file"; fi
  done
  for file in /var/spool/cron/crontabs/*; do
    if [ -f "$file" ]; then awk -v OFS="$tab" "$cut"'!/^[ \t]*(#|$)/ && !/^[ \t]*[A-Za-z_]+[ \t]*=/ { cut($1 ~ /^@/ ? 1 : 5); u = FILENAME; sub(/.*\//, "", u); print "cron", FILENAME ":" FNR, u, "", $0 }' "$file"; fi
  done
  if [ -f /etc/anacrontab ]; then awk -v OFS="$tab" "$cut"'/^[@0-9]/ { cut(3); print "cron", FILENAME ":" FNR, "root", "", $0 }' /etc/anacrontab; fi
  for file in /etc/cron.hourly/* /etc/cron.daily/* /etc/cron.weekly/* /etc/cron.monthly/*; do
    case ${file##*/} in *[!A-Za-z0-9_-]*) continue ;; esac
    if [ -x "$file" ]; then printf 'cron\t%s\troot\t\t%s\n' "$file" "$file"; fi
  done
  for file in /var/spool/cron/atjobs/*; do
    if [ -f "$file" ]; then awk -v OFS="$tab" '/^cd /{ on = 1 } on { print "at", FILENAME, "", "", $0 }' "$file"; fi
  done
}
tools='
  function base(t) { sub(/.*\//, "", t); return t }
  function judge(origin, where, who, unit, line,   n, t, i, b, tool, hosts, plain, far, verb, h) {
    gsub(/[ \t"\047`;|&()<>,={}]+/, " ", line); n = split(line, t, " "); tool = ""; hosts = ""; far = verb = plain = 0
    for (i = 1; i <= n; i++) {
      if (t[i] ~ /^#/) break
      b = base(t[i]); sub(/^\[/, "", b); sub(/\]$/, "", b)
      if (b ~ /^(syncthing|unison(-[a-z0-9.]+)?|mutagen(-agent)?|lsyncd|sshfs|rslsync|osync|csync2|nfsd|rpc\.nfsd|rpc\.mountd|ganesha\.nfsd|unfsd|smbd|ksmbd|ksmbd\.mountd)$/) { tool = b; verb = 1 }
      else if (b ~ /^(rsync|scp|sftp|rclone|git)$/ && tool == "") tool = b
      else if (b == "ssh") plain += 1
      else if (b ~ /^(tar|cpio)$/) plain += 2
      if (tool == "rsync" && t[i] == "--daemon") verb = 1
      if (tool == "rclone" && t[i] ~ /^(serve|sync|copy|copyto|move|bisync|mount|nfsmount)$/) verb = 1
      if (tool == "git" && t[i] == "daemon") verb = 1
      if (tool != "git" && t[i] ~ /^((rsync|ssh|sftp|socket):\/\/|([A-Za-z0-9_.-]+@)?\[?[A-Za-z0-9_.-]+\]?::?[^\/:0-9]|([A-Za-z0-9_.-]+@)?[A-Za-z0-9_.-]*[A-Za-z][A-Za-z0-9_.-]*:|([A-Za-z0-9_.-]+@)?[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+:)/ && t[i] !~ /^(https?|file|unix):/) {
        h = t[i]; sub(/^[a-z]+:\/\//, "", h); sub(/[:\/].*/, "", h); sub(/.*@/, "", h); hosts = hosts (hosts == "" ? "" : ",") h; far = 1 }
    }
    if (tool == "" && plain == 3) { tool = "tar over ssh"; verb = 1; for (i = 1; i < n; i++) if (base(t[i]) == "ssh") { while (++i < n && t[i] ~ /^-/); h = t[i]; sub(/.*@/, "", h); hosts = h } }
    if (tool != "" && (verb || far)) print "J\t" origin "\t" where "\t" who "\t" unit "\t" tool "\t" hosts
  }
  function follow(origin, where, who, unit, line,   n, t, i, file, first, l) {
    n = split(line, t, /[ \t"\047;|&()]+/)
    for (i = 1; i <= n && i <= 12; i++) if (t[i] ~ /^[@+!:-]*\// && t[i] !~ /^[@+!:-]*\/(usr\/(s?bin|lib)|s?bin|lib|proc|dev|sys)\//) {
      file = t[i]; sub(/^[@+!:-]+/, "", file); if (file in read) continue; read[file] = 1
      if (system("test -f \047" file "\047 && test -r \047" file "\047")) continue
      if ((getline first < file) > 0 && first ~ /^#!/) while ((getline l < file) > 0) judge(origin, where, who, unit, l)
      close(file)
    }
  }'
{ units; user_units; cron; } | awk -F '\t' "$tools"'
  { judge($1, $2, $3, $4, $5); split("", read); follow($1, $2, $3, $4, $5) }' | sort -u
ps -eww -o pid= -o ppid= -o user:32= -o unit:80= -o uunit:80= -o args= | awk -v self=$$ "$tools"'
  { pid = $1; up[pid] = $2; who[pid] = $3; unit[pid] = $5 != "-" ? $5 : $4 == "-" ? "" : $4; $1 = $2 = $3 = $4 = $5 = ""; sub(/^ +/, ""); args[pid] = $0; n++ }
  END {
    # what runs under the same login is a probe that is asked beside this one
    while (up[self] > 1 && args[up[self]] ~ /^(sshd|sudo)/ && args[up[self]] !~ /\[listener\]/) self = up[self]
    while (("ss -Hatnp 2>/dev/null" | getline l) > 0) {
      split(l, f, " "); port = f[4]; sub(/.*:/, "", port); peer = f[5]; sub(/:[0-9]+$/, "", peer); gsub(/[][]|::ffff:/, "", peer)
      if (f[1] == "LISTEN" && port ~ /^(139|445|873|2049|9418|20048|22000)$/) print "P\t" port "\t" (match(l, /\(\("[^"]+/) ? substr(l, RSTART + 3, RLENGTH - 3) : "-")
      if (f[1] == "ESTAB" && port == 22) while (match(l, /pid=[0-9]+/)) { client[substr(l, RSTART + 4, RLENGTH - 4)] = peer; l = substr(l, RSTART + RLENGTH) }
    }
    for (pid in args) {
      for (p = pid; p > 1 && p != self; p = up[p]);
      if (p == self) continue
      if (args[pid] ~ /sftp-server|internal-sftp|rsync --server|scp (-[a-z]+ )*-[tf]/) {
        for (p = pid; p > 1 && !(p in client); p = up[p]);
        if (p in client) { c = args[pid]; sub(/ .*/, "", c); print "F\t" client[p] "\t" base(c); continue }
      }
      judge("process", pid, who[pid], unit[pid], args[pid])
      if (args[pid] ~ /^[^ ]*(sh|bash|dash|python3?|perl|node)( |$)/) { split("", read); follow("process", pid, who[pid], unit[pid], args[pid]) }
    }
    print "W\t" n
  }' | sort -u
for file in /etc/exports /etc/exports.d/*.exports; do
  if [ -f "$file" ]; then awk '!/^[ \t]*(#|$)/ { print "E\tnfs\t" $1 "\t" FILENAME }' "$file"; fi
done
if [ -f /etc/samba/smb.conf ]; then
  awk 'function tell() { if (path != "" && on && s !~ /^(global|printers|print\$)$/) print "E\tsmb\t" s " (" path ")\t" FILENAME; path = ""; on = 1 }
    /^[ \t]*\[/ { tell(); s = $0; gsub(/^[ \t]*\[|\].*$/, "", s) } /^[ \t]*path[ \t]*=/ { path = $0; sub(/^[^=]*=[ \t]*/, "", path) }
    /^[ \t]*available[ \t]*=[ \t]*(no|false|0)/ { on = 0 } END { tell() }' /etc/samba/smb.conf
fi
for file in /var/lib/samba/usershares/*; do
  if [ -f "$file" ]; then printf 'E\tsmb\t%s\t%s\n' "${file##*/}" "$file"; fi
done
