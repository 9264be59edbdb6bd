package io.drover.plan;

/** Advises on a cluster. Pure: the same cluster and options give the same plan. */
public interface Planner {

    Plan plan(Cluster cluster, PlanOptions options);
}
