package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Release notes as a document of plain maps, lists, texts and numbers; what is not known is null. */
public final class JsonNotes {
    private JsonNotes() {}

    public static Map<String, Object> document(ReleaseNotes notes) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", notes.version().orElse(null));
        document.put("tag", notes.tag().orElse(null));
        document.put("date", notes.date().toString());
        document.put("commit", notes.commit());
        document.put("previousVersion", notes.previousVersion().orElse(null));
        document.put("previousTag", notes.previousTag().orElse(null));
        document.put("compare", text(notes.compare()));
        document.put("page", text(notes.page()));
        document.put("commits", notes.commits());
        document.put("groups", notes.groups().stream().map(JsonNotes::group).toList());
        document.put(
                "upgrade", notes.upgrades().stream().map(JsonNotes::upgrade).toList());
        document.put(
                "contributors",
                notes.contributors().stream().map(JsonNotes::contributor).toList());
        return document;
    }

    private static Map<String, Object> group(ReleaseNotes.Group group) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", group.kind().id());
        map.put("title", group.kind().title());
        map.put("entries", group.entries().stream().map(JsonNotes::entry).toList());
        return map;
    }

    private static Map<String, Object> entry(Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", entry.type());
        map.put("scope", entry.scope().orElse(null));
        map.put("description", entry.description());
        map.put("breaking", entry.breaking().orElse(null));
        map.put("hash", entry.hash());
        map.put("shortHash", entry.shortHash());
        map.put("url", text(entry.url()));
        map.put("at", entry.at().toString());
        map.put("authors", entry.authors().stream().map(Author::name).toList());
        map.put("issues", entry.issues().stream().map(JsonNotes::reference).toList());
        map.put("pullRequest", entry.pullRequest().map(JsonNotes::reference).orElse(null));
        return map;
    }

    private static Map<String, Object> upgrade(Upgrade upgrade) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("scope", upgrade.scope().orElse(null));
        map.put("text", upgrade.text());
        map.put("hash", upgrade.hash());
        return map;
    }

    private static Map<String, Object> contributor(Contributor contributor) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", contributor.author().name());
        map.put("changes", contributor.changes());
        return map;
    }

    private static Map<String, Object> reference(Reference reference) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", reference.text());
        map.put("url", text(reference.url()));
        return map;
    }

    private static String text(Optional<Address> url) {
        return url.map(Address::text).orElse(null);
    }
}
