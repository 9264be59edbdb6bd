#!/bin/sh
# How a simulation's cost grows with its fleet: a row per run, for doc/benchmarks.md. Takes minutes; one core.
#   sh tests/scale.sh [SCOPE ...]      default: all group sample:8
set -eu
drover=$(dirname -- "$0")/../bin/drover
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export DROVER_JAVA_OPTS='-XX:ActiveProcessorCount=1'

number() { sed -n "s/^ *\"$1\": \([-0-9.E]*\).*/\1/p" "$out/json" | head -n 1; }

printf 'scope hosts cpu_s wall_s rss_kb messages bytes migrations hotspot_s violations\n'
for scope in "${@:-all group sample:8}"; do
    for each in $scope; do
        for hosts in ${HOSTS:-4 100 1000 10000}; do
            if [ "$each" = all ] && [ "$hosts" -gt 1000 ]; then continue; fi
            /usr/bin/time -o "$out/time" -f '%U %S %e %M' taskset -c 0 "$drover" simulate --hosts "$hosts" \
                --servers "$((hosts * 10))" --load medium --auction-scope "$each" --groups "$((hosts / 32 + 1))" \
                --duration "${DURATION:-1h}" -f json >"$out/json"
            read -r user sys wall rss <"$out/time"
            cpu=$(echo "$user $sys" | awk '{ print $1 + $2 }')
            echo "$each $hosts $cpu $wall $rss $(number count) $(number bytes) $(number migrations)" \
                "$(number hotspotSeconds) $(number invariantViolations)"
        done
    done
done
