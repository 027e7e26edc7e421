package io.jenkins.plugins.deploymentworkflow.ledger;

/** A ledger cannot be read, written or trusted; the message names the file, the entry and what to do. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
