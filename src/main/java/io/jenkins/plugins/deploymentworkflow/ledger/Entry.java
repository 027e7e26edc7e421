package io.jenkins.plugins.deploymentworkflow.ledger;

import java.time.Instant;

/**
 * One line of a ledger.
 *
 * @param sequence counts from 1 without gaps
 * @param at when it was written
 * @param previous the hash of the entry before, empty for the first
 * @param hash SHA-256 over everything else in the line, hexadecimal
 */
public record Entry(long sequence, Instant at, Event event, String previous, String hash) {}
