package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * The address of a page, which may be linked to: {@code http} or {@code https}, ASCII, without credentials.
 *
 * @param text as it stands in a link, not yet escaped for what it is written into
 */
public record Address(String text) {
    private static final int LONGEST = 2000;

    /** The address that a text is, when it is such a one. */
    static Optional<Address> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null;
            return web && plain ? Optional.of(new Address(uri.toASCIIString())) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** @param path encoded; what is below a page is one when it is not too long */
    Optional<Address> below(String path) {
        boolean fits = text.length() + path.length() < LONGEST;
        return fits ? Optional.of(new Address(text + "/" + path)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
