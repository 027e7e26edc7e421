/**
 * The record of what happened: an append-only, hash-chained log per application and environment, the history that is
 * folded from it, and the lease that lets one deployment at a time act. The format is in {@code docs/ledger.md}.
 */
package io.jenkins.plugins.deploymentworkflow.ledger;
