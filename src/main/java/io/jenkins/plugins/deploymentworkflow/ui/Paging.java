package io.jenkins.plugins.deploymentworkflow.ui;

/**
 * Which part of a list a page shows.
 *
 * @param skip how many newer rows it passes over
 * @param limit how many rows it shows
 * @param total how many rows there are
 */
public record Paging(int skip, int limit, int total) {
    /** The first row, counted from 1. */
    public int getFirst() {
        return (int) Math.min(skip + 1L, total);
    }

    /** The last row. */
    public int getLast() {
        return (int) Math.min((long) skip + limit, total);
    }

    public int getTotal() {
        return total;
    }

    /** Where the newer page begins; -1 when this is the newest. */
    public int getNewer() {
        return skip == 0 ? -1 : Math.max(0, Math.min(skip, total) - limit);
    }

    /** Where the older page begins; -1 when this is the oldest. */
    public int getOlder() {
        return getLast() >= total ? -1 : skip + limit;
    }
}
