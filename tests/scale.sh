#!/bin/sh
# How the cost of simulating a fleet grows with its size: a row per run, for doc/benchmarks.md. Takes minutes; one core.
#   mvn -B -DskipTests package && sh tests/scale.sh [SCOPE ...]      default: all group sample:4
#   HOSTS='4 100' sh tests/scale.sh                                  default: 4 100 1000 10000, with scope all to 1000
set -eu
cd "$(dirname -- "$0")/.."

printf 'scope hosts cpu_s attempts messages messages_an_attempt kb_an_attempt migrations performance_end hotspot_s rss_kb\n'
for scope in "${@:-all group sample:4}"; do
    for each in $scope; do
        for hosts in ${HOSTS:-4 100 1000 10000}; do
            if [ "$each" = all ] && [ "$hosts" -gt 1000 ]; then continue; fi
            row=$(taskset -c 0 /usr/bin/time -o target/scale.rss -f %M java -XX:+UseSerialGC -Xmn64m -Xmx8g \
                -cp tests/target/test-classes:decision-engine/target/classes io.drover.benchmark.ScaleBenchmark "$hosts" "$each")
            echo "$row $(cat target/scale.rss)"
        done
    done
done
