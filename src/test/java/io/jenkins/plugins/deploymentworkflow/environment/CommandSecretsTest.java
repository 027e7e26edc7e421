package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command's text becomes, and what a real shell makes of it. */
class CommandSecretsTest {
    private static final String TOKEN = "s3cr3t $(date) 'x' \"y\"";

    private static final Variables VARIABLES = Variables.of(
            Map.of("TOKEN", TOKEN, "REGION", "eu-west-1", "TITLE", "two words; $(id)", "EMPTY", ""), Set.of("TOKEN"));

    private static Environment resolve(String command) {
        return EnvironmentFile.of(
                        "production.yaml",
                        "deployment:\n  target:\n    script:\n      deploy: |-\n        "
                                + command.replace("\n", "\n        ") + "\n")
                .resolve(VARIABLES);
    }

    private static String deploy(Environment environment) {
        return ((TargetSettings.Script) environment.settings().requireTarget()).deploy();
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "run --region ${REGION} | run --region eu-west-1",
                "run --region $REGION | run --region eu-west-1",
                "run --token \"${TOKEN}\" | run --token \"${TOKEN}\"",
                "run --token $TOKEN | run --token ${TOKEN}",
                "run ${TOKEN:?no token} | run ${TOKEN:?no token}",
                "run ${TOKEN:-none} | run ${TOKEN:-none}",
                "run ${NONE:-${TOKEN}} | run ${NONE:-${TOKEN}}",
                "run ${TOKEN:+--token} | run ${TOKEN:+--token}",
                "run ${REGION:-${TOKEN}} | run eu-west-1",
                "run \"${TITLE}\" | run \"${TITLE}\"",
                "run ${NONE:-plain} | run plain",
                "run ${NONE:-a b} | run ${NONE:-a b}",
                "run $(date) $? $1 | run $(date) $? $1",
                "for f in *; do echo $$f; done | for f in *; do echo $f; done",
                "run $DEPLOY_VERSION ${DEPLOY_ARTIFACT} | run ${DEPLOY_VERSION} ${DEPLOY_ARTIFACT}",
                "run --version {{version}} | run --version {{version}}",
            })
    void onlyWhatMeansNothingToAShellIsFilledIn(String command, String expected) {
        assertEquals(expected, deploy(resolve(command)));
    }

    @ParameterizedTest(name = "a shell prints {1} for {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "printf '%s' \"${TOKEN}\" | s3cr3t $(date) 'x' \"y\"",
                "printf '%s' \"<${TOKEN:-none}>\" | <s3cr3t $(date) 'x' \"y\">",
                "printf '%s' \"${NONE:-$TOKEN}\" | s3cr3t $(date) 'x' \"y\"",
                "printf '%s' \"${TITLE}\" | two words; $(id)",
                "printf '%s' \"${NONE:-a $$ b}\" | a $ b",
                "printf '%s' \"${EMPTY:-${TITLE}}\" | two words; $(id)",
                "printf '%s' ${REGION} | eu-west-1",
            })
    void aShellMakesOfItWhatTheFileSays(String command, String expected) throws Exception {
        Environment environment = resolve(command);
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", deploy(environment)).redirectErrorStream(true);
        shell.environment().keySet().removeAll(Set.of("NONE", "TOKEN", "TITLE", "REGION", "EMPTY"));
        shell.environment().putAll(environment.commandEnvironment());
        Process process = shell.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(expected, printed);
    }

    @Test
    void theSecretTravelsInTheEnvironmentAlone() {
        Environment environment = resolve("run --token \"${TOKEN}\" --region ${REGION}");
        assertEquals(TOKEN, environment.commandEnvironment().get("TOKEN"));
        assertFalse(environment.commandEnvironment().containsKey("REGION"));
        assertEquals(Set.of("TOKEN"), environment.secretNames());
        assertEquals(Set.of("TOKEN"), environment.secretCommandNames());
        assertFalse(environment.settings().toString().contains("s3cr3t"));
        assertFalse(environment.resolved().toString().contains("s3cr3t"));
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "curl -H 'token: ${TOKEN}' | expected ${TOKEN} outside single quotes",
                "echo '${TITLE}' | expected ${TITLE} outside single quotes",
                "run ${NOT_THERE} | NOT_THERE is not set",
                "run \"${TITLE:-{}}\" | expected no braces within ${TITLE:-{}}",
                "run $f | f is not set",
                "run {{vresion}} | did you mean version?",
            })
    void whatCouldNotWorkIsRefused(String command, String expected) {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> resolve(command));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
        assertTrue(e.getMessage().startsWith("production.yaml:4: deployment.target.script.deploy: "), e.getMessage());
        assertFalse(e.getMessage().contains("s3cr3t"), e.getMessage());
    }

    @Test
    void quotesInDoubleQuotesCommentsAndHereDocumentsAreNoObstacle() {
        assertEquals("run \"it's ${TOKEN}\"", deploy(resolve("run \"it's ${TOKEN}\"")));
        assertEquals("# don't\nrun ${TOKEN}", deploy(resolve("# don't\nrun ${TOKEN}")));
        String text = "cat <<END\nit's ${TOKEN}\nEND";
        assertEquals(text, deploy(resolve(text)));
    }

    @Test
    void outsideCommandsASecretIsFilledInAtTheMomentOfUse() {
        Environment environment = EnvironmentFile.of(
                        "production.yaml",
                        """
                        deployment:
                          smokeTests:
                            - name: home
                              http:
                                url: "https://${REGION}.example/{{version}}"
                                requestHeaders: { Authorization: "Bearer ${TOKEN}" }
                        """)
                .resolve(VARIABLES);
        SmokeTestSettings.Probe.Http http = (SmokeTestSettings.Probe.Http)
                environment.settings().smokeTests().get(0).probe();
        assertEquals("https://eu-west-1.example/{{version}}", http.url());
        assertEquals("Bearer ${TOKEN}", http.requestHeaders().get("Authorization"));
        assertEquals("Bearer " + TOKEN, environment.reveal(http.requestHeaders().get("Authorization")));
    }

    @Test
    void aRevealedSecretThatLooksLikeAPlaceholderStaysWhatItIs() {
        Environment environment = EnvironmentFile.of(
                        "production.yaml", "services: { slack: { url: \"${ONE} ${OTHER}\" } }\n")
                .resolve(Variables.of(Map.of("ONE", "${OTHER}", "OTHER", "$1\\"), Set.of("ONE", "OTHER")));
        String url = environment.settings().services().get("slack").text("url").orElseThrow();
        assertEquals("${ONE} ${OTHER}", url);
        assertEquals("${OTHER} $1\\", environment.reveal(url));
    }

    @Test
    void aSecretHasNoPlaceWhereANumberOrAChoiceIsExpected() {
        EnvironmentFile file = EnvironmentFile.of(
                "production.yaml",
                "deployment:\n  health: { timeout: \"${TOKEN}\" }\n  strategy: { use: \"${TOKEN}\" }\n");
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> file.resolve(VARIABLES));
        assertEquals(2, e.problems().size(), e.getMessage());
        assertTrue(e.getMessage().contains("found a secret (${TOKEN})"), e.getMessage());
    }
}
