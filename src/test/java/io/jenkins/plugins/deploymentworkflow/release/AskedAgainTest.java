package io.jenkins.plugins.deploymentworkflow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who was cut off before it heard the answer gets it when it asks again under the same name, and nobody else does. */
class AskedAgainTest {
    @TempDir
    Path root;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(root);
    }

    private static final class Dead extends Error {
        private static final long serialVersionUID = 1L;
    }

    private ReleaseResult start(String asked, Kind kind) throws InterruptedException {
        return shop.flow().askedAs(asked).start(kind, Options.NONE.withVersion("1.1.0"));
    }

    private ReleaseResult finish(String asked, Kind kind) throws InterruptedException {
        return shop.flow().askedAs(asked).finish(kind, Options.NONE);
    }

    private Path answers() {
        return shop.clone.directory().resolve(".git/deployment-workflow-answers.json");
    }

    @ParameterizedTest
    @CsvSource({"RELEASE, true", "HOTFIX, true", "RELEASE, false"})
    void theSameNameGetsTheSameAnswerAndAnotherOneDoesNot(Kind kind, boolean remote) throws Exception {
        if (!remote) {
            shop.clone.git("remote", "remove", "origin");
        }
        ReleaseResult started = start("build-1-7", kind);
        Map<String, String> afterStart = shop.state();
        assertEquals(started, start("build-1-7", kind));
        assertThrows(ReleaseRefused.class, () -> start("build-1-8", kind));
        assertThrows(ReleaseRefused.class, () -> shop.start(kind, "1.1.0"));
        assertEquals(afterStart, shop.state());

        shop.clone.commit("fix: weigh the tea");
        assertEquals(started, start("build-1-7", kind), "the branch has gone on");
        ReleaseResult finished = finish("build-1-9", kind);
        Map<String, String> afterFinish = shop.state();
        assertEquals(finished, finish("build-1-9", kind));
        assertEquals("finished", finished.outcome());
        assertThrows(ReleaseRefused.class, () -> finish("build-2-9", kind));
        assertThrows(ReleaseRefused.class, () -> shop.finish(kind));
        assertEquals(afterFinish, shop.state());
    }

    @Test
    void anAnswerIsWorthNothingWhenTheReleaseIsGone() throws Exception {
        start("begin", Kind.RELEASE);
        shop.clone.git("checkout", "-q", "develop");
        shop.clone.git("branch", "-q", "-D", "release/v1.1.0");
        shop.clone.git("push", "-q", "origin", "--delete", "release/v1.1.0");
        String other = shop.clone.commit("feat: sell coffee");
        shop.clone.git("push", "-q", "origin", "develop");
        ReleaseResult again = start("begin", Kind.RELEASE);
        assertEquals(other, shop.clone.git("rev-parse", again.branch() + "^"), "it was begun, not only answered");

        finish("end", Kind.RELEASE);
        shop.clone.git("tag", "-d", "v1.1.0");
        shop.clone.tag("v1.1.0");
        ReleaseRefused refused = assertThrows(ReleaseRefused.class, () -> finish("end", Kind.RELEASE));
        assertTrue(refused.getMessage().contains("no release is open"), refused.getMessage());
    }

    /** The answer is kept by then, but the record of what is under way has not gone yet. */
    @Test
    void whoWasKilledWithTheAnswerInHandIsBroughtToTheEnd() throws Exception {
        for (String last : new String[] {"begun", "moved the branches here"}) {
            boolean start = last.equals("begun");
            GitFlow dying = GitFlow.in(shop.git(), what -> {
                        if (what.equals(last)) {
                            throw new Dead();
                        }
                    })
                    .askedAs(last);
            assertThrows(Dead.class, () -> {
                if (start) {
                    dying.start(Kind.RELEASE, Options.NONE);
                } else {
                    dying.finish(Kind.RELEASE, Options.NONE);
                }
            });
            assertEquals("true", shop.state().get("left"));
            ReleaseResult answer = start ? start(last, Kind.RELEASE) : finish(last, Kind.RELEASE);
            assertEquals(start ? "started" : "finished", answer.outcome());
            assertEquals("false", shop.state().get("left"));
            assertEquals("", shop.state().get("status"));
            if (start) {
                shop.clone.commit("fix: weigh the tea");
            }
        }
    }

    @Test
    void onlyTheLastFewAreKeptAndNobodyIsAskedToKeepOne() throws Exception {
        shop.start(Kind.RELEASE, "1.1.0");
        assertFalse(Files.exists(answers()));
        Site site = Site.of(shop.git());
        ReleaseResult result = new ReleaseResult(
                "started",
                "release/v1.1.0",
                "1.1.0",
                "v1.1.0",
                java.util.List.of(),
                null,
                true,
                java.util.List.of(),
                java.util.List.of());
        String commit = shop.clone.head();
        for (int i = 0; i <= Answers.KEPT; i++) {
            new Answers(site, Optional.of("step-" + i)).keep("refs/heads/release/v1.1.0", commit, result);
        }
        assertEquals(Optional.empty(), new Answers(site, Optional.of("step-0")).given());
        assertEquals(Optional.of(result), new Answers(site, Optional.of("step-1")).given());
        assertEquals(Optional.of(result), new Answers(site, Optional.of("step-" + Answers.KEPT)).given());
        assertEquals(Optional.empty(), new Answers(site, Optional.empty()).given());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "null",
                "[null, {}]",
                "[{\"asked\": \"a\", \"ref\": \"--help\", \"object\": \"--all\", \"result\": {}}]",
                "[{\"asked\": \"a\", \"ref\": \"refs/heads/main\", \"object\": \"0123456789012345678901234567890123456789\","
                        + " \"result\": {\"merged\": [], \"todo\": [], \"notes\": []}}]"
            })
    void whatCannotBeAnAnswerIsNone(String text) throws Exception {
        Files.writeString(answers(), text);
        assertEquals("started", start("a", Kind.RELEASE).outcome());
        assertEquals("started", start("a", Kind.RELEASE).outcome());
    }
}
