package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    /** Wherever a placeholder can stand: as a value, in a value, in a default, where it is wrong, in a command. */
    private static final List<String> PLACES = List.of(
            "database: { password: \"%s\" }",
            "database: { url: \"postgres://user:%s@db/shop\" }",
            "database:\n  port: %s",
            "list: [ a, \"%s\", { deep: \"x%sy\" } ]",
            "environment: \"%s\"",
            "application: \"%s\"",
            "services:\n  slack:\n    enabled: %s",
            "services: { slack: { enabled: true, hook: \"https://%s\" } }",
            "deployment: { target: { local: { command: \"run %s\", environment: { KEY: \"%s\" } } } }",
            "deployment: { target: { local: { command: \"run '%s'\" } } }",
            "deployment: { target: { local: { command: x, instances: \"%s\", listen: \"%s\", directory: \"%s\" } } }",
            "deployment: { target: { script: { deploy: \"%s\", verify: \"a %s b\", strategies: [\"%s\"] } } }",
            "deployment: { target: { haproxy: { socket: \"%s\", backend: \"%s\" } } }",
            "deployment: { target: { kubernetes: { deployment: d, image: \"%s\" } } }",
            "deployment: { target: \"%s\" }",
            "deployment: { health: { http: \"%s\", interval: \"%s\", healthyAfter: \"%s\" } }",
            "deployment: { health: { command: \"%s\" } }",
            "deployment: { strategy: { use: \"%s\", canary: { steps: [\"%s\"], replicas: \"%s\" } } }",
            "deployment: { monitoring: { prometheus: { url: \"%s\", alerts: [\"%s\"], credential: \"%s\" } } }",
            "deployment: { monitoring: { traffic: { errorRate: \"%s\" } } }",
            "deployment: { smokeTests: [ { name: \"%s\", http: { url: \"http://u:%s@h/\", body: \"%s\" } } ] }",
            "deployment: { smokeTests: [ { http: \"http://h/%s\" }, { tcp: \"%s\" }, { tls: \"%s\" } ] }",
            "deployment: { smokeTests: [ { name: a, http: { url: \"%s\", json: { /a: \"%s\" } } } ] }",
            "deployment: { guards: { freezes: [ { from: \"%s\", to: \"%s\", zone: \"%s\", reason: \"%s\" } ] } }",
            "deployment: { guards: { windows: [ { days: [\"%s\"], from: \"%s\", to: \"%s\" } ] } }",
            "deployment: { migrations: { flyway: { url: \"jdbc:x?password=%s\" } } }",
            "deployment: { flags: [ { name: \"%s\", ramp: \"%s\" } ] }",
            "deployment: { unknown: \"%s\" }");

    private static final List<String> FORMS = List.of(
            "${SECRET}", "$SECRET", "${SECRET:-d}", "${NONE:-${SECRET}}", "${SECRET:?m}", "${SECRET+${SECRET}}");

    private static final String CHARACTERS = "abcXYZ019 $`'\"\\%{}:/@&=+-_.äß\n";

    @Test
    void aRandomSecretAppearsInNothingThatIsShown() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            String secret = secret(random);
            String place = PLACES.get(random.nextInt(PLACES.size()));
            String form = FORMS.get(random.nextInt(FORMS.size()));
            // A variable that is not secret itself but has the secret inside, as addresses often do.
            Map<String, String> values = new HashMap<>(Map.of("SECRET", secret, "ADDRESS", "x" + secret + "y"));
            String text = place.replace("%s", random.nextInt(8) == 0 ? "${ADDRESS}" : form);
            String shown = shown(text, Variables.of(values, Set.of("SECRET")));
            assertFalse(
                    shown.contains(secret.strip()),
                    () -> "seed " + seed + ": " + text + " with secret '" + secret + "' shows " + shown);
        }
    }

    private static String secret(Random random) {
        StringBuilder secret = new StringBuilder("q7Zp_A");
        int length = random.nextInt(20);
        for (int i = 0; i < length; i++) {
            secret.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return secret.append("9w").toString();
    }

    private static String shown(String text, Variables variables) {
        EnvironmentFile file = EnvironmentFile.of("production.yaml", text + "\n");
        try {
            Environment environment = file.resolve(variables);
            return environment + "|" + environment.resolved() + "|" + environment.settings() + "|"
                    + environment.settings().target() + "|" + environment.redactor() + "|"
                    + environment.redactor().redact(environment.settings().toString());
        } catch (ConfigurationException e) {
            return e + "|" + e.problems() + "|" + variables + "|" + file;
        }
    }

    @Test
    void resolvedShowsTheDocumentWithItsSecretsMasked() {
        Environment environment = EnvironmentFile.of(
                        "production.yaml",
                        """
                        database:
                          url: "postgres://shop:${DB_PASS}@db/shop"
                          password: literal-one
                          pool_size: 10
                        short: "${PIN}"
                        services:
                          github: { enabled: true, credential: github-token, token: "${GH}", secrets: [one-two, { a: b }] }
                        deployment:
                          target:
                            script: { deploy: "deploy --token ${GH}" }
                        """)
                .resolve(Variables.of(
                        Map.of("DB_PASS", "p4ss", "PIN", "1", "GH", "gh-1234"), Set.of("DB_PASS", "PIN", "GH")));
        assertEquals(
                Map.of(
                        "database",
                        Map.of("url", "postgres://shop:****@db/shop", "password", "****", "pool_size", 10),
                        "short",
                        "****",
                        "services",
                        Map.of(
                                "github",
                                Map.of(
                                        "enabled",
                                        true,
                                        "credential",
                                        "github-token",
                                        "token",
                                        "****",
                                        "secrets",
                                        List.of("****", Map.of("a", "****")))),
                        "deployment",
                        Map.of("target", Map.of("script", Map.of("deploy", "deploy --token ${GH}")))),
                environment.resolved());
        assertEquals("postgres://shop:p4ss@db/shop", environment.values().get("DATABASE_URL"));
        assertTrue(environment
                .secretValueNames()
                .containsAll(Set.of("DATABASE_URL", "DATABASE_PASSWORD", "SHORT", "SERVICES_GITHUB_TOKEN")));
        assertFalse(environment.secretValueNames().contains("DATABASE_POOL_SIZE"));
        assertEquals("**** and ****", environment.redactor().redact("literal-one and gh-1234"));
    }

    @Test
    void secretsThatTheFileDoesNotNameAreTakenOutOfTextsToo() {
        Environment environment = EnvironmentFile.of("production.yaml", "a: 1\n")
                .resolve(Variables.ofProcess(Map.of("NPM_TOKEN", "npm-5678", "HOME", "/home/me")));
        assertEquals("used **** in /home/me", environment.redactor().redact("used npm-5678 in /home/me"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "DB_PASSWORD, true",
        "DB_PASS, true",
        "GITHUB_TOKEN, true",
        "TOKEN, true",
        "AWS_SECRET_ACCESS_KEY, true",
        "SSH_PRIVATE_KEY, true",
        "API_KEY, true",
        "MY_APIKEY, true",
        "SSH_AUTH_SOCK, false",
        "GPG_PASSPHRASE, true",
        "DB_CREDENTIAL, true",
        "dbPassword, true",
        "DB_PASSWORD_FILE, false",
        "TOKEN_URL, false",
        "PWD, false",
        "OLDPWD, false",
        "PATH, false",
        "TOKENIZER, false",
        "AUTHOR, false",
        "PASSENGER, false",
        "COMPASS, false",
        "KEYBOARD, false"
    })
    void aProcessVariableIsSecretWhenAWordOfItsNameSaysSo(String name, boolean secret) {
        assertEquals(secret, Variables.ofProcess(Map.of()).isSecret(name));
    }

    @Test
    void aNameAloneMakesNothingSecretWhenTheSecretsAreNamed() {
        assertFalse(Variables.of(Map.of("TOKEN", "x"), Set.of()).isSecret("TOKEN"));
    }

    @Test
    void anOverriddenSecretStaysSecretAndAnAddedOneIsJudgedByItsName() {
        Variables variables = Variables.of(Map.of("KEY", "one1"), Set.of("KEY"))
                .withOverrides(Map.of("KEY", "two2", "DB_PASSWORD", "x"));
        assertEquals("two2", variables.value("KEY").orElseThrow());
        assertEquals(Set.of("KEY", "DB_PASSWORD"), variables.secretNames());
        assertFalse(variables.toString().contains("two2"));
    }
}
