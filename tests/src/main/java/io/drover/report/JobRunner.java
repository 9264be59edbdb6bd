package io.drover.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does jobs on several cores and keeps what is finished, so that a run that was broken off goes on. */
final class JobRunner {

    private final JobStore store;
    private final JobProgress progress;
    private final int cores;

    JobRunner(JobStore store, JobProgress progress, int cores) {
        this.store = store;
        this.progress = progress;
        this.cores = cores;
    }

    private record Made<T>(Job<T> job, T result) {}

    /**
     * @return results by the jobs' ids, in the order of the jobs
     */
    Map<String, Object> results(List<Job<?>> jobs) {
        Map<String, Object> results = new LinkedHashMap<>();
        List<Job<?>> open = new ArrayList<>();
        for (Job<?> job : jobs) {
            Optional<?> kept = store.find(job);
            results.put(job.id(), kept.orElse(null));
            if (kept.isEmpty()) open.add(job);
        }
        progress.begin(jobs.size(), jobs.size() - open.size());
        if (!open.isEmpty()) work(open, results);
        progress.end();
        return results;
    }

    private void work(List<Job<?>> open, Map<String, Object> results) {
        ExecutorService workers = Executors.newFixedThreadPool(cores);
        try {
            CompletionService<Made<?>> queue = new ExecutorCompletionService<>(workers);
            for (Job<?> job : open) queue.submit(() -> make(job));
            for (int i = 0; i < open.size(); i++) {
                Made<?> made = queue.take().get();
                results.put(made.job().id(), made.result());
                progress.finished(made.job().id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the experiment was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failed ? failed : new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private <T> Made<T> make(Job<T> job) {
        T result = job.work().get();
        store.keep(job, result);
        return new Made<>(job, result);
    }
}
