package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.AuctionScope;
import io.drover.model.Mode;
import io.drover.model.Settings.StrategyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    @TempDir
    Path directory;

    private Scene scene;

    @BeforeEach
    void machine() {
        scene = new Scene(directory);
    }

    @Test
    void withoutAnyFileEveryOptionHasItsDefault() {
        Configuration configuration = scene.load();
        assertThat(configuration.files()).isEmpty();
        assertThat(configuration.get(Options.STRATEGY)).isEqualTo(StrategyName.HYBRID);
        assertThat(configuration.get(MigrationOptions.RESUME_TIME)).isEqualTo(Duration.ofMillis(20));
        assertThat(configuration.find(Options.TRANSPORT_URL)).isEmpty();
        assertThat(configuration.origin(Options.PUSH)).isEqualTo("the default");
    }

    @Test
    void commandLineWinsOverEnvironmentOverLaterFilesOverEarlierFilesOverProfile() {
        scene.conf("[DEFAULT]\nprofile=thesis-testbed\n[thresholds]\npush=0.61\n[auction]\nquiet=1\n")
                .file("etc/drover/drover.conf.d/20-b.conf", "[thresholds]\npush=0.63\npull=0.33\n")
                .file("etc/drover/drover.conf.d/10-a.conf", "[thresholds]\npush=0.62\npull=0.32\n[auction]\nquiet=2\n")
                .file("etc/drover/drover.conf.d/README", "not read");
        assertThat(scene.load().get(Options.PUSH)).isEqualTo(0.63);
        assertThat(scene.load().get(Options.QUIET)).isEqualTo(Duration.ofSeconds(2));
        assertThat(scene.load().get(TelemetryOptions.LOAD_MINUTES)).isEqualTo(5);
        assertThat(scene.load().origin(TelemetryOptions.LOAD_MINUTES)).isEqualTo("the profile");
        scene.variable("DROVER_THRESHOLDS_PUSH", "0.64");
        assertThat(scene.load().get(Options.PUSH)).isEqualTo(0.64);
        scene.flag(Options.PUSH, "0.65");
        assertThat(scene.load().get(Options.PUSH)).isEqualTo(0.65);
        assertThat(scene.load().get(Options.PULL)).isEqualTo(0.33);
        assertThat(scene.load().files()).hasSize(3);
    }

    @Test
    void namedFilesReplaceTheSystemsAndLaterOnesWin() {
        scene.conf("[thresholds]\npush=0.9\n")
                .file("work/a.conf", "[thresholds]\npush=0.6\npull=0.2\n")
                .file("work/b.conf", "[thresholds]\npush=0.7\n")
                .named("a.conf")
                .named("b.conf");
        assertThat(scene.load().get(Options.PUSH)).isEqualTo(0.7);
        assertThat(scene.load().get(Options.PULL)).isEqualTo(0.2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "[DEFAULT]\\nhost=h\\ngroup=$host-x                  => h-x",
                "[DEFAULT]\\nhost=h\\ngroup=${host}y                 => hy",
                "[DEFAULT]\\ngroup=${thresholds.push}z               => 0.7z",
                "[DEFAULT]\\ngroup=$thresholds.push                  => 0.7",
                "[DEFAULT]\\ngroup=$$host                            => $host",
                "[DEFAULT]\\ngroup=\\$host                           => $host",
                "[DEFAULT]\\ngroup=p$                                => p$",
                "[DEFAULT]\\ngroup=a$host.                           => fault",
                "[DEFAULT]\\ngroup=x${transport_url}                 => x",
                "[DEFAULT]\\ngroup=$nope                             => fault"
            })
    void replacesReferencesAsOslo(String text, String expected) {
        scene.conf(text.replace("\\n", "\n"));
        if (expected.equals("fault"))
            assertThat(scene.faults()).singleElement().asString().contains("which is no option");
        else assertThat(scene.load().get(Options.GROUP)).isEqualTo(expected);
    }

    @Test
    void aReferenceLooksInItsOwnSectionFirst() {
        scene.conf("[DEFAULT]\nhost=a\n[openstack]\nusername=u\nproject_name=$username-$host\n");
        assertThat(scene.load().get(CloudOptions.PROJECT_NAME)).isEqualTo("u-a");
    }

    @Test
    void aReferenceInACircleIsAFault() {
        scene.conf("[DEFAULT]\nhost=$group\ngroup=$host\n");
        assertThat(scene.faults())
                .containsExactly(
                        "etc/drover/drover.conf:2: [DEFAULT] host \"$group\" refers to itself",
                        "etc/drover/drover.conf:3: [DEFAULT] group \"$host\" refers to itself");
    }

    @Test
    void aMultipleOptionAddsUpOverFilesAndRepetitions() {
        scene.conf("[windows]\nallow = * 22 * * *\nallow = * 23 * * *\n")
                .file("etc/drover/drover.conf.d/x.conf", "[windows]\nallow = * 1 * * *; * 2 * * *\n  * 3 * * *\n");
        assertThat(scene.load().get(Options.ALLOW))
                .containsExactly("* 22 * * *", "* 23 * * *", "* 1 * * *", "* 2 * * *", "* 3 * * *");
    }

    @Test
    void nothingIsUnsetButForLists() {
        scene.conf("[migration]\nbandwidth_mb_s=\n[DEFAULT]\ngroup=\n[exclude]\nmetadata=\n");
        assertThat(scene.load().get(MigrationOptions.BANDWIDTH)).isEqualTo(125);
        assertThat(scene.load().find(Options.GROUP)).isEmpty();
        assertThat(scene.load().get(Options.EXCLUDE_METADATA)).isEmpty();
    }

    @Test
    void tableH1NamesAreAliasesInTheirOwnSectionAndInDefault() {
        scene.conf("""
            [DEFAULT]
            CPUThreshold = 0.55
            minCPUThresholdLimit = 0.25
            pushOrPull = 1
            variableThreshold = 0
            loadLevel = 5
            [auction]
            hotspotReplyTimeout = 7
            backoffLimit = 60
            reply_timeout = 8
            """);
        Configuration configuration = scene.load();
        assertThat(configuration.get(Options.PUSH)).isEqualTo(0.55);
        assertThat(configuration.get(Options.PULL)).isEqualTo(0.25);
        assertThat(configuration.get(Options.STRATEGY)).isEqualTo(StrategyName.PULL);
        assertThat(configuration.get(Options.VARIABLE)).isFalse();
        assertThat(configuration.get(TelemetryOptions.LOAD_MINUTES)).isEqualTo(5);
        assertThat(configuration.get(Options.BACKOFF_LIMIT)).isEqualTo(Duration.ofMinutes(1));
        assertThat(configuration.get(Options.REPLY_TIMEOUT)).as("own name wins").isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void everyOptionCanBeSetByItsVariable() {
        scene.variable("DROVER_DEFAULT_TRANSPORT_URL", "rabbit://u:p@h:5672/v")
                .variable("DROVER_DEFAULT_AUCTION_SCOPE", "sample:3")
                .variable("DROVER_DEFAULT_MODE", "off")
                .variable("DROVER_JAVA_OPTS", "-Xmx1g");
        assertThat(scene.load().get(Options.TRANSPORT_URL)).isEqualTo("rabbit://u:p@h:5672/v");
        assertThat(scene.load().get(Options.AUCTION_SCOPE)).isEqualTo(new AuctionScope.Sample(3));
        assertThat(scene.load().get(Options.MODE)).isEqualTo(Mode.OFF);
        assertThat(scene.load().warnings()).isEmpty();
        assertThat(Options.all().stream().map(Option::variable)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "[DEFAULT]/strateg=push => drover.conf:2: there is no option strateg in [DEFAULT] (did you mean"
                        + " strategy?)",
                "[DEFAULT]/reply_timeout=1 => drover.conf:2: there is no option reply_timeout in [DEFAULT] (it belongs"
                        + " to [auction])",
                "[DEFAULT]/zebra=1 => drover.conf:2: there is no option zebra in [DEFAULT]",
                "[treshold]/push=1 => drover.conf:1: there is no section [treshold] (did you mean thresholds?)",
                "[default]/host=x => drover.conf:1: there is no section [default] (did you mean DEFAULT?)",
                "[DEFAULT]/strategy=pusch => drover.conf:2: [DEFAULT] strategy \"pusch\" is not one of push, pull,"
                        + " hybrid, auto (did you mean push?)",
                "[DEFAULT]/auction_scope=sample:0 => drover.conf:2: [DEFAULT] auction_scope \"sample:0\" is not all,"
                        + " group or sample:k with k at least 1",
                "[DEFAULT]/transport_url=amqp://u:secret@h => drover.conf:2: [DEFAULT] transport_url does not begin"
                        + " with rabbit://, as oslo.messaging's does",
                "[DEFAULT]/transport_url=rabbit://u:secret%@h => drover.conf:2: [DEFAULT] transport_url has a % that"
                        + " is not followed by two hexadecimal digits",
                "[DEFAULT]/transport_url=rabbit://u:secret@h:x => drover.conf:2: [DEFAULT] transport_url has a host"
                        + " that is not in the form host:port or [IPv6]:port",
                "[DEFAULT]/transport_url=rabbit://h?login_method=EXTERNAL => drover.conf:2: [DEFAULT] transport_url"
                        + " says login_method=EXTERNAL, which needs ssl=1 and ssl_cert_file",
                "[migration]/notification_url=rabbit://u:secret@h:0 => drover.conf:2: [migration] notification_url has"
                        + " no valid port for h",
                "[DEFAULT]/debug=maybe => drover.conf:2: [DEFAULT] debug \"maybe\" is not true or false",
                "[auction]/reply_timeout=soon => drover.conf:2: [auction] reply_timeout \"soon\" is not a duration: a"
                        + " number of seconds, or one with ms, s, m, h or d",
                "[auction]/reply_timeout=500ms => drover.conf:2: [auction] reply_timeout \"500ms\" must be at least 1"
                        + " s",
                "[auction]/backoff_limit=99999d => drover.conf:2: [auction] backoff_limit \"99999d\" must be at most"
                        + " 3650 days",
                "[measure]/listen=0.0.0.0:9465 => drover.conf:2: [measure] listen is open to other machines and needs"
                        + " token_file",
                "[DEFAULT]/metrics_listen=10.0.0.1:9466 => drover.conf:2: [DEFAULT] metrics_listen is open to other"
                        + " machines and needs metrics_token_file",
                "[auction]/lock_timeout=20 => drover.conf:2: [auction] lock_timeout must be more than twice"
                        + " reply_timeout, or no bid could be awarded",
                "[thresholds]/push=NaN => drover.conf:2: [thresholds] push \"NaN\" is not a number",
                "[thresholds]/push=0x1p3 => drover.conf:2: [thresholds] push \"0x1p3\" is not a number",
                "[thresholds]/push=-0.1 => drover.conf:2: [thresholds] push \"-0.1\" must be between 0.0 and 10.0",
                "[thresholds]/pull=0.7 => drover.conf:2: [thresholds] pull 0.7 must be below push 0.7",
                "[telemetry]/load_minutes=2 => drover.conf:2: [telemetry] load_minutes \"2\" is not one of 0, 1, 5, 15",
                "[telemetry]/max_age=5 => drover.conf:2: [telemetry] max_age must not be less than interval",
                "[migration]/max_inbound=1.5 => drover.conf:2: [migration] max_inbound \"1.5\" is not a whole number",
                "[migration]/max_inbound=-1 => drover.conf:2: [migration] max_inbound \"-1\" must be at least 0",
                "[windows]/timezone=Mars => drover.conf:2: [windows] timezone \"Mars\" is not a time zone such as UTC"
                        + " or Europe/Stockholm",
                "[measure]/listen=9465 => drover.conf:2: [measure] listen \"9465\" is not host:port",
                "[measure]/listen=h:x => drover.conf:2: [measure] listen \"h:x\" has no port between 0 and 65535",
                "[openstack]/interface=private => drover.conf:2: [openstack] interface \"private\" is not one of"
                        + " public, internal, admin"
            })
    void everyMistakeIsOneSentenceWithItsPlace(String text, String fault) {
        scene.conf(text.replace('/', '\n').replace(":\n\n", "://"));
        assertThat(scene.faults()).containsExactly("etc/drover/" + fault);
    }

    @Test
    void aWrongCronExpressionIsAFault() {
        scene.conf("[windows]\nallow = * 25 * * *\n");
        assertThat(scene.faults())
                .singleElement()
                .asString()
                .startsWith(
                        "etc/drover/drover.conf:2: [windows] allow \"* 25 * * *\" is no cron expression (minute hour");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        scene.conf("[DEFAULT]\nnonsense\nmode=on\n[auction]\nreply_timeout=x\n").variable("DROVER_AUCTION_QIET", "1");
        assertThat(scene.faults())
                .containsExactly(
                        "etc/drover/drover.conf:2: there is no = or : in this line",
                        "the environment variable DROVER_AUCTION_QIET sets no option (did you mean"
                                + " DROVER_AUCTION_QUIET?)",
                        "etc/drover/drover.conf:3: [DEFAULT] mode \"on\" is not one of off, observe, advise, propose,"
                                + " enforce",
                        "etc/drover/drover.conf:5: [auction] reply_timeout \"x\" is not a duration: a number of"
                                + " seconds, or one with ms, s, m, h or d");
    }

    @Test
    void filesThatCannotBeReadAreFaults() throws IOException {
        scene.named("none.conf").named("binary.conf").named("folder");
        Files.createDirectories(directory.resolve("work/folder"));
        Files.write(directory.resolve("work/binary.conf"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(scene.faults())
                .containsExactly(
                        "work/none.conf cannot be read: there is no such file",
                        "work/binary.conf cannot be read: it is not UTF-8 text",
                        "work/folder cannot be read: Is a directory");
    }

    @Test
    void warnsOfSecretsThatEveryUserCanRead() throws IOException {
        scene.conf("[openstack]\npassword=s3cret\n").file("etc/drover/drover.conf.d/a.conf", "[DEFAULT]\nhost=h\n");
        assertThat(scene.load().warnings()).isEmpty();
        for (String name : List.of("drover.conf", "drover.conf.d/a.conf")) {
            Path file = directory.resolve("etc/drover").resolve(name);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        assertThat(scene.load().warnings())
                .singleElement()
                .asString()
                .endsWith("drover.conf holds secrets and every user can read it: chmod o-r");
    }

    @Test
    void warnsOfOptionsWithoutEffect() {
        scene.conf("[telemetry]\nhost_load_source=gnocchi\nload_minutes=5\n[migration]\nstall_timeout=2h\n")
                .variable("DROVER_TELEMETRIE_INTERVAL", "5");
        assertThat(scene.load().warnings().stream().map(scene::local))
                .containsExactly(
                        "the environment variable DROVER_TELEMETRIE_INTERVAL sets no option"
                                + " (did you mean DROVER_TELEMETRY_INTERVAL?)",
                        "etc/drover/drover.conf:3: [telemetry] load_minutes means nothing with host_load_source"
                                + " gnocchi",
                        "etc/drover/drover.conf:5: [migration] stall_timeout is not below completion_timeout and can"
                                + " have no effect");
    }
}
