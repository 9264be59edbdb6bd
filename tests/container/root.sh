# Sourced by the scripts beside it: the image's root in a mount namespace of this script, read-only but for its volumes.
# shellcheck shell=bash
here=$(dirname "$(readlink -f "$0")")
top=$here/../..
uid=42499
passed=0

skip() { echo "SKIPPED: tests/container/$(basename "$0"): $1"; exit 0; }
[ "$(id -u)" = 0 ] || skip 'a chroot needs root'
for command in mmdebstrap unshare java; do
    command -v "$command" >/dev/null || skip "there is no $command"
done
if [ -z "${INSIDE:-}" ]; then
    "$top/etc/debian/mirror" >/dev/null
    lists=$(ls /var/lib/apt/lists)
    [ "${KEEP:-0}" = 1 ] && [ -e "$top/etc/container/target/root.tar" ] || "$top/etc/container/build" --root-only
    [ "$lists" = "$(ls /var/lib/apt/lists)" ] || { echo "FAILED: the build leaves this machine's apt alone" >&2; exit 1; }
    INSIDE=1 exec unshare --mount --propagation private "$0"
fi

work=$(mktemp -d)
root=$work/root
volumes='run tmp var/lib/drover etc/drover var/log/kolla/drover'
running=()
finish() {
    for pid in "${running[@]}"; do kill -CONT "$pid" 2>/dev/null || true; kill "$pid" 2>/dev/null || true; done
    wait || true
    umount -R "$root" 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap finish EXIT

check() { # WHAT COMMAND...
    local what=$1
    shift
    "$@" || { echo "FAILED: $what" >&2; tail -n 5 "$work"/*.log >&2; exit 1; }
    passed=$((passed + 1))
    echo "ok: $what"
}
soon() { # SECONDS COMMAND...: until it succeeds
    local end=$((SECONDS + $1))
    shift
    until "$@"; do [ "$SECONDS" -lt "$end" ] || return 1; sleep 1; done
}
fails() { ! "$@"; }

inside() { chroot --userspec=$uid:$uid --groups=42400 "$root" env -i PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 "$@"; }

config_json() { # WORD: what kolla has a container of that command do
    cat <<END
{
    "command": "drover $1",
    "config_files": [
        {"source": "/var/lib/kolla/config_files/drover.conf", "dest": "/etc/drover/drover.conf", "owner": "drover", "perm": "0600"}
    ],
    "permissions": [{"path": "/var/log/kolla/drover", "owner": "drover:kolla", "recurse": true}]
}
END
}
give_volumes() {
    local volume
    for volume in $volumes; do
        mount -t tmpfs -o "uid=$uid,gid=$uid,mode=0750" volume "$root/$volume"
    done
}

mkdir "$root"
mount -t tmpfs -o mode=0755 image "$root"
tar -C "$root" -xpf "$top/etc/container/target/root.tar" --exclude='./dev/*'
mkdir -p "$root/host/proc" "$root/host/cgroup"
mount --bind /proc "$root/proc"
mount --rbind /dev "$root/dev"
