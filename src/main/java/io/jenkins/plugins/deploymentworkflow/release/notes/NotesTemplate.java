package io.jenkins.plugins.deploymentworkflow.release.notes;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Release notes by a template of one's own, in the language of <a href="https://mustache.github.io/">Mustache</a>, over
 * the document of {@link JsonNotes}. It sees that document and nothing else: no class, no method, no other file.
 *
 * <p>{@code {{name}}} writes a value escaped for the kind of text that the template makes; {@code {{{name}}}} writes it
 * as it stands in the commit, which is safe nowhere.
 */
public final class NotesTemplate {
    private static final int LONGEST = 1 << 18;
    private static final int LONGEST_RESULT = 16 << 20;
    private static final int MOST_ITEMS = 1_000_000;

    private final String file;
    private final String text;
    private final Escaping escaping;

    /**
     * @param file its name, for messages
     * @throws ConfigurationException when it is too long to be one
     */
    public NotesTemplate(String file, String text, Escaping escaping) {
        this.file = file;
        this.text = text;
        this.escaping = escaping;
        if (text.length() > LONGEST) {
            throw wrong(0, "expected a template of at most " + LONGEST + " characters, found " + text.length());
        }
    }

    /**
     * The template filled in.
     *
     * @throws ConfigurationException with the line, when it is no template, names what is not there, or makes too much
     */
    public String write(ReleaseNotes notes) {
        Map<String, Object> document = JsonNotes.document(notes);
        Set<String> addresses = new HashSet<>();
        addresses(document, addresses);
        BoundedText written = new BoundedText(LONGEST_RESULT);
        try {
            compiler(addresses).compile(text).execute(document, written);
        } catch (MustacheException.Context e) {
            throw wrong(e.lineNo, "expected a name of the document of release notes, found '" + e.key + "'");
        } catch (MustacheException | BoundedText.Full e) {
            throw wrong(0, String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            throw wrong(0, "its sections are nested too deeply");
        }
        return written.toString();
    }

    private Mustache.Compiler compiler(Set<String> addresses) {
        return Mustache.compiler()
                .withCollector(new Plain())
                .withEscaper(value -> addresses.contains(value) ? escaping.address(value) : escaping.text(value))
                .withFormatter(String::valueOf)
                .nullValue("")
                .strictSections(true)
                .emptyStringIsFalse(true)
                .withLoader(name -> {
                    throw new MustacheException(
                            "a template cannot include others, but this one asks for '" + name + "'; write it out");
                });
    }

    /** Our own links, which are escaped as such; the same text in a message leads to the same page. */
    private static void addresses(Object value, Set<String> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                if (each instanceof String address
                        && (key.equals("url") || key.equals("compare") || key.equals("page"))) {
                    into.add(address);
                } else {
                    addresses(each, into);
                }
            });
        } else if (value instanceof Collection<?> list) {
            list.forEach(each -> addresses(each, into));
        }
    }

    private ConfigurationException wrong(int line, String message) {
        return new ConfigurationException(new Problem(file, line, "", message));
    }

    /** Looks into maps and lists alone: no reflection. */
    private static final class Plain implements Mustache.Collector {
        private int items;

        @Override
        public Iterator<?> toIterator(Object value) {
            if (!(value instanceof Collection<?> list)) {
                return null;
            }
            items += list.size();
            if (items < 0 || items > MOST_ITEMS) {
                throw new BoundedText.Full("it repeats sections more than " + MOST_ITEMS + " times");
            }
            return list.iterator();
        }

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            return (from, key) ->
                    from instanceof Map<?, ?> map && map.containsKey(key) ? map.get(key) : Template.NO_FETCHER_FOUND;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
