#!/bin/sh
# Gives each agent a user of its own in RabbitMQ, that may do what an agent does and nothing else:
#   - hear what is for its host, for groups and for the fleet, in a queue that bears its name;
#   - publish to the fleet's exchange, signed with its own name (RabbitMQ refuses any other user-id);
#   - neither declare nor delete the exchange, which this script declares.
# Run once on a node of the cluster, as a user that may run rabbitmqctl, and again for further hosts.
#
#   drover-users.sh [-p VHOST] [-x EXCHANGE] [-m NAME]... [-e] DIRECTORY HOST...
#
# For each HOST, and each NAME of a measurement point or command, there is a user drover-NAME afterwards. Its password is
# in DIRECTORY/drover-NAME, which nobody else may read: made if it is not there, kept if it is. To change it, delete the
# file and run this again. With -e users have no password and log in with their certificate only, whose CN is their name.
# A user is never deleted: rabbitmqctl delete_user drover-NAME.
set -eu
umask 077

fail() {
    echo "drover-users.sh: $1" >&2
    exit 2
}

plain() { # TEXT: nothing that would need escaping in JSON or in a regular expression, but dots
    case $1 in
    '' | *[!A-Za-z0-9._-]*) fail "a name may hold letters, digits, dots, - and _ only: $1" ;;
    esac
}

vhost=/ exchange=drover points='' external=
while getopts p:x:m:e option; do
    case $option in
    p) vhost=$OPTARG ;;
    x) exchange=$OPTARG ;;
    m) points="$points $OPTARG" ;;
    e) external=1 ;;
    *) fail 'usage: drover-users.sh [-p VHOST] [-x EXCHANGE] [-m NAME]... [-e] DIRECTORY HOST...' ;;
    esac
done
shift $((OPTIND - 1))
[ $# -ge 1 ] || fail 'usage: drover-users.sh [-p VHOST] [-x EXCHANGE] [-m NAME]... [-e] DIRECTORY HOST...'
directory=$1
shift
[ $# -ge 1 ] || [ -n "$points" ] || fail 'no host is named'
[ "$vhost" = / ] || plain "$vhost"
plain "$exchange"
for name in "$@" $points; do plain "$name"; done

escaped() { # TEXT: as a regular expression within JSON
    printf %s "$1" | sed 's/\./\\\\./g'
}

hash() { # NAME: of its password, as RabbitMQ keeps it
    [ -z "$external" ] || return 0
    file=$directory/drover-$1
    [ -s "$file" ] || openssl rand -hex 32 >"$file"
    salt=$(openssl rand -base64 3)
    {
        printf %s "$salt"
        printf %s%s "$salt" "$(cat "$file")" | openssl dgst -sha256 -binary
    } | openssl base64 -A
}

add() { # LIST JSON
    eval "$1=\${$1:+\$$1,}\$2"
}

allow() { # NAME QUEUE KEYS: a user, its queue (a regular expression), the routing keys that it may listen to
    where="\"user\": \"drover-$1\", \"vhost\": \"$vhost\""
    own="$(escaped "$exchange")\\\\.$2"
    both="^($(escaped "$exchange")|$own)\$"
    add users "{\"name\": \"drover-$1\", \"tags\": \"\", \"hashing_algorithm\": \"rabbit_password_hashing_sha256\",
        \"password_hash\": \"$(hash "$1")\"}"
    add permissions "{$where, \"configure\": \"^$own\$\", \"write\": \"$both\", \"read\": \"$both\"}"
    add topics "{$where, \"exchange\": \"$exchange\",
        \"write\": \"^(host\\\\..+|group\\\\..+|fleet|measure)\$\", \"read\": \"$3\"}"
}

users='' permissions='' topics=''
mkdir -p "$directory"
for host in "$@"; do
    allow "$host" "agent\\\\.$(escaped "$host")" "^(host\\\\.$(escaped "$host")|group\\\\.[^*#]+|fleet)\$"
done
for point in $points; do
    allow "$point" '(measure|visitor)\\.[0-9a-f-]+' "^(host\\\\.$(escaped "$point")|measure)\$"
done

# One import instead of many commands: it is quick, it is the same when repeated, and no password is an argument. From a
# file, since RabbitMQ 4.0 waits for ever for a standard input; Debian's rabbitmqctl reads it as the user rabbitmq.
definitions=$(mktemp)
trap 'rm -f "$definitions"' EXIT
cat >"$definitions" <<JSON
{
    "vhosts": [{"name": "$vhost"}],
    "exchanges": [{"name": "$exchange", "vhost": "$vhost", "type": "topic", "durable": true,
        "auto_delete": false, "internal": false, "arguments": {}}],
    "users": [$users],
    "permissions": [$permissions],
    "topic_permissions": [$topics]
}
JSON
if [ "$(id -u)" = 0 ] && id rabbitmq >/dev/null 2>&1; then chown rabbitmq "$definitions"; fi
rabbitmqctl --quiet import_definitions "$definitions"
