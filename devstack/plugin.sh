#!/bin/bash
#
# DevStack plugin of Drover. The contract:
# https://docs.openstack.org/devstack/latest/plugins.html
#
#   drover-agent     beside each nova-compute (n-cpu)
#   drover-measure   on the controller (n-api)

# Runs a function of this file without tracing: what it handles is secret.
function drover_untraced {
    local xtrace status=0
    xtrace=$(set +o | grep xtrace)
    set +o xtrace
    "$1" || status=$?
    $xtrace
    return $status
}

function is_drover_enabled {
    [[ ,${ENABLED_SERVICES}, =~ ,drover-(agent|measure), ]]
}

# A JDK that the distribution has and Drover can be built with.
function drover_jdk_package {
    local version
    if is_fedora; then
        echo java-21-openjdk-devel
        return
    fi
    for version in 17 21 25; do
        if apt-cache --quiet show openjdk-$version-jdk-headless \
                >/dev/null 2>&1; then
            echo openjdk-$version-jdk-headless
            return
        fi
    done
    die $LINENO "Drover needs Java 17 or newer and there is no package of it"
}

function install_drover_prerequisites {
    install_package "$(drover_jdk_package)" maven util-linux
}

# The launcher builds what is older than its sources.
function install_drover {
    "$DROVER_DIR/bin/drover" --version
}

# The service user exists on the controller; an extra compute node knows its
# password from its own local.conf. Not create_service_user: that would add
# the role "service", which may do more than an agent needs.
function create_drover_account {
    get_or_create_role "$DROVER_ROLE" >/dev/null
    get_or_create_user "$DROVER_USER" "$SERVICE_PASSWORD" \
        "$SERVICE_DOMAIN_NAME" >/dev/null
    get_or_add_user_project_role "$DROVER_ROLE" "$DROVER_USER" \
        "$SERVICE_PROJECT_NAME" "$SERVICE_DOMAIN_NAME" \
        "$SERVICE_DOMAIN_NAME" >/dev/null
}

function delete_drover_account {
    local cloud=devstack-system-admin
    openstack --os-cloud $cloud user delete \
        --domain "$SERVICE_DOMAIN_NAME" "$DROVER_USER" || true
    openstack --os-cloud $cloud role delete "$DROVER_ROLE" || true
}

# Services whose rules the role needs, with the directory of their policy.
function drover_policies {
    if is_service_enabled n-api; then
        echo "nova ${NOVA_CONF_DIR:-/etc/nova}"
    fi
    if is_service_enabled placement-api; then
        echo "placement ${PLACEMENT_CONF_DIR:-/etc/placement}"
    fi
    if is_service_enabled gnocchi-api; then
        echo "gnocchi ${GNOCCHI_CONF_DIR:-/etc/gnocchi}"
    fi
}

# The rules of a release are known to its own code only: they are printed by
# the Python that runs the service. oslo.policy reads the files by itself.
function configure_drover_policies {
    local service directory rules python=python3
    if [[ "$GLOBAL_VENV" == "True" ]]; then
        python=$DEVSTACK_VENV/bin/python3
    fi
    drover_policies | while read -r service directory; do
        rules=$("$python" "$DROVER_DIR/etc/openstack/drover-policy" \
            "$service") || die $LINENO "no policy for $service"
        sudo install -d -o "$STACK_USER" "$directory/policy.d"
        echo "$rules" | sudo tee "$directory/policy.d/drover.yaml" >/dev/null
        sudo chown "$STACK_USER" "$directory/policy.d/drover.yaml"
    done
}

function remove_drover_policies {
    local service directory
    drover_policies | while read -r service directory; do
        sudo rm -f "$directory/policy.d/drover.yaml"
        sudo rmdir --ignore-fail-on-non-empty "$directory/policy.d" \
            2>/dev/null || true
    done
}

# DevStack then merges [[post-config|$DROVER_CONF]] of local.conf into it.
function configure_drover {
    sudo install -d -m 755 -o "$STACK_USER" "$DROVER_CONF_DIR"
    sudo install -d -m 750 -o "$STACK_USER" "$DROVER_STATE_PATH"
    # the mode is set before anything secret is in it
    rm -f "$DROVER_CONF"
    install -m 600 /dev/null "$DROVER_CONF"

    local host=${DROVER_HOST:-}
    if [[ -z "$host" && -r "${NOVA_CPU_CONF:-}" ]]; then
        host=$(iniget "$NOVA_CPU_CONF" DEFAULT host)
    fi
    if [[ -n "$host" ]]; then
        iniset "$DROVER_CONF" DEFAULT host "$host"
    fi
    iniset "$DROVER_CONF" DEFAULT mode "$DROVER_MODE"
    iniset "$DROVER_CONF" DEFAULT strategy "$DROVER_STRATEGY"
    iniset "$DROVER_CONF" DEFAULT state_path "$DROVER_STATE_PATH"
    iniset "$DROVER_CONF" telemetry server_load_source \
        "$DROVER_SERVER_LOAD_SOURCE"
    iniset "$DROVER_CONF" openstack auth_url "$KEYSTONE_SERVICE_URI"
    iniset "$DROVER_CONF" openstack username "$DROVER_USER"
    iniset "$DROVER_CONF" openstack user_domain_name "$SERVICE_DOMAIN_NAME"
    iniset "$DROVER_CONF" openstack project_name "$SERVICE_PROJECT_NAME"
    iniset "$DROVER_CONF" openstack project_domain_name "$SERVICE_DOMAIN_NAME"
    iniset "$DROVER_CONF" openstack region_name "$REGION_NAME"
    if is_service_enabled tls-proxy; then
        iniset "$DROVER_CONF" openstack cafile "$SSL_BUNDLE_FILE"
    fi
    drover_untraced configure_drover_secrets
}

function configure_drover_secrets {
    local url=${DROVER_TRANSPORT_URL:-$(get_transport_url)}
    if [[ -z "$url" ]]; then
        die $LINENO "set DROVER_TRANSPORT_URL: DevStack has no broker here"
    fi
    iniset "$DROVER_CONF" DEFAULT transport_url "$url"
    iniset "$DROVER_CONF" openstack password "$SERVICE_PASSWORD"
}

# Bounds the agents' queues on the broker.
function configure_drover_broker {
    if is_service_enabled rabbit; then
        sudo "$DROVER_DIR/etc/rabbitmq/drover-policy.sh" >/dev/null
    fi
}

function clean_drover_broker {
    if is_service_enabled rabbit && [[ -x "$(command -v rabbitmqctl)" ]]; then
        sudo rabbitmqctl clear_policy --vhost / drover-queues \
            >/dev/null 2>&1 || true
    fi
}

function start_drover {
    local command="$DROVER_DIR/bin/drover --config-file $DROVER_CONF"
    run_process drover-agent "$command agent"
    run_process drover-measure "$command measure"
}

function stop_drover {
    stop_process drover-agent
    stop_process drover-measure
}

function check_drover {
    "$DROVER_DIR/bin/drover" --config-file "$DROVER_CONF" config check
}

function cleanup_drover {
    clean_drover_broker
    remove_drover_policies
    sudo rm -rf "$DROVER_CONF_DIR" "$DROVER_STATE_PATH"
    rm -rf "$DROVER_DIR"/target "$DROVER_DIR"/*/target
    sudo rm -f "$SYSTEMD_DIR"/devstack@drover-{agent,measure}.service
    $SYSTEMCTL daemon-reload
}

if is_drover_enabled; then
    if [[ "$1" == "stack" && "$2" == "pre-install" ]]; then
        echo_summary "Installing what Drover needs"
        install_drover_prerequisites

    elif [[ "$1" == "stack" && "$2" == "install" ]]; then
        echo_summary "Building Drover"
        install_drover

    elif [[ "$1" == "stack" && "$2" == "post-config" ]]; then
        echo_summary "Configuring Drover"
        if is_service_enabled key; then
            drover_untraced create_drover_account
        fi
        if [[ "$DROVER_POLICY" == "True" ]]; then
            configure_drover_policies
        fi
        configure_drover
        configure_drover_broker

    elif [[ "$1" == "stack" && "$2" == "extra" ]]; then
        echo_summary "Starting Drover"
        start_drover

    elif [[ "$1" == "stack" && "$2" == "test-config" ]]; then
        echo_summary "Checking the configuration of Drover"
        check_drover
    fi

    if [[ "$1" == "unstack" ]]; then
        echo_summary "Stopping Drover"
        stop_drover
        if is_service_enabled key; then
            delete_drover_account
        fi
    fi

    if [[ "$1" == "clean" ]]; then
        echo_summary "Removing Drover"
        cleanup_drover
    fi
fi
