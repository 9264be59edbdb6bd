# Licensed under the Apache License, Version 2.0; see LICENSE at the root of the source tree.

"""What OpenStackClient asks of a plugin."""

API_NAME = 'drover'
API_VERSION_OPTION = 'os_drover_api_version'
API_VERSIONS = {'1': 'droverclient.cli.Drover'}
DEFAULT_API_VERSION = '1'


def make_client(instance):
    """Nothing is asked over HTTP: the commands run the drover program."""
    return None


def build_option_parser(parser):
    parser.add_argument(
        '--os-drover-command',
        metavar='<command>',
        default='drover',
        help='The drover program (default: drover, as the shell finds it)',
    )
    parser.add_argument(
        '--os-drover-config-file',
        metavar='<file>',
        help='Its configuration (default: /etc/drover/drover.conf)',
    )
    return parser
