# Run one container from an image made here, without network, and leave nothing: "worked <words>" or "failed <reason>".
# The image is one static program, or echo with its libraries. What a killed predecessor left is removed first.
set -u
command -v docker >/dev/null || { echo "the docker client is not installed" >&2; exit 1; }
unset DOCKER_HOST DOCKER_CONTEXT
d() { timeout 10 docker --host unix:///run/docker.sock "$@"; }
gone() { [ "$1" = "$$" ] || ! kill -0 "$1" 2>/dev/null; }
sweep() {
  for left in $(d ps -a --filter label=adr023.drill --format '{{.Names}}' 2>/dev/null); do gone "${left##*-}" && d rm -f "$left" >/dev/null 2>&1; done
  for left in $(d images --format '{{.Repository}}:{{.Tag}}' adr023-drill 2>/dev/null); do gone "${left##*:}" && d rmi -f "$left" >/dev/null 2>&1; done
  for left in /tmp/adr023-drill.*; do owner=${left#*drill.}; if gone "${owner%%.*}"; then rm -rf "$left"; fi; done
}
name=adr023-drill-$$ image=adr023-drill:$$ mark=adr023-$$-$(date +%s)
tidy() { d rm -f "$name" >/dev/null 2>&1; d rmi -f "$image" >/dev/null 2>&1; rm -rf "$work"; }
if ! said=$(d version --format '{{.Server.Version}}' 2>&1); then echo "failed to reach the daemon: $(printf '%s' "$said" | tail -n 1 | cut -c 1-300)"; exit 0; fi
sweep
work=$(mktemp -d /tmp/adr023-drill.$$.XXXXXX) || exit 1
trap tidy EXIT
trap 'exit 1' HUP INT TERM
if busybox=$(command -v busybox) && ! ldd "$busybox" >/dev/null 2>&1; then
  mkdir "$work/bin" && cp "$busybox" "$work/bin/echo" && parts=bin
  pack() { tar -C "$work" -cf - bin; }
else
  echo=$(readlink -f "$(command -v echo || echo /bin/echo)")
  pack() { tar -C / -chf - --transform "s#^${echo#/}\$#bin/echo#" "${echo#/}" $(ldd "$echo" | grep -o '/[^ ]*' | sed 's#^/##'); }
fi
if ! said=$(pack 2>/dev/null | d import - "$image" 2>&1); then echo "failed import: $(printf '%s' "$said" | tail -n 1 | cut -c 1-300)"; exit 0; fi
said=$(d run --rm --name "$name" --label adr023.drill=1 --network none --pull never "$image" /bin/echo "$mark" 2>&1)
if [ "$(printf '%s\n' "$said" | tail -n 1)" != "$mark" ]; then echo "failed run: $(printf '%s' "$said" | tail -n 1 | cut -c 1-300)"; exit 0; fi
if [ -n "$(d ps -aq --filter "name=^$name\$")" ]; then echo "failed removal: the container is still there"; exit 0; fi
echo "worked a container printed and was removed"
