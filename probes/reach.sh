# Opens a TCP connection and closes it. Wants $host $port. Prints "reached" or "not reached".
if command -v bash >/dev/null; then
  timeout 4 bash -c ': < "/dev/tcp/$0/$1"' "$host" "$port" 2>/dev/null && echo reached || echo "not reached"
else
  timeout 4 python3 -I -c 'import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 4)' "$host" "$port" 2>/dev/null && echo reached || echo "not reached"
fi
