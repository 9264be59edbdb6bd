package io.drover.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.drover.amqp.TrafficCounters;
import io.drover.config.Accounts;
import io.drover.config.AgentConfig;
import io.drover.model.Jitter;
import io.drover.nova.Limits;
import io.drover.nova.MigrationApi;
import io.drover.nova.MigrationListener;
import io.drover.nova.NovaMigrations;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Session;
import io.drover.runtime.Tempo;
import io.drover.telemetry.DirtyRates;
import io.drover.telemetry.Sampler;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/** What an agent is made of. Nothing here connects or starts a thread: {@link Agent} does, in its order. */
final class AgentModule extends AbstractModule {

    private final AgentConfig config;
    private final Tempo tempo;
    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

    AgentModule(AgentConfig config, Tempo tempo) {
        this.config = config;
        this.tempo = tempo;
    }

    /** Each has numbers of its own: they are used on different threads. */
    @Provides
    Jitter jitter() {
        return Jitter.of(random.split());
    }

    @Override
    protected void configure() {
        bind(AgentConfig.class).toInstance(config);
        bind(Tempo.class).toInstance(tempo);
        bind(TrafficCounters.class).in(Singleton.class);
        bind(DirtyRates.class).in(Singleton.class);
        bind(RunningMigrations.class).toInstance(new RunningMigrations());
    }

    @Provides
    @Singleton
    Session session() {
        return new Session(Accounts.session(config.cloud()), tempo.clock(), jitter());
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
    MigrationListener listener(DirtyRates dirtyRates, RunningMigrations running) {
        return MigrationListener.both(running, new MigrationLessons(dirtyRates));
    }

    @Provides
    Limits limits() {
        return Limits.of(config.supervision().completion(), config.supervision().stall());
    }

    @Provides
    @Singleton
    Sampler sampler(Session session, DirtyRates dirtyRates) {
        return new Sampler(config.host(), session, config.telemetry().settings(), dirtyRates, tempo.clock(), jitter());
    }
}
