# Licensed under the Apache License, Version 2.0; see LICENSE at the root of the source tree.

"""The plugin in the installed OpenStackClient, over a drover that tells what it was given."""

import json
import os
import stat
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FAKE = '''#!/usr/bin/python3
import json, os, sys
said = os.environ['SAID']
with open(said, 'w') as out:
    json.dump({'argv': sys.argv[1:], 'environment': dict(os.environ)}, out)
sys.stdout.write(os.environ.get('PRINTS', ''))
sys.stderr.write(os.environ.get('COMPLAINS', ''))
sys.exit(int(os.environ.get('ENDS', '0')))
'''
ROWS = [
    {'host': 'pm1', 'load': 0.9, 'lock': None, 'migrating': [{'server': 's', 'progress': 0.5}], 'advice': None},
    {'host': 'pm2', 'load': 0.25, 'lock': 'a/b', 'migrating': [], 'advice': {'server': 's', 'destination': 'pm3'}},
]


class CommandTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        laid_out = tempfile.TemporaryDirectory()
        cls.addClassCleanup(laid_out.cleanup)
        cls.plugin = laid_out.name
        subprocess.run([os.path.join(ROOT, 'egg-info'), laid_out.name], check=True)

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.fake = os.path.join(self.directory, 'drover')
        with open(self.fake, 'w') as out:
            out.write(FAKE)
        os.chmod(self.fake, stat.S_IRWXU)
        with open(os.path.join(self.directory, 'clouds.yaml'), 'w') as out:
            out.write(
                'clouds:\n  prod:\n    auth: {auth_url: "http://keystone:5000", username: u, password: "p w",'
                ' project_name: service, user_domain_name: Default, project_domain_name: Default}\n'
                '    region_name: RegionOne\n    interface: internal\n'
            )

    def openstack(self, *arguments, prints='', ends=0, complains='', **environment):
        self.said = os.path.join(self.directory, 'said')
        surroundings = {
            'PATH': os.environ['PATH'],
            'HOME': self.directory,
            'PYTHONPATH': self.plugin,
            'SAID': self.said,
            'PRINTS': prints,
            'ENDS': str(ends),
            'COMPLAINS': complains,
            'LANG': 'C.UTF-8',
        }
        surroundings.update(environment)
        command = ['/usr/bin/openstack', '--os-drover-command', self.fake] + list(arguments)
        return subprocess.run(
            command, cwd=self.directory, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def given(self):
        with open(self.said) as text:
            return json.load(text)

    def test_the_client_formats_what_drover_says(self):
        ended = self.openstack('drover', 'status', '-f', 'json', prints=json.dumps(ROWS))
        self.assertEqual((0, ROWS), (ended.returncode, json.loads(ended.stdout)), ended.stderr)
        self.assertEqual(['status', '-f', 'json'], self.given()['argv'])
        ended = self.openstack(
            'drover', 'status', '-f', 'value', '-c', 'host', '-c', 'lock', '--sort-column', 'load', prints=json.dumps(ROWS)
        )
        self.assertEqual('pm2 a/b\npm1 \n', ended.stdout, ended.stderr)

    def test_the_chosen_cloud_wins_over_drovers_own_and_secrets_are_no_arguments(self):
        ended = self.openstack('--os-cloud', 'prod', 'drover', 'audit', '--since', '2h', '--strict', prints='[]')
        self.assertEqual(0, ended.returncode, ended.stderr)
        given = self.given()
        self.assertEqual(['audit', '--since', '2h', '--strict', '-f', 'json'], given['argv'])
        environment = given['environment']
        self.assertEqual('p w', environment['OS_PASSWORD'])
        self.assertEqual('internal', environment['OS_INTERFACE'])
        self.assertEqual('RegionOne', environment['OS_REGION_NAME'])
        self.assertEqual('', environment['DROVER_OPENSTACK_CLOUD'])
        self.assertNotIn('OS_CLOUD', environment)

    def test_without_a_cloud_drover_takes_its_own(self):
        self.openstack('drover', 'plan', prints='{"moves": [], "refused": []}')
        self.assertNotIn('DROVER_OPENSTACK_CLOUD', self.given()['environment'])

    def test_a_failure_with_rows_shows_them_and_fails(self):
        rows = [{'Check': 'broker', 'Result': 'FAILED'}]
        ended = self.openstack('drover', 'health', '-f', 'csv', prints=json.dumps(rows), ends=1)
        self.assertEqual((1, '"Check","Result"\n"broker","FAILED"\n'), (ended.returncode, ended.stdout))

    def test_a_failure_without_rows_is_drovers_sentence(self):
        ended = self.openstack('drover', 'pause', '--group', 'g', ends=1, complains='drover: no agent answered\n')
        self.assertEqual((1, '', 'drover: no agent answered\n'), (ended.returncode, ended.stdout, ended.stderr))
        self.assertEqual(['pause', '--group', 'g', '-f', 'json'], self.given()['argv'])

    def test_a_drover_that_is_not_there_is_one_sentence(self):
        os.remove(self.fake)
        ended = self.openstack('drover', 'status')
        self.assertEqual(1, ended.returncode)
        self.assertEqual('%s cannot be run: No such file or directory\n' % self.fake, ended.stderr)

    def test_plan_shows_moves_or_what_stays(self):
        plan = json.dumps({'moves': [{'server': 'a'}], 'refused': [{'server': 'b', 'reason': 'locked'}], 'before': {}})
        self.assertEqual('a\n', self.openstack('drover', 'plan', '-f', 'value', prints=plan).stdout)
        self.assertEqual('b locked\n', self.openstack('drover', 'plan', '--refused', '-f', 'value', prints=plan).stdout)

    def test_advice_is_that_of_hosts_that_have_one(self):
        ended = self.openstack('drover', 'advice', '-f', 'value', prints=json.dumps(ROWS))
        self.assertEqual('pm2 s pm3\n', ended.stdout)

    def test_advice_is_listed_shown_and_approved_by_its_id(self):
        row = {'id': 'pm1/k/4', 'state': 'open'}
        ended = self.openstack('drover', 'advice', 'list', '--all', '-f', 'value', prints=json.dumps([row]))
        self.assertEqual('pm1/k/4 open\n', ended.stdout)
        self.assertEqual(['advice', 'list', '--all', '-f', 'json'], self.given()['argv'])
        ended = self.openstack('drover', 'advice', 'show', 'pm1/k/4', '-f', 'value', prints=json.dumps(row))
        self.assertEqual('pm1/k/4 open\n', ended.stdout)
        self.openstack('drover', 'advice', 'approve', 'a', 'b', '--wait', '--reason', 'now', prints='[]')
        self.assertEqual(
            ['advice', 'approve', '--reason', 'now', '--wait', 'a', 'b', '-f', 'json'], self.given()['argv'])
        ended = self.openstack('drover', 'advice', 'reject', 'a', ends=1, complains='drover: a: it is over\n')
        self.assertEqual((1, 'drover: a: it is over\n'), (ended.returncode, ended.stderr))

    def test_hosts_and_flags_are_passed_on(self):
        self.openstack('drover', 'drain', 'pm1', 'pm2', '--wait', '--timeout', '2h', prints='[]')
        self.assertEqual(['drain', '--timeout', '2h', '--wait', 'pm1', 'pm2', '-f', 'json'], self.given()['argv'])
        self.openstack('--os-drover-config-file', 'f.conf', 'drover', 'undrain', 'pm1', prints='[]')
        self.assertEqual(['undrain', 'pm1', '-f', 'json', '--config-file', 'f.conf'], self.given()['argv'])

    def test_a_new_server_and_a_drain_that_is_only_tried(self):
        rows = '[{"host": "pm2", "takes": true, "loadAfter": 0.4}, {"host": "pm1", "takes": false, "loadAfter": 0.9}]'
        ended = self.openstack('drover', 'place', '--vcpus', '2', '--memory', '64', '-f', 'value', '-c', 'host', prints=rows)
        self.assertEqual('pm2\n', ended.stdout)
        self.assertEqual(['place', '--vcpus', '2', '--memory', '64', '-f', 'json'], self.given()['argv'])
        tried = (
            '{"fits": false, "moves": [{"server": "s1", "source": "pm1", "destination": "pm2"}],'
            ' "stays": [{"server": "s2", "reason": "is locked"}], "shortages": []}'
        )
        ended = self.openstack(
            'drover', 'drain', '--dry-run', 'pm1', '-f', 'value', '-c', 'action', '-c', 'server', prints=tried, ends=1
        )
        self.assertEqual('move s1\nstay s2\n', ended.stdout)
        self.assertEqual(1, ended.returncode)
        self.assertEqual(['drain', '--dry-run', 'pm1', '-f', 'json'], self.given()['argv'])
        self.openstack('drover', 'undrain', '--return', 'pm1', prints='[]')
        self.assertEqual(['undrain', '--return', 'pm1', '-f', 'json'], self.given()['argv'])

    def test_the_shell_completes_every_command(self):
        ended = self.openstack('complete')
        line = [line for line in ended.stdout.splitlines() if line.strip().startswith('cmds_drover=')]
        self.assertEqual(1, len(line), ended.stdout[-300:] + ended.stderr)
        for word in 'advice audit drain health pause place plan resume status undrain'.split():
            self.assertIn(word, line[0].split("'")[1].split())


if __name__ == '__main__':
    unittest.main(argv=sys.argv)
