# Sourced by the launchers of the source tree and of the package: sets `flags`, what the JVM of a command is told.
# Chosen by measurement: doc/footprint.md. Without retryPost a POST on a connection that died is not repeated silently:
# it may be a second live migration. Guice's own bytecode costs memory and is what newer JVMs warn of.
# shellcheck shell=sh disable=SC2034

choose_flags() {
    flags='-XX:TieredStopAtLevel=1 -Xmx512m'
    for argument; do
        case $argument in
            # An agent shares its host with the servers and is kept small.
            agent)
                flags='-XX:TieredStopAtLevel=1 -Xss256k -Xms8m -Xmn1m -Xmx32m -XX:ReservedCodeCacheSize=16m -XX:MaxMetaspaceSize=64m'
                # Most of what a start runs is run some hundred times and never again: it is not worth compiling.
                flags="$flags -XX:CompileThresholdScaling=4"
                # Without these two the JVM wakes itself five times a second to look whether there is anything to tidy.
                flags="$flags -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions"
                flags="$flags -XX:AsyncDeflationInterval=10000 -XX:GuaranteedSafepointInterval=10000"
                # Half an agent is worse than none: systemd starts a whole one.
                flags="$flags -XX:+ExitOnOutOfMemoryError"
                export MALLOC_ARENA_MAX=1
                break
                ;;
            # A large fleet lives long: the fewer collections look through it, the better. Most simulations are over before the
            # optimising compiler has paid.
            simulate)
                flags='-XX:TieredStopAtLevel=1 -Xmn64m -Xmx4g'
                break
                ;;
            # A guest for a while.
            lab | experiment | replay)
                flags='-Xmx1g'
                break
                ;;
            measure)
                flags="$flags -XX:+ExitOnOutOfMemoryError"
                break
                ;;
            plan | status | audit | health | pause | resume | drain | undrain | place | config | completion) break ;;
        esac
    done
    flags="-XX:+UseSerialGC -XX:-UsePerfData $flags -Dsun.net.http.retryPost=false -Dguice_bytecode_gen_option=DISABLED"
}
