package io.drover.report;

import io.drover.calibration.Calibration;
import io.drover.experiment.CellSelection;
import io.drover.experiment.Rules;
import io.drover.experiment.Run;
import io.drover.experiment.RunResult;
import io.drover.report.claim.Claim;
import io.drover.report.claim.Claims;
import io.drover.report.document.Document;
import io.drover.report.document.Section;
import io.drover.scenario.Recording;
import io.drover.simulate.SampledSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The thesis' experiments: runs what is missing and writes the report. */
public final class Experiment {

    private final Request request;
    private final JobProgress progress;
    private final String engine = Fingerprint.ofEngine();

    /**
     * What is asked for.
     *
     * @param directory for results and report; results that are there already are used
     * @param recordings on which policies are compared, too
     * @param real a record of a real cloud; empty: the one that is shipped
     * @param extras what is run besides the cells
     * @param cores so many runs at a time
     * @param command the command line, for the report
     */
    public record Request(
            CellSelection selection,
            Path directory,
            List<Recording> recordings,
            Optional<Path> real,
            Extras extras,
            int cores,
            String command) {
        public Request {
            recordings = List.copyOf(recordings);
        }
    }

    /** What there is besides the cells; each includes the one before it. */
    public enum Extras {
        NONE,
        POLICIES,
        SCALE;

        private boolean include(Extras other) {
            return compareTo(other) >= 0;
        }
    }

    public Experiment(Request request, JobProgress progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * @return the claims with their verdicts
     * @throws IllegalArgumentException when the record of the real cloud is none
     * @throws IOException when the directory cannot be written
     */
    public List<Claim> run() throws IOException {
        Optional<RealCloudSection> real =
                request.real().map(RealRun::read).or(RealRun::shipped).map(RealCloudSection::new);
        JobStore store = new JobStore(request.directory().resolve("runs"), engine, progress::say);
        boolean policies = request.extras().include(Extras.POLICIES);
        List<PolicySection.Load> loads = policies ? PolicySection.loads(request.recordings()) : List.of();
        Map<String, Object> made = new JobRunner(store, progress, request.cores()).results(jobs(loads));
        Results results = new Results(request.selection(), run -> (RunResult) made.get(run.id()));
        List<Claim> claims = Claims.judged(results);
        progress.say("writing the report");
        Document document = document(results, claims, sections(results, claims, loads, made, real));
        new Publisher(request.directory(), progress).publish(document);
        return claims;
    }

    private List<Job<?>> jobs(List<PolicySection.Load> loads) {
        List<Job<?>> jobs = new ArrayList<>();
        for (Run run : request.selection().runs()) {
            Supplier<RunResult> work = () -> run.result(new SampledSizes());
            jobs.add(new Job<>(run.id(), run.toString(), RunResult.class, work));
        }
        jobs.add(SettlingSection.job(Rules.UNSETTLED, request.selection()));
        jobs.add(SettlingSection.job(Rules.THESIS, request.selection()));
        if (request.extras().include(Extras.SCALE)) jobs.addAll(ScaleSection.jobs());
        if (request.extras().include(Extras.POLICIES)) jobs.addAll(PolicySection.jobs(loads));
        return jobs;
    }

    private List<Section> sections(
            Results results,
            List<Claim> claims,
            List<PolicySection.Load> loads,
            Map<String, Object> made,
            Optional<RealCloudSection> real) {
        List<Section> sections = new ArrayList<>();
        sections.add(ClaimsSection.of(claims));
        sections.add(new ResearchQuestions(results, real).section());
        sections.add(new Recommendations(results).section());
        sections.add(SettlingSection.of(
                film(made, SettlingSection.job(Rules.UNSETTLED, request.selection())),
                film(made, SettlingSection.job(Rules.THESIS, request.selection()))));
        real.ifPresent(section -> sections.add(section.section()));
        sections.add(new OverheadTables(results).section());
        sections.add(new PerformanceTables(results).section());
        if (request.extras().include(Extras.POLICIES)) {
            sections.add(PolicySection.of(loads, made));
            sections.add(CalibrationSection.of(Calibration.run()));
        }
        if (request.extras().include(Extras.SCALE)) sections.add(ScaleSection.of(made));
        sections.add(new CurveFigures(results).section());
        sections.add(Overview.of(results, request.command(), engine));
        return sections;
    }

    private static LoadRecording film(Map<String, Object> made, Job<LoadRecording> job) {
        return (LoadRecording) made.get(job.id());
    }

    private static Document document(Results results, List<Claim> claims, List<Section> sections) {
        return new Document(
                "Push, Pull and Hybrid: the thesis' experiments, run again",
                "All tests of the thesis' Table 4-1 with the agents' own engine in virtual time, "
                        + results.cells().size()
                        + " cells and " + results.selection().seeds()
                        + " seeds each, its tables and figures beside its own"
                        + " numbers, and its claims judged. " + ClaimsSection.summary(claims),
                sections);
    }
}
