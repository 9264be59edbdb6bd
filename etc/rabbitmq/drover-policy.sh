#!/bin/sh
# Bounds the queues of Drover's agents, so that an agent that hangs cannot fill the broker's memory.
# Run once on any node of the RabbitMQ cluster, as a user that may run rabbitmqctl.
#
#   drover-policy.sh [VHOST [EXCHANGE]]      (default: / drover, as in drover.conf)
set -eu

vhost=${1:-/}
exchange=${2:-drover}

# What is oldest is worth least: messages carry their own expiration, and a new one supersedes an old one.
case $exchange in
*[!A-Za-z0-9_-]*)
    echo "drover-policy.sh: the exchange's name may hold letters, digits, - and _ only" >&2
    exit 2
    ;;
esac

rabbitmqctl set_policy --vhost "$vhost" --apply-to queues --priority 10 \
    "$exchange-queues" "^$exchange\\." \
    '{"max-length": 5000, "max-length-bytes": 16777216, "overflow": "drop-head"}'
