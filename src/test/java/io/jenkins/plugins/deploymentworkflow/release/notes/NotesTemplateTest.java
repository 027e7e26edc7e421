package io.jenkins.plugins.deploymentworkflow.release.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotesTemplateTest {
    @Test
    void isFilledInWithTheDocument() {
        String template = """
                # {{version}} of {{date}}{{#compare}}, see <{{compare}}>{{/compare}}
                {{#groups}}
                ## {{title}}
                {{#entries}}
                - {{#scope}}{{scope}}: {{/scope}}{{description}} [{{shortHash}}]({{url}}) {{#authors}}{{.}}{{/authors}}
                {{/entries}}
                {{/groups}}
                {{^upgrade}}
                Nothing to do.
                {{/upgrade}}
                """;
        assertEquals("""
                # 1.3.0 of 2026-01-01, see <https://github.com/acme/shop/compare/v1.2.0...v1.3.0>
                ## Features
                - cart: Add it [00000001](https://github.com/acme/shop/commit/00000001%s) Ada Example
                Nothing to do.
                """.formatted("0".repeat(32)), write(template, Escaping.MARKDOWN, "feat(cart): Add it"));
    }

    @Test
    void everyValueIsEscapedUnlessTheTemplateSaysOtherwise() {
        String template = "{{#groups}}{{#entries}}{{description}}|{{{description}}}{{/entries}}{{/groups}}";
        String hostile = "<b>[x](y)</b> & 'z'";
        assertEquals("&lt;b&gt;\\[x\\](y)&lt;/b&gt; & 'z'|" + hostile, write(template, Escaping.MARKDOWN, hostile));
        assertEquals("&lt;b&gt;[x](y)&lt;/b&gt; &amp; &#39;z&#39;|" + hostile, write(template, Escaping.HTML, hostile));
        assertEquals("&lt;b&gt;[x](y)&lt;/b&gt; &amp; 'z'|" + hostile, write(template, Escaping.SLACK, hostile));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{versio}} | notes.md:1: expected a name of the document of release notes, found 'versio'",
                "{{#groups}}{{/entries}} | notes.md: ",
                "{{class}} | found 'class'",
                "{{version.class.name}} | found 'version.class.name'",
                "{{groups.size}} | found 'groups.size'",
                "{{#entrySet}}x{{/entrySet}} | found 'entrySet'",
                "{{> other}} | asks for 'other'",
            })
    void seesTheDocumentAndNothingElse(String template, String message) {
        ConfigurationException wrong =
                assertThrows(ConfigurationException.class, () -> write(template, Escaping.MARKDOWN, "feat: x"));
        assertTrue(wrong.getMessage().contains(message.strip()), wrong.getMessage());
    }

    @Test
    void makesNoEndlessText() {
        String[] many = Collections.nCopies(3000, "feat: x").toArray(String[]::new);
        String bomb =
                "{{#groups}}{{#entries}}{{#groups}}{{#entries}}{{hash}}{{/entries}}{{/groups}}{{/entries}}{{/groups}}";
        ConfigurationException wrong =
                assertThrows(ConfigurationException.class, () -> write(bomb, Escaping.MARKDOWN, many));
        assertTrue(wrong.getMessage().contains("more than"), wrong.getMessage());
    }

    @Test
    void aTemplateThatIsNestedTooDeeplyIsRefused() throws Exception {
        String deep = "{{#version}}".repeat(9000) + "{{/version}}".repeat(9000);
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Thread shallow = new Thread(null, () -> write(deep, Escaping.MARKDOWN, "feat: x"), "shallow", 1 << 18);
        shallow.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
        shallow.start();
        shallow.join();
        assertEquals(
                "notes.md: its sections are nested too deeply", thrown.get(0).getMessage());
    }

    private static String write(String template, Escaping escaping, String... messages) {
        return new NotesTemplate("notes.md", template, escaping).write(Told.notes(messages));
    }
}
