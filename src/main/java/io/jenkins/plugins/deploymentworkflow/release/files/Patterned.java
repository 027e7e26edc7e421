package io.jenkins.plugins.deploymentworkflow.release.files;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Any file, by a regular expression whose only group is the version. Each match counts. */
final class Patterned implements Format {
    private static final int MOST_MATCHES = 1000;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Pattern pattern;

    /** @param pattern with one group, {@code ^} and {@code $} matching at each line */
    Patterned(Pattern pattern) {
        this.pattern = pattern;
    }

    @Override
    public List<Span> spans(Source source, Tree tree) throws NoVersion {
        List<Span> spans = new ArrayList<>();
        try {
            Matcher matcher = pattern.matcher(new Bounded(source.text(), System.nanoTime() + LONGEST.toNanos()));
            while (matcher.find()) {
                if (matcher.group(1) == null || matcher.group(1).isEmpty()) {
                    throw source.none(
                            source.line(matcher.start()), "the group of the pattern " + pattern + " matches nothing here");
                }
                spans.add(source.span(matcher.start(1), matcher.end(1)));
                if (spans.size() > MOST_MATCHES) {
                    throw source.wrong(
                            0, "expected at most " + MOST_MATCHES + " matches of " + pattern + ", found more");
                }
            }
        } catch (TooLong | StackOverflowError e) {
            throw source.wrong(
                    0,
                    "the pattern " + pattern + " was given up: it took more than " + LONGEST.toSeconds()
                            + " s or too much memory; write it without nested repetitions");
        }
        if (spans.isEmpty()) {
            throw source.none(0, "expected a match of the pattern " + pattern + ", found none");
        }
        return spans;
    }

    /** A pattern has no bound of its own, but it reads characters all the time. */
    private static final class Bounded implements CharSequence {
        private final String text;
        private final long deadline;
        private int reads;

        Bounded(String text, long deadline) {
            this.text = text;
            this.deadline = deadline;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if ((++reads & 0xFFF) == 0 && System.nanoTime() > deadline) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
