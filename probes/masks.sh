# Lets names through and keeps values back: a value leaves the host as its kind only. Every line comes out behind "$1".
#   <empty>   <true> 1 true yes on   <false> 0 false no off   <official> https://api.anthropic.com   <set> anything else
KIND='
function kind(v) {
  if (v == "") return "<empty>"
  v = tolower(v)
  if (v ~ /^(1|true|yes|on)$/) return "<true>"
  if (v ~ /^(0|false|no|off)$/) return "<false>"
  if (v ~ /^https:\/\/api\.anthropic\.com(:443)?(\/|$)/) return "<official>"
  return "<set>"
}
function pair(word,  at) { at = index(word, "="); return at ? " " substr(word, 1, at - 1) "=" kind(substr(word, at + 1)) : "" }
# the words of a systemd list: quotes and backslashes count anywhere in a word
function words(text,  out, word, quote, begun, i, c) {
  for (i = 1; i <= length(text); i++) {
    c = substr(text, i, 1)
    if (c == "\\") { i++; word = word substr(text, i, 1); begun = 1 }
    else if (quote != "") { if (c == quote) quote = ""; else word = word c }
    else if (c == "\"" || c == "\047") { quote = c; begun = 1 }
    else if (c != " " && c != "\t") { word = word c; begun = 1 }
    else if (begun) { out = out pair(word); word = ""; begun = 0 }
  }
  return begun ? out pair(word) : out
}
# any text: NAME=value keeps its name, and what looks like a token is gone
function veil(text,  out, word, value) {
  while (match(text, /[A-Z_][A-Z0-9_]*=("[^"]*"|\047[^\047]*\047|[^ \t"\047;]*)/)) {
    word = substr(text, RSTART, RLENGTH); value = substr(word, index(word, "=") + 1); gsub(/["\047]/, "", value)
    out = out substr(text, 1, RSTART - 1) substr(word, 1, index(word, "=")) kind(value)
    text = substr(text, RSTART + RLENGTH)
  }
  text = out text
  gsub(/sk-[A-Za-z0-9_-]+/, "<token>", text); gsub(/eyJ[A-Za-z0-9_.-]+/, "<token>", text)
  return text
}'

# NAME=value lines, as `tr '\n\0' '\001\n'` makes them of /proc/PID/environ
masked_variables() { awk -v mark="${1-}" "$KIND"' { print mark substr(pair($0), 2) }'; }

# command lines, one argument a line
masked_arguments() { awk -v mark="${1-}" "$KIND"' { print mark veil($0) }'; }

# what `systemctl show` prints
masked_properties() {
  awk -v mark="${1-}" "$KIND"'
    /^Environment=/ { print mark "Environment=" words(substr($0, 13)); next }
    { at = index($0, "="); print mark substr($0, 1, at) veil(substr($0, at + 1)) }'
}

# a unit file: logical lines, comments as a bare #
masked_unit() {
  awk -v mark="${1-}" "$KIND"'
    function show(line,  at, key, value) {
      at = index(line, "="); key = substr(line, 1, at - 1); value = substr(line, at + 1)
      gsub(/^[ \t]+|[ \t]+$/, "", key); gsub(/^[ \t]+|[ \t]+$/, "", value)
      if (line ~ /^[ \t]*\[/) print mark line
      else if (key ~ /^(Default|Manager)?Environment$/) print mark key "=" words(value)
      else if (key ~ /^(SetCredential|SetCredentialEncrypted|StandardInputText|StandardInputData)$/) print mark key "=<set>"
      else if (at) print mark key "=" veil(value)
    }
    /^[ \t]*[#;]/ { if (!open) print mark "#"; next }
    { line = open ? held " " $0 : $0; open = line ~ /\\$/ }
    open { held = substr(line, 1, length(line) - 1); next }
    { show(line) }
    END { if (open) show(held) }'
}

# an environment file of systemd or PAM: what stands before the = on lines that are no comments
masked_environment() {
  awk -v mark="${1-}" "$KIND"'
    { line = open ? held $0 : $0; open = line ~ /\\$/ && line !~ /^[ \t]*[#;]/ }
    open { held = substr(line, 1, length(line) - 1); next }
    line ~ /^[ \t]*[#;]/ || !index(line, "=") { next }
    {
      at = index(line, "="); name = substr(line, 1, at - 1); value = substr(line, at + 1)
      gsub(/^[ \t]+|[ \t]+$/, "", name); gsub(/^[ \t]+|[ \t]+$/, "", value); gsub(/^["\047]|["\047]$/, "", value)
      print mark name "=" kind(value)
    }'
}

# waits for a unit that is just starting, or between two tries, to come to rest, six seconds at most; the properties that it has then are in $shown
settled() { # unit properties
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
    shown=$(systemctl show --timestamp=us+utc -p "SubState,ExecMainStartTimestamp,$2" -- "$1") || return 1
    case $(of SubState) in
      auto-restart|start*|stop*) ;;
      running) [ $(($(date +%s) - $(date -d "$(of ExecMainStartTimestamp)" +%s))) -lt 4 ] || return 0 ;;  # /proc/uptime is the container's own under lxcfs
      *) return 0 ;;
    esac
    sleep 0.5
  done
}
# the values in $shown of properties whose name an expression of sed matches
of() { printf '%s\n' "$shown" | sed -n "s/^\($1\)=//p"; }
