# Sourced by run: the agents of four hosts, as installed, under a systemd that is played here.
# shellcheck shell=bash disable=SC2154

echo '== a real OpenStack'
mkdir -p "$root/etc/openstack"
cp "$OS_CLIENT_CONFIG_FILE" "$root/etc/openstack/clouds.yaml"
url=${DROVER_TEST_TRANSPORT_URL:-rabbit://minicloud:minicloud@127.0.0.1:5672/}
# the three lines
inside sed -i -e "s|^#transport_url = .*|transport_url = $url|" -e 's|^mode = advise|mode = enforce|' \
    -e "s|^#cloud = .*|cloud = ${OS_CLOUD:-minicloud}|" /etc/drover/drover.conf
check 'the configuration is valid' inside drover config check
check 'and says no password' refuses prints minicloud:minicloud inside drover config check

# What systemd would hear of the agent of pm1.
mkdir -p "$root/run/notify"
python3 - "$root/run/notify/socket" >"$work/notified" <<'P' &
import os, socket, sys
heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
heard.bind(sys.argv[1])
os.chmod(sys.argv[1], 0o777)
while True:
    print(heard.recv(4096).decode(), flush=True)
P
running+=($!)
notified() { # WORD SECONDS
    local end=$((SECONDS + $2))
    until grep -q "$1" "$work/notified"; do [ "$SECONDS" -lt "$end" ] || return 1; sleep 0.5; done
}
agent() { # HOST VARIABLE=VALUE...: as its unit runs it, but with a state directory and settings for a test
    local host=$1
    shift
    inside install -d -o drover -g drover -m 750 "/var/lib/drover/$host"
    chroot --userspec=drover:drover "$root" env -i PATH=/usr/bin:/bin "DROVER_DEFAULT_STATE_PATH=/var/lib/drover/$host" \
        DROVER_TELEMETRY_INTERVAL=5 DROVER_TELEMETRY_SERVER_LOAD_SOURCE=diagnostics DROVER_AUCTION_QUIET=20 \
        DROVER_AUCTION_BACKOFF_LIMIT=10 "$@" drover agent --host "$host" >>"$work/$host.log" 2>&1 &
    running+=($!)
}
notified_from_start() { notified READY=1 120 && notified WATCHDOG=1 60; }

heated=1
"$here/../cloud.py" heat
while [ ! -S "$root/run/notify/socket" ]; do sleep 0.1; done
: >"$work/pm1.log"
agent pm1 "JOURNAL_STREAM=$(stat -c %d:%i "$work/pm1.log")" NOTIFY_SOCKET=/run/notify/socket WATCHDOG_USEC=20000000
first=${running[-1]}
for host in pm2 pm3 pm4; do agent "$host"; done
check 'systemd hears that the agent is ready and lives' notified_from_start
check 'its log has levels for the journal' grep -q '^<6>drover - the agent of pm1 has started' "$work/pm1.log"
check 'the agent is not root' test "$(stat -c %u "/proc/$first")" = "$(inside id -u drover)"
check 'the agents balance the cloud' "$here/../cloud.py" balanced || { tail -n 20 "$work"/pm*.log >&2; exit 1; }
awk '/VmRSS/ { print "pm1: resident", $2, $3 }' "/proc/$first/status"
kill -TERM "$first"
check 'systemd hears that it stops' notified STOPPING=1 60
for pid in "${running[@]:1}"; do kill "$pid" 2>/dev/null || true; done
for pid in "${running[@]:1}"; do wait "$pid" 2>/dev/null || true; done
kill "${running[0]}"
running=()
"$here/../cloud.py" cool
heated=
rm -rf "$root/etc/openstack" "$root/run/notify"
