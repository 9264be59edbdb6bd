#!/usr/bin/python3
"""Load for a test to balance, on the imagined hosts of a real OpenStack (MINICLOUD_STATE, see real-cloud.md).

    cloud.py heat       boots servers until pm1 is hot and the others are lukewarm
    cloud.py balanced   waits until agents have relieved pm1; prints the migrations
    cloud.py cool       deletes the servers
"""
import json
import os
import sys
import time

import openstack

STATE = os.environ.get('MINICLOUD_STATE', '/var/lib/minicloud')
PREFIX = 'installed-'
# Servers of 2 vCPUs on hosts of 8: pm1 at 0.9, with two moves at most for everybody to be below 0.7.
SERVERS = {'pm1': 4, 'pm2': 1, 'pm3': 1, 'pm4': 1}
CPU = 0.9
BOOT, BALANCE = 180, 420


def cloud():
    return openstack.connect(cloud=os.environ.get('OS_CLOUD', 'minicloud'), compute_api_version='2.74')


def own(nova):
    return [s for s in nova.servers(all_projects=True) if s.name.startswith(PREFIX)]


def wait(what, seconds, done):
    end = time.time() + seconds
    while not done():
        if time.time() > end:
            sys.exit('cloud.py: no %s after %d s' % (what, seconds))
        time.sleep(1)


def loads():
    values = {}
    for host in SERVERS:
        with open(os.path.join(STATE, 'hv', host + '.json')) as truth:
            values[host] = round(json.load(truth)['cpu_util'], 2)
    return values


def heat(nova, images):
    flavor, image = nova.find_flavor('m1.small').id, images.find_image('tiny').id
    for host, count in SERVERS.items():
        for number in range(count):
            server = nova.create_server(name='%s%s-%d' % (PREFIX, host, number), flavor_id=flavor, image_id=image,
                                        networks='none', availability_zone='nova:' + host)
            with open(os.path.join(STATE, 'load', server.id + '.json'), 'w') as load:
                json.dump({'cpu': CPU, 'memory_used_mb': 200}, load)
    wait('running servers', BOOT, lambda: all(s.status == 'ACTIVE' for s in own(nova)))
    wait('hot pm1', 30, lambda: loads()['pm1'] >= 0.7)
    print('true loads', loads())


def balanced(nova):
    wait('balance, true loads %s' % loads(), BALANCE, lambda: max(loads().values()) < 0.7)
    wait('rest', 120, lambda: all(s.status == 'ACTIVE' for s in own(nova)))
    names = {server.id: server.name for server in own(nova)}
    for migration in nova.migrations():
        if migration.server_id in names:
            print(names[migration.server_id], migration.source_compute, '->', migration.dest_compute, migration.status)
    print('true loads', loads())


def cool(nova):
    for server in own(nova):
        nova.delete_server(server)
    wait('empty cloud', BOOT, lambda: not own(nova))


if __name__ == '__main__':
    if len(sys.argv) != 2 or sys.argv[1] not in ('heat', 'balanced', 'cool'):
        sys.exit(__doc__)
    it = cloud()
    {'heat': lambda nova: heat(nova, it.image), 'balanced': balanced, 'cool': cool}[sys.argv[1]](it.compute)
