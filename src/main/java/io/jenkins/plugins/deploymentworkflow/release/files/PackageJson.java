package io.jenkins.plugins.deploymentworkflow.release.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code package.json}: its {@code version}, and where there is a lock file beside it, the same package's in there: {@code
 * version} at the top and, since npm 7, of {@code packages[""]}.
 */
final class PackageJson implements Format {
    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> LOCKS = List.of("package-lock.json", "npm-shrinkwrap.json");
    private static final List<List<String>> IN_LOCK = List.of(List.of("version"), List.of("packages", "", "version"));

    @Override
    public List<Span> spans(Source source, Tree tree) throws NoVersion {
        List<Span> spans = new ArrayList<>(find(source, List.of(List.of("version"))));
        if (spans.isEmpty()) {
            throw source.none(0, "expected \"version\": \"…\" in it, found none");
        }
        String folder = source.file().substring(0, source.file().lastIndexOf('/') + 1);
        for (String name : LOCKS) {
            Optional<byte[]> lock = tree.read(folder + name);
            if (lock.isPresent()) {
                spans.addAll(find(Source.of(folder + name, lock.get()), IN_LOCK));
            }
        }
        return spans;
    }

    private static List<Span> find(Source source, List<List<String>> paths) {
        List<Span> spans = new ArrayList<>();
        List<String> path = new ArrayList<>();
        String text = source.text().substring(source.mark());
        try (JsonParser json = JSON.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    path.add(json.currentName());
                    continue;
                }
                if (token == JsonToken.VALUE_STRING && paths.contains(path)) {
                    int quote = source.mark() + (int) json.currentTokenLocation().getCharOffset();
                    json.finishToken();
                    int after = source.mark() + (int) json.currentLocation().getCharOffset();
                    spans.add(source.span(quote + 1, after - 1));
                }
                follow(token, json, path);
            }
            return spans;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw source.wrong(line, "this is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be read", e);
        }
    }

    /** A list counts as a level of its own that no path leads into; the end of a field's value leaves the field. */
    private static void follow(JsonToken token, JsonParser json, List<String> path) {
        if (token == JsonToken.START_ARRAY) {
            path.add("[]");
        } else if (token == JsonToken.END_ARRAY) {
            path.remove(path.size() - 1);
        }
        boolean ended = !token.isStructStart() && json.getParsingContext().inObject();
        if (ended && !path.isEmpty()) {
            path.remove(path.size() - 1);
        }
    }
}
