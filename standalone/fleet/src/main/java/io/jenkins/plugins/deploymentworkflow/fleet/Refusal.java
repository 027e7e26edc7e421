package io.jenkins.plugins.deploymentworkflow.fleet;

/** A request that the fleet does not do, with the HTTP status that says whose fault it is and a message for people. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    private Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, message);
    }

    static Refusal notFound(String message) {
        return new Refusal(404, message);
    }

    static Refusal conflict(String message) {
        return new Refusal(409, message);
    }

    static Refusal failed(String message) {
        return new Refusal(500, message);
    }

    int status() {
        return status;
    }
}
