package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A real browser, where one is installed, and what every page of ours has to be in it. */
final class Chromium implements AutoCloseable {
    private static final List<Path> BROWSERS =
            Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                    .map(Path::of)
                    .toList();
    private static final int WIDE = 1400;
    private static final int NARROW = 360;
    private static final int HEIGHT = 900;

    /** The variables by which a dark theme differs; Jenkins itself has none. */
    private static final String DARK =
            """
            :root {
              color-scheme: dark;
              --white: oklch(98% 0.015 265);
              --background: oklch(0.175 0.013 265);
              --accent-color: oklch(65.13% 0.1987 265);
              --text-color: var(--white);
              --text-color-secondary: oklch(0.7 0.038 265);
              --card-background: color-mix(in oklch, var(--text-color-secondary) 7.5%, var(--background));
              --table-background: var(--card-background);
              --input-color: color-mix(in oklch, var(--text-color-secondary) 8%, var(--background));
              --input-border: color-mix(in oklch, var(--text-color-secondary) 30%, var(--background));
            }
            """;

    /** Everything that the keyboard has to reach. */
    private static final String OPERABLE =
            "a[href], button, summary, textarea, select, input:not([type=hidden]), [tabindex='0']";

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Ends the test as one that could not run where there is none. */
    static Chromium open() {
        Path chromium = BROWSERS.stream().filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(chromium != null, "no Chromium is installed: none of " + BROWSERS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(List.of("--no-sandbox", "--disable-gpu"))));
    }

    Page page() {
        Page page = browser.newPage();
        page.setViewportSize(WIDE, HEIGHT);
        return page;
    }

    @Override
    public void close() {
        playwright.close();
    }

    /**
     * Wide and narrow, light and dark: axe finds nothing serious, and nothing sticks out. The page stays dark. Pictures
     * of it are kept below {@code target/pages}.
     *
     * @param ours the part of the page that is ours
     */
    static void everybodyCanRead(Page page, String ours, String name) {
        look(page, ours, name + "-light");
        page.addStyleTag(new Page.AddStyleTagOptions().setContent(DARK));
        assertNotEquals("rgb(254, 254, 254)", page.evaluate("getComputedStyle(document.body).backgroundColor"));
        look(page, ours, name + "-dark");
        page.setViewportSize(WIDE, HEIGHT);
    }

    private static void look(Page page, String ours, String name) {
        for (int width : List.of(WIDE, NARROW)) {
            page.setViewportSize(width, HEIGHT);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "pages", name + "-" + width + ".png")));
            String where = name + ", " + width + " wide";
            assertEquals(List.of(), findings(page, ours), where);
            assertEquals(
                    false,
                    page.evaluate("document.documentElement.scrollWidth > window.innerWidth"),
                    "nothing sticks out: " + where);
        }
    }

    /** What axe finds serious or critical in a part of the page; the colour of its subtitle is Jenkins' own. */
    private static List<String> findings(Page page, String part) {
        List<Rule> violations = new AxeBuilder(page)
                        .include(List.of(part))
                        .exclude(List.of(".jenkins-app-bar__subtitle"))
                        .analyze()
                        .getViolations();
        return violations.stream()
                .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                .flatMap(rule -> rule.getNodes().stream()
                        .map(node -> rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary()))
                .toList();
    }

    /** Whatever can be operated in a part of the page is reached by the tabulator key, and is seen to be. */
    static void everythingIsReachedByKeyboard(Page page, String part) {
        page.evaluate(
                """
                ([part, operable]) => {
                  const seen = (e) => e.checkVisibility();
                  window.left = new Set([...document.querySelector(part).querySelectorAll(operable)].filter(seen));
                  document.activeElement.blur();
                }
                """,
                List.of(part, OPERABLE));
        int most = ((Number) page.evaluate("document.querySelectorAll(\"" + OPERABLE + "\").length")).intValue();
        for (int i = 0; i <= most && (Boolean) page.evaluate("window.left.size > 0"); i++) {
            page.keyboard().press("Tab");
            page.evaluate("window.left.delete(document.activeElement)");
        }
        assertEquals(
                List.of(),
                page.evaluate("[...window.left].map((e) => e.outerHTML.slice(0, 200))"),
                "cannot be reached by keyboard");
    }
}
