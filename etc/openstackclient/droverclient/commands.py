# Licensed under the Apache License, Version 2.0; see LICENSE at the root of the source tree.

"""openstack drover ..."""

import json

from osc_lib.command import command
from osc_lib import exceptions
from osc_lib.i18n import _

from droverclient import cli

TIMEOUT = ('--timeout', {'metavar': '<time>', 'help': _('Wait so long for answers: seconds, or with s, m, h')})
GROUP = ('--group', {'metavar': '<group>', 'help': _('Only the agents of this auction group')})
HOSTS = ('hosts', {'metavar': '<host>', 'nargs': '+', 'help': _('Host as Nova names it')})


def flag(name, text):
    return name, {'action': 'store_true', 'help': text}


def value(name, metavar, text):
    return name, {'metavar': metavar, 'help': text}


class DroverCommand(command.Lister):
    """One subcommand of drover: its words, what of its arguments it takes, and its rows."""

    auth_required = False
    words = ()
    arguments = ()

    def get_parser(self, prog_name):
        parser = super().get_parser(prog_name)
        for name, how in self.arguments:
            parser.add_argument(name, **how)
        return parser

    def take_action(self, parsed_args):
        status, found = self.drover().run(list(self.words) + self.passed(parsed_args))
        if found is None and status:
            raise cli.Failed(status)
        self.status = status
        return self.table(self.rows([] if found is None else found, parsed_args), parsed_args)

    def run(self, parsed_args):
        self.status = 0
        try:
            return super().run(parsed_args) or self.status
        except cli.Failed as e:
            return e.status
        except RuntimeError as e:
            raise exceptions.CommandError(str(e))

    def drover(self):
        options = self.app.options
        cloud = self.app.client_manager._cli_options
        return cli.Drover(options.os_drover_command, options.os_drover_config_file, getattr(cloud, 'config', None))

    def passed(self, parsed_args):
        """What was typed, as drover takes it: the same names."""
        words = []
        hosts = []
        for name, how in self.arguments:
            typed = getattr(parsed_args, name.lstrip('-').replace('-', '_'))
            if not name.startswith('-'):
                hosts += typed if isinstance(typed, list) else [typed] if typed else []
            elif how.get('action') == 'store_true':
                words += [name] if typed else []
            else:
                for each in typed if isinstance(typed, list) else [] if typed is None else [typed]:
                    words += [name, each]
        return words + hosts

    def rows(self, found, parsed_args):
        return found if isinstance(found, list) else [found]

    def table(self, rows, parsed_args):
        columns = list(dict.fromkeys(key for row in rows for key in row))
        structured = parsed_args.formatter in ('json', 'yaml')
        cells = [[row.get(key) if structured else text(row.get(key)) for key in columns] for row in rows]
        return columns, cells


def text(cell):
    if cell is None:
        return ''
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, (dict, list)) else cell


class Status(DroverCommand):
    """Show every agent as it sees itself now"""

    words = ('status',)
    arguments = (TIMEOUT,)


class Plan(DroverCommand):
    """Show what would be moved now, and why"""

    words = ('plan',)
    arguments = (
        value('--cluster', '<file>', _('The cluster, as JSON (default: the chosen cloud as it is now)')),
        value('--strategy', '<strategy>', _('push, pull, hybrid or auto')),
        value('--push-threshold', '<load>', _('A host at or above it is hot')),
        value('--pull-threshold', '<load>', _('A host at or below it is cold')),
        value('--bandwidth', '<mb/s>', _('What a migration can send')),
        value('--profile', '<profile>', _('default, thesis or thesis-testbed')),
    )

    def get_parser(self, prog_name):
        parser = super().get_parser(prog_name)
        parser.add_argument('--refused', action='store_true', help=_('List the servers that stay, and why'))
        return parser

    def rows(self, found, parsed_args):
        return found.get('refused' if parsed_args.refused else 'moves', [])


class Advice(DroverCommand):
    """List the moves that agents advise"""

    words = ('status',)
    arguments = (TIMEOUT,)

    def rows(self, found, parsed_args):
        advised = [(row.get('host'), row.get('advice')) for row in found]
        return [dict({'host': host}, **kept(advice)) for host, advice in advised if advice]


def kept(advice):
    return advice if isinstance(advice, dict) else {'advice': advice}


class Audit(DroverCommand):
    """List migrations with who decided them, and why"""

    words = ('audit',)
    arguments = (
        ('--journal', {'metavar': '<path>', 'action': 'append', 'help': _('Journal file or directory (repeatable)')}),
        value('--since', '<time>', _('2026-01-31, 2026-01-31T12:00:00Z, or 2h for two hours ago')),
        value('--until', '<time>', _('Written as for --since')),
        flag('--strict', _('Fail when Drover has a migration that Nova has not')),
    )


class Pause(DroverCommand):
    """Stop all agents from opening and joining auctions"""

    words = ('pause',)
    arguments = (GROUP, TIMEOUT)


class Resume(DroverCommand):
    """Let all agents go on"""

    words = ('resume',)
    arguments = (GROUP, TIMEOUT)


class Drain(DroverCommand):
    """Empty hosts by auctions"""

    words = ('drain',)
    arguments = (
        value('--timeout', '<time>', _('Give up after this time')),
        flag('--wait', _('Until the hosts are empty, or it is known what stays')),
        value('--reason', '<text>', _('Why, for people')),
        flag('--include-excluded', _('Excluded servers, too')),
        HOSTS,
    )


class Undrain(DroverCommand):
    """Let drained hosts take servers again"""

    words = ('undrain',)
    arguments = (HOSTS,)


class Health(DroverCommand):
    """Tell whether the agent of this host works"""

    words = ('health',)
    arguments = (flag('--measure', _('Look at the measurement point instead')),)
