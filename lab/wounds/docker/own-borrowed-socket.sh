#!/bin/sh
# of: docker.own-daemon
# red: docker.own-daemon docker.no-host-socket docker.no-tcp isolation.no-shared-mounts docker.runs
# kind: mind
# on: node
# says: a socket of the node answers, brought in while the container ran
# stays: docker.own-daemon docker.no-tcp
set -eu
setsid -f python3 - "$LAB/node-docker.sock" >/dev/null 2>&1 <<'PY'
import http.server, json, os, socketserver, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps({"Name": "agents", "ID": "NODE", "DockerRootDir": "/var/lib/docker"}).encode()
        self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
    def address_string(self): return "unix"
    def log_message(self, *words): pass
if os.path.exists(sys.argv[1]): os.unlink(sys.argv[1])
server = socketserver.ThreadingUnixStreamServer(sys.argv[1], Answer)
os.chmod(sys.argv[1], 0o666)
server.timeout = 900
server.serve_forever()
PY
for i in $(seq 50); do test -S "$LAB/node-docker.sock" && break; sleep 0.1; done
lab-exec agents sh -c 'systemctl stop docker.service docker.socket; rm -f /run/docker.sock; touch /run/docker.sock'
lab-attach agents "$LAB/node-docker.sock" /run/docker.sock
