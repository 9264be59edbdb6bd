# Licensed under the Apache License, Version 2.0; see LICENSE at the root of the source tree.

"""Runs the drover program with the cloud that OpenStackClient has chosen."""

import json
import os
import subprocess

# The options of [openstack] in drover.conf. They would win over the chosen cloud, so they are emptied.
OPTIONS = (
    'cloud',
    'auth_url',
    'username',
    'password',
    'project_name',
    'user_domain_name',
    'user_domain_id',
    'project_domain_name',
    'project_domain_id',
    'application_credential_id',
    'application_credential_secret',
    'region_name',
    'interface',
    'cafile',
)
# Beside what is under 'auth'.
KEYS = ('auth_type', 'region_name', 'interface', 'cacert', 'verify')


class Failed(Exception):
    """drover has said why on stderr."""

    def __init__(self, status):
        super().__init__('drover ended with status %s' % status)
        self.status = status


class Drover:
    def __init__(self, command='drover', config_file=None, cloud=None):
        """:param cloud: the resolved configuration of a cloud, a dict as openstacksdk has it; None: drover's own"""
        self.command = command
        self.config_file = config_file
        self.cloud = cloud or {}

    def environment(self):
        """Secrets go by the environment, which only the same user can read, never by arguments."""
        environment = dict(os.environ)
        auth = self.cloud.get('auth') or {}
        if not auth.get('auth_url'):
            return environment
        for name in list(environment):
            if name.startswith('OS_'):
                del environment[name]
        for option in OPTIONS:
            environment['DROVER_OPENSTACK_' + option.upper()] = ''
        chosen = {key: self.cloud.get(key) for key in KEYS}
        chosen.update(auth)
        for key, value in chosen.items():
            if value is not None and value != '':
                environment['OS_' + key.upper().replace('-', '_')] = str(value)
        return environment

    def run(self, arguments):
        """:returns: the exit status and what was printed as JSON; None: nothing was"""
        command = [self.command] + arguments + ['-f', 'json']
        if self.config_file:
            command += ['--config-file', self.config_file]
        try:
            ended = subprocess.run(command, stdout=subprocess.PIPE, env=self.environment())
        except OSError as e:
            raise RuntimeError('%s cannot be run: %s' % (self.command, e.strerror)) from e
        text = ended.stdout.decode('utf-8', 'replace')
        if not text.strip():
            return ended.returncode, None
        try:
            return ended.returncode, json.loads(text)
        except ValueError as e:
            raise RuntimeError('%s printed no JSON: is it Drover?' % self.command) from e
