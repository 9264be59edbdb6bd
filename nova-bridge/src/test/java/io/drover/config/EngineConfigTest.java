package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.AuctionScope;
import io.drover.model.AuctionSettings;
import io.drover.model.ChangeWindows;
import io.drover.model.ContentionSettings;
import io.drover.model.CostModel;
import io.drover.model.LoadEstimate;
import io.drover.model.LoadSettings;
import io.drover.model.MigrationSettings;
import io.drover.model.Mode;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineConfigTest {

    @TempDir
    Path directory;

    @Test
    void defaultsAreThoseOfTheSpecification() {
        Settings settings = settings("");
        assertThat(settings.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(settings.strategy().name()).isEqualTo(StrategyName.HYBRID);
        assertThat(settings.strategy().thresholds()).isEqualTo(Thresholds.DEFAULT);
        assertThat(settings.strategy().variable()).isTrue();
        assertThat(settings.strategy().variableMean()).isEqualTo(Duration.ofSeconds(300));
        assertThat(settings.strategy().requiredImprovement()).isEqualTo(1);
        assertThat(settings.strategy().rules()).isEqualTo(Settings.Rules.DROVER);
        assertThat(settings.auction())
                .isEqualTo(new AuctionSettings(
                        new AuctionScope.Auto(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(120),
                        Duration.ofSeconds(300)));
        assertThat(settings.migration())
                .isEqualTo(new MigrationSettings(
                        125,
                        1,
                        1,
                        0,
                        Duration.ofSeconds(600),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1),
                        10,
                        CostModel.PUBLISHED,
                        ChangeWindows.ALWAYS));
        assertThat(settings.load())
                .isEqualTo(new LoadSettings(
                        0, Duration.ofSeconds(120), new LoadEstimate.Recovered(), ContentionSettings.DEFAULT));
    }

    @Test
    void theThesisHasNothingThatWasAddedToIt() {
        Settings settings = settings("[DEFAULT]\nprofile=thesis\nauction_scope=all\n");
        assertThat(settings.strategy().rules()).isEqualTo(Settings.Rules.THESIS);
        assertThat(settings.strategy().requiredImprovement()).isZero();
        assertThat(settings.strategy().thresholds()).isEqualTo(Thresholds.DEFAULT);
        assertThat(settings.auction().quiet()).isZero();
        assertThat(settings.migration().maxOutbound()).isEqualTo(Integer.MAX_VALUE);
        assertThat(settings.migration().maxInbound()).isEqualTo(Integer.MAX_VALUE);
        assertThat(settings.migration().maxFleet()).isZero();
        assertThat(settings.migration().serverCooldown()).isZero();
        assertThat(settings.load().estimate()).isEqualTo(new LoadEstimate.Average(5));
    }

    @Test
    void theTestbedHasItsThresholdsAndWhatIsSetWins() {
        assertThat(settings("[DEFAULT]\nprofile=thesis-testbed\n").strategy().thresholds())
                .isEqualTo(Thresholds.TESTBED);
        Settings settings =
                settings("[DEFAULT]\nprofile=thesis-testbed\n[thresholds]\npush=0.6\n[migration]\nmax_inbound=2\n");
        assertThat(settings.strategy().thresholds()).isEqualTo(new Thresholds(0.6, 0.25));
        assertThat(settings.migration().maxInbound()).isEqualTo(2);
    }

    @Test
    void theProfileMayComeFromTheEnvironment() {
        Scene scene = new Scene(directory).variable("DROVER_DEFAULT_PROFILE", "thesis");
        assertThat(EngineConfig.of(scene.load()).strategy().rules()).isEqualTo(Settings.Rules.THESIS);
    }

    @Test
    void theEstimateFollowsTheSource() {
        assertThat(estimate("host_load_source=gnocchi\ngranularity=60"))
                .isEqualTo(new LoadEstimate.Window(Duration.ofMinutes(1)));
        assertThat(estimate("host_load_source=servers")).isEqualTo(new LoadEstimate.Window(Duration.ofMinutes(5)));
        assertThat(estimate("host_load_source=servers\nserver_load_source=diagnostics"))
                .isEqualTo(new LoadEstimate.Window(Duration.ofSeconds(10)));
        assertThat(estimate("host_load_source=proc\nload_minutes=1")).isEqualTo(new LoadEstimate.Average(1));
    }

    @Test
    void novasDowntimeSetsWhereKvmStopsCopying() {
        CostModel cost = settings("[migration]\nnova_downtime=500ms\nbandwidth_mb_s=110\n")
                .migration()
                .cost();
        assertThat(cost.threshold()).isEqualTo(55);
    }

    @Test
    void kvmHasItsOwnCostModelWhereNovaSaysThatItIsThere() {
        EngineConfig config = EngineConfig.of(configuration("[migration]\nbandwidth_mb_s=110\n"));
        assertThat(config.on("QEMU").migration().cost()).isEqualTo(CostModel.kvm(110, 0.5));
        assertThat(config.on("xen").migration().cost()).isEqualTo(CostModel.PUBLISHED);
        assertThat(config.on("").migration().cost()).isEqualTo(CostModel.PUBLISHED);
    }

    @Test
    void whatIsSetWinsOverTheCostModel() {
        String text = "[migration]\ngamma_c=0.1\nstop_threshold_mb=2\n";
        CostModel kvm =
                EngineConfig.of(configuration(text)).on("QEMU").migration().cost();
        assertThat(kvm).isEqualTo(new CostModel(2, 29, 0.020, 0, 0, 0.1));
        CostModel published = EngineConfig.of(configuration(text)).migration().cost();
        assertThat(published).isEqualTo(new CostModel(2, 29, 0.020, -0.0463, -0.0001, 0.1));
    }

    @Test
    void theCostModelCanBeChosen() {
        String published = "[migration]\ncost_model=published\n";
        assertThat(EngineConfig.of(configuration(published))
                        .on("QEMU")
                        .migration()
                        .cost())
                .isEqualTo(CostModel.PUBLISHED);
        String kvm = "[migration]\ncost_model=kvm\nnova_downtime=300ms\n";
        assertThat(EngineConfig.of(configuration(kvm)).migration().cost()).isEqualTo(CostModel.kvm(125, 0.3));
        String thesis = "[DEFAULT]\nprofile=thesis\n";
        assertThat(EngineConfig.of(configuration(thesis)).on("QEMU").migration().cost())
                .isEqualTo(CostModel.PUBLISHED);
    }

    @Test
    void windowsReachTheEngine() {
        ChangeWindows windows = settings("[windows]\nallow=* 2 * * *\ntimezone=Asia/Tokyo\n")
                .migration()
                .windows();
        assertThat(windows.open(Instant.parse("2026-01-01T17:30:00Z"))).isTrue();
        assertThat(windows.open(Instant.parse("2026-01-01T02:30:00Z"))).isFalse();
    }

    private LoadEstimate estimate(String telemetry) {
        return settings("[telemetry]\n" + telemetry + "\n").load().estimate();
    }

    private Settings settings(String conf) {
        return EngineConfig.of(configuration(conf)).settings("pm1", "nova");
    }

    private Configuration configuration(String conf) {
        return new Scene(directory).conf(conf).load();
    }
}
