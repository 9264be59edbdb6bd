package io.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.auction.Address;
import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.auction.Proposals;
import io.drover.model.AuctionScope;
import io.drover.model.ChangeWindows;
import io.drover.model.HostObservation;
import io.drover.model.LoadEstimate;
import io.drover.model.Outcome;
import io.drover.model.ServerUsage;
import io.drover.model.Settings;
import io.drover.model.Vitals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalCodecTest {

    private final JournalCodec codec = new JournalCodec();

    static Stream<JournalEntry> entries() {
        return Stream.of(
                        Samples.events().map(JournalEntry.Heard::new),
                        Samples.effects().map(JournalEntry.Decided::new),
                        Stream.of(new JournalEntry.Lost(7)))
                .flatMap(entries -> entries);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void readsBackWhatItWrote(JournalEntry entry) throws IOException {
        byte[] line = codec.line(entry);
        assertThat(new String(line, StandardCharsets.UTF_8)).endsWith("\n").doesNotContain("io.drover");
        assertThat(codec.entry(line)).isEqualTo(entry);
    }

    @Test
    void aReplyThatCouldNotTellOfMigrationsTellsOfNone() throws IOException {
        Message today = Samples.messages()
                .filter(Message.MeasurementReply.class::isInstance)
                .findFirst()
                .orElseThrow();
        Effect sent = new Effect.Send(Samples.envelope(today, Address.MEASUREMENT_POINT), Duration.ofSeconds(30));
        String early = codec.text(new JournalEntry.Decided(sent)).replaceFirst(",\"underway\":\\[[^]]*]", "");
        assertThat(early).doesNotContain("underway");
        JournalEntry.Decided read = (JournalEntry.Decided) codec.entry(early.getBytes(StandardCharsets.UTF_8));
        Message.MeasurementReply reply = (Message.MeasurementReply)
                ((Effect.Send) read.effect()).envelope().message();
        assertThat(reply.report().underway()).isEmpty();
    }

    @Test
    void anObservationThatCouldNotTellOfPressureTellsOfNone() throws IOException {
        Event.Observed today = Samples.events()
                .filter(Event.Observed.class::isInstance)
                .map(Event.Observed.class::cast)
                .filter(event -> !event.observation().servers().isEmpty())
                .findFirst()
                .orElseThrow();
        String early = codec.text(new JournalEntry.Heard(today))
                .replaceFirst(",\"vitals\":\\{[^}]*}", "")
                .replaceFirst(",\"usage\":\\{\"steal\"[^}]*}", "");
        assertThat(early).doesNotContain("vitals").doesNotContain("steal");
        JournalEntry.Heard read = (JournalEntry.Heard) codec.entry(early.getBytes(StandardCharsets.UTF_8));
        HostObservation seen = ((Event.Observed) read.event()).observation();
        assertThat(seen.vitals()).isEqualTo(Vitals.UNKNOWN);
        assertThat(seen.servers().get(0).usage()).isEqualTo(ServerUsage.UNKNOWN);
        assertThat(seen.load()).isEqualTo(today.observation().load());
    }

    @Test
    void aServerWhoseNewestMoveAloneWasToldMovedOnce() throws IOException {
        assertThat(moved("\"lastMoved\":\"" + Samples.AT + "\"")).containsExactly(Samples.AT);
        assertThat(moved("\"lastMoved\":null")).isEmpty();
    }

    private List<Instant> moved(String early) throws IOException {
        Event.Observed today = Samples.events()
                .filter(Event.Observed.class::isInstance)
                .map(Event.Observed.class::cast)
                .filter(event -> !event.observation().servers().isEmpty())
                .findFirst()
                .orElseThrow();
        String line = codec.text(new JournalEntry.Heard(today)).replaceFirst("\"moved\":\\[[^]]*]", early);
        assertThat(line).contains(early);
        JournalEntry.Heard read = (JournalEntry.Heard) codec.entry(line.getBytes(StandardCharsets.UTF_8));
        return ((Event.Observed) read.event()).observation().servers().get(0).moved();
    }

    @Test
    void theSamplesHoldEveryKind() {
        Set<Class<?>> seen = Stream.of(Samples.events(), Samples.effects(), Samples.messages())
                .flatMap(samples -> samples)
                .map(Object::getClass)
                .collect(Collectors.toSet());
        assertThat(seen)
                .containsAll(leaves(Event.class))
                .containsAll(leaves(Effect.class))
                .containsAll(leaves(Message.class));
    }

    @Test
    void everyKindHasOneWord() {
        List<Class<?>> kinds = Stream.of(
                        Event.class,
                        Effect.class,
                        Message.class,
                        Address.class,
                        Outcome.class,
                        AuctionScope.class,
                        LoadEstimate.class)
                .flatMap(type -> leaves(type).stream())
                .toList();
        assertThat(JournalWords.ALL.values()).containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void aLineKeepsItsForm() throws IOException {
        Event end = new Event.MigrationEnded(Samples.AT, "a1", "s1", new Outcome.Done(7.5, 1.5, 20).left(6.25));
        assertThat(new String(codec.line(new JournalEntry.Heard(end)), StandardCharsets.UTF_8))
                .isEqualTo("{\"heard\":{\"type\":\"migration-ended\",\"at\":\"2026-11-22T12:00:00.123456789Z\","
                        + "\"auction\":\"a1\",\"server\":\"s1\",\"outcome\":{\"type\":\"done\",\"seconds\":7.5,"
                        + "\"movedAgo\":1.5,\"diskGib\":20.0,\"leftAgo\":6.25}}}\n");
    }

    @Test
    void anOutcomeOfBeforeItsMomentWasToldIsRead() throws IOException {
        Event end = new Event.MigrationEnded(Samples.AT, "a1", "s1", new Outcome.Done(7.5));
        String line = new String(codec.line(new JournalEntry.Heard(end)), StandardCharsets.UTF_8);
        String early = line.replace(",\"movedAgo\":0.0,\"diskGib\":0.0,\"leftAgo\":0.0", "");
        assertThat(early).isNotEqualTo(line);
        assertThat(codec.entry(early.getBytes(StandardCharsets.UTF_8))).isEqualTo(new JournalEntry.Heard(end));
    }

    /** What it left at was what Nova had told. */
    @Test
    void anOutcomeOfBeforeGuestsWereSeenToLeaveIsRead() throws IOException {
        Event end = new Event.MigrationEnded(Samples.AT, "a1", "s1", new Outcome.Done(7.5, 1.5));
        String line = new String(codec.line(new JournalEntry.Heard(end)), StandardCharsets.UTF_8);
        String early = line.replace(",\"leftAgo\":1.5", "");
        assertThat(early).isNotEqualTo(line);
        assertThat(codec.entry(early.getBytes(StandardCharsets.UTF_8))).isEqualTo(new JournalEntry.Heard(end));
    }

    @Test
    void aHeaderReadsBackWithItsSettings() throws IOException {
        Stream.of(
                        Samples.run(),
                        Samples.run(new AuctionScope.Auto(), new LoadEstimate.Recovered()),
                        Samples.run(new AuctionScope.Group(), new LoadEstimate.Average(5)),
                        Samples.run(new AuctionScope.Sample(4), new LoadEstimate.Window(Duration.ofMinutes(5))))
                .forEach(run -> {
                    JournalHeader header = new JournalHeader(
                            1,
                            2,
                            "1.0.0",
                            run,
                            new RestoredState(
                                    List.of(Samples.ORDER), Pauses.NONE, Drains.NONE, Proposals.NONE, List.of("pm2")));
                    assertThat(roundTrip(header)).isEqualTo(header);
                });
    }

    @Test
    void aHeaderOfBeforeVersionsWereToldIsRead() throws IOException {
        JournalHeader header = new JournalHeader(1, 1, "1.0.0", Samples.run(), RestoredState.NOTHING);
        String early = new String(codec.line(header), StandardCharsets.UTF_8).replace("\"version\":\"1.0.0\",", "");
        assertThat(early).doesNotContain("1.0.0");
        assertThat(codec.header(early.getBytes(StandardCharsets.UTF_8)).version())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false,DROVER", "true,THESIS"})
    void aHeaderThatSaidYesOrNoToTheThesisIsRead(boolean thesis, Settings.Rules rules) throws IOException {
        JournalHeader header = new JournalHeader(1, 1, "1.0.0", Samples.run(), RestoredState.NOTHING);
        String early = new String(codec.line(header), StandardCharsets.UTF_8)
                .replace("\"rules\":\"DROVER\"", "\"thesisRules\":" + thesis);
        assertThat(early).contains("thesisRules");
        JournalHeader read = codec.header(early.getBytes(StandardCharsets.UTF_8));
        assertThat(read.run().settings().strategy().rules()).isEqualTo(rules);
    }

    @Test
    void aRunTakesItsChangeWindowsBack() {
        ChangeWindows never = at -> false;
        Settings settings = Samples.run().settings(never);
        assertThat(settings.migration().windows()).isSameAs(never);
        assertThat(settings)
                .usingRecursiveComparison()
                .ignoringFields("migration.windows")
                .isEqualTo(Samples.run().settings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "{\"heard\":{\"type\":\"nonsense\"}}",
                "{\"heard\":{\"type\":\"stopping\"}}",
                "{\"heard\":{\"type\":\"io.drover.auction.Event$Stopping\",\"at\":\"2026-11-22T12:00:00Z\"}}"
            })
    void refusesWhatIsNoEntry(String line) {
        assertThatThrownBy(() -> codec.entry(line.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    private JournalHeader roundTrip(JournalHeader header) {
        try {
            return codec.header(codec.line(header));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<Class<?>> leaves(Class<?> type) {
        if (!type.isSealed()) return Set.of(type);
        return Stream.of(type.getPermittedSubclasses())
                .flatMap(each -> leaves(each).stream())
                .collect(Collectors.toSet());
    }
}
