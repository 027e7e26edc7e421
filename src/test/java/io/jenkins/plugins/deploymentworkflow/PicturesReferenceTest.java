package io.jenkins.plugins.deploymentworkflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation's pictures: each is shown somewhere, is there, says in words what it shows, and is small. */
class PicturesReferenceTest {
    private static final Path IMAGES = Path.of("docs/images");
    private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]]*)]\\(([^)\\s]+)\\)");
    private static final long LARGEST = 80_000;
    private static final long ALTOGETHER = 900_000;
    private static final int SHORTEST_WORDS = 20;

    private record Shown(Path page, String words, Path picture) {}

    @Test
    void everyPictureIsShownAndEveryOneThatIsShownIsThere() throws IOException {
        Set<Path> shown = shown().stream().map(Shown::picture).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(pictures()), shown);
    }

    @Test
    void everyOneIsDescribedInWords() throws IOException {
        assertAll(shown().stream()
                .map(each -> () -> assertTrue(each.words.length() >= SHORTEST_WORDS, each.toString())));
    }

    @Test
    void theyAreSmall() throws IOException {
        long sum = 0;
        for (Path each : pictures()) {
            long size = Files.size(each);
            assertTrue(size < LARGEST, each + " has " + size + " bytes");
            sum += size;
        }
        assertTrue(sum < ALTOGETHER, sum + " bytes altogether");
    }

    private static List<Path> pictures() throws IOException {
        try (Stream<Path> all = Files.list(IMAGES)) {
            return all.map(Path::normalize).toList();
        }
    }

    private static List<Shown> shown() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> all = Files.walk(Path.of("docs"))) {
            all.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        List<Shown> shown = new ArrayList<>();
        for (Path page : pages) {
            Matcher picture = PICTURE.matcher(Files.readString(page));
            while (picture.find()) {
                shown.add(new Shown(
                        page, picture.group(1), page.resolveSibling(picture.group(2)).normalize()));
            }
        }
        return shown;
    }
}
