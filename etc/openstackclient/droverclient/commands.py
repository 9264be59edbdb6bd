# Licensed under the Apache License, Version 2.0; see LICENSE at the root of the source tree.

"""openstack drover ..."""

import json

from osc_lib.command import command
from osc_lib import exceptions
from osc_lib.i18n import _

from droverclient import cli

TIMEOUT = ('--timeout', {'metavar': '<time>', 'help': _('Wait so long for answers: seconds, or with s, m, h')})
GROUP = ('--group', {'metavar': '<group>', 'help': _('Only the agents of this auction group')})
IDS = ('ids', {'metavar': '<id>', 'nargs': '+', 'help': _('As advice list shows them')})
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


class AdviceList(DroverCommand):
    """List the advice of agents in mode propose"""

    words = ('advice', 'list')
    arguments = (flag('--all', _('Also what is over')), TIMEOUT)


class AdviceShow(DroverCommand):
    """Show one advice and what became of it"""

    words = ('advice', 'show')
    arguments = (TIMEOUT, ('id', {'metavar': '<id>', 'help': _('As advice list shows it')}))


class AdviceApprove(DroverCommand):
    """Approve advice: what still wins with the promised gain moves"""

    words = ('advice', 'approve')
    arguments = (
        value('--reason', '<text>', _('Why, for people')),
        flag('--wait', _('Until it is known what became of it')),
        TIMEOUT,
        IDS,
    )


class AdviceReject(DroverCommand):
    """Reject advice"""

    words = ('advice', 'reject')
    arguments = (value('--reason', '<text>', _('Why, for people')), TIMEOUT, IDS)


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
        flag('--now', _('Also while the cloud recovers from a failure')),
        flag('--dry-run', _('Order nothing: list what would go where, and what would stay')),
        HOSTS,
    )

    def rows(self, found, parsed_args):
        if not isinstance(found, dict):
            return super().rows(found, parsed_args)
        moves = [dict({'action': 'move'}, **move) for move in found.get('moves', [])]
        return moves + [dict({'action': 'stay'}, **stay) for stay in found.get('stays', [])]


class Undrain(DroverCommand):
    """Let drained hosts take servers again"""

    words = ('undrain',)
    arguments = (flag('--return', _('For an hour, what came from there may go back')), HOSTS)


class Place(DroverCommand):
    """List the hosts that would take a new server, the best first"""

    words = ('place',)
    arguments = (
        value('--flavor', '<flavor>', _('Of the new server')),
        value('--vcpus', '<n>', _('In place of a flavor')),
        value('--memory', '<mib>', _('In place of a flavor')),
        value('--disk', '<gib>', _('In place of a flavor')),
        value('--utilisation', '<share>', _('What it will use of its vCPUs, 0 to 1 (default: all)')),
        GROUP,
        TIMEOUT,
    )

    def rows(self, found, parsed_args):
        return [row for row in super().rows(found, parsed_args) if row.get('takes')]


class Health(DroverCommand):
    """Tell whether the agent of this host works"""

    words = ('health',)
    arguments = (flag('--measure', _('Look at the measurement point instead')),)
