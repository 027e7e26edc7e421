package io.jenkins.plugins.deploymentworkflow.release.files;

import java.util.List;

/** A file that holds nothing but the version. */
final class PlainText implements Format {
    @Override
    public List<Span> spans(Source source, Tree tree) throws NoVersion {
        int start = source.mark();
        int end = source.text().length();
        while (start < end && Character.isWhitespace(source.text().charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(source.text().charAt(end - 1))) {
            end--;
        }
        Span found = source.span(start, end);
        if (found.version().isEmpty() || found.version().chars().anyMatch(Character::isWhitespace)) {
            throw source.none(
                    1, "expected the version alone in it; give a pattern for a file that holds more than that");
        }
        return List.of(found);
    }
}
