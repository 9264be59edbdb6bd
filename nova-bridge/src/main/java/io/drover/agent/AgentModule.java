package io.drover.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.drover.amqp.TrafficCounters;
import io.drover.config.AgentConfig;
import io.drover.config.TelemetryConfig;
import io.drover.nova.Limits;
import io.drover.nova.MigrationApi;
import io.drover.nova.MigrationListener;
import io.drover.nova.NovaMigrations;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Session;
import io.drover.telemetry.DirtyRates;
import io.drover.telemetry.Exclusions;
import io.drover.telemetry.HostLoadSource;
import io.drover.telemetry.Sampler;
import io.drover.telemetry.ServerLoadSource;
import io.drover.telemetry.TelemetrySettings;
import java.util.Optional;

/** What an agent is made of. Nothing here connects or starts a thread: {@link Agent} does, in its order. */
final class AgentModule extends AbstractModule {

    private final AgentConfig config;
    private final Tempo tempo;

    AgentModule(AgentConfig config, Tempo tempo) {
        this.config = config;
        this.tempo = tempo;
    }

    @Override
    protected void configure() {
        bind(AgentConfig.class).toInstance(config);
        bind(Tempo.class).toInstance(tempo);
        bind(TrafficCounters.class).in(Singleton.class);
        bind(DirtyRates.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    Session session() {
        return new Session(Accounts.session(config.cloud()), tempo.clock());
    }

    @Provides
    @Singleton
    NovaClient nova(Session session) {
        return new NovaClient(session);
    }

    @Provides
    @Singleton
    MigrationApi migrations(NovaClient nova) {
        return new NovaMigrations(nova);
    }

    @Provides
    @Singleton
    MigrationListener learning(DirtyRates dirtyRates) {
        return new Learning(dirtyRates);
    }

    @Provides
    Limits limits() {
        return Limits.of(config.supervision().completion(), config.supervision().stall());
    }

    @Provides
    @Singleton
    Sampler sampler(Session session, DirtyRates dirtyRates) {
        return new Sampler(config.host(), session, telemetry(), dirtyRates, tempo.clock());
    }

    private TelemetrySettings telemetry() {
        TelemetryConfig telemetry = config.telemetry();
        var exclude = config.exclusions();
        return new TelemetrySettings(
                telemetry.interval(),
                HostLoadSource.valueOf(telemetry.hostLoadSource().name()),
                ServerLoadSource.valueOf(telemetry.serverLoadSource().name()),
                telemetry.loadMinutes(),
                telemetry.serverMaxAge(),
                telemetry.granularity(),
                Optional.empty(),
                Optional.empty(),
                0,
                config.engine().migration().maxFleet() > 0,
                new Exclusions(
                        exclude.metadata(),
                        exclude.tags(),
                        exclude.projects(),
                        exclude.flavors(),
                        exclude.aggregates()));
    }
}
