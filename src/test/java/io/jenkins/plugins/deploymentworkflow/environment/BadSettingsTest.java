package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadSettingsTest {
    private static final Variables NONE = Variables.of(Map.of(), Set.of());

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "target: { local: { command: x, instances: 0 } } | target.local.instances | expected a whole number"
                        + " from 1 to 1000, found 0",
                "target: { local: { command: x, instances: 1.5 } } | target.local.instances | found '1.5'",
                "target: { local: { command: x, instances: many } } | target.local.instances | found 'many'",
                "target: { local: { instances: 2 } } | target.local.command | expected a value, found none; add for"
                        + " example command:",
                "target: { local: { command: } } | target.local.command | expected a value, found none",
                "target: { local: { command: \" \" } } | target.local.command | expected a text, found an empty one",
                "target: { local: { command: [x] } } | target.local.command | expected a text, found a list",
                "target: { local: { command: x, listen: \"127.0.0.1:65536\" } } | target.local.listen | a port from 0"
                        + " to 65535, found 65536",
                "target: { local: { command: x, listen: \"a b:80\" } } | target.local.listen | expected host:port",
                "target: { local: { command: \"x {{prot}}\" } } | target.local.command | found {{prot}}; did you mean"
                        + " port?",
                "target: { local: { command: x, comand: y } } | target.local.comand | unknown key; did you mean"
                        + " command?",
                "target: { local: { command: x, drainTimeout: -5s } } | target.local.drainTimeout | expected a"
                        + " duration such as 500ms, 15s, 5m, 2h or 1d, found '-5s'",
                "target: { local: { command: x, drainTimeout: 30 } } | target.local.drainTimeout | found '30'",
                "target: { local: { command: x }, script: { deploy: y } } | target | expected exactly one of local,"
                        + " script, haproxy, kubernetes, found local and script",
                "target: {} | target | expected exactly one of local, script, haproxy, kubernetes, found none",
                "target: { docker: {} } | target.docker | unknown key; known here: local, script, haproxy, kubernetes",
                "target: { kubernets: {} } | target.kubernets | did you mean kubernetes?",
                "target: local | target | expected a map, found 'local'",
                "target: { script: { verify: x } } | target.script.deploy | expected a value, found none",
                "target: { script: { deploy: x, timeout: 0s } } | target.script.timeout | expected a duration of more"
                        + " than 0",
                "target: { script: { deploy: x, strategies: [canry] } } | target.script.strategies[0] | did you mean"
                        + " canary?",
                "target: { haproxy: { backend: b } } | target.haproxy.socket | expected a value, found none",
                "target: { kubernetes: { namespace: n } } | target.kubernetes.deployment | expected a value, found"
                        + " none",
                "health: { healthyAfter: 0 } | health.healthyAfter | expected a whole number from 1 to 1000, found 0",
                "health: { unhealthyAfter: 0 } | health.unhealthyAfter | found 0",
                "health: { interval: 0s } | health.interval | expected a duration of more than 0",
                "health: { interval: soon } | health.interval | found 'soon'",
                "health: { http: health } | health.http | expected a path that begins with /",
                "health: { http: /a, tcp: true } | health | expected exactly one of http, tcp, command, found http and"
                        + " tcp",
                "health: { tcp: 70000 } | health.tcp | a port from 1 to 65535, found 70000",
                "health: { path: /a } | health.path | unknown key",
                "strategy: { use: bluegreen } | strategy.use | expected one of blue-green, canary, rolling, found"
                        + " 'bluegreen'; did you mean blue-green?",
                "strategy: { use: recreate } | strategy.use | expected one of blue-green, canary, rolling, found"
                        + " 'recreate'",
                "strategy: { canary: { steps: [5%, 5%] } } | strategy.canary.steps | expected shares that rise from"
                        + " above 0% to 100%, found 5% after 5%",
                "strategy: { canary: { steps: [50%, 25%] } } | strategy.canary.steps | found 25% after 50%",
                "strategy: { canary: { steps: [0%, 25%] } } | strategy.canary.steps | found 0% after 0%",
                "strategy: { canary: { steps: [101%] } } | strategy.canary.steps[0] | a share lies between 0% and"
                        + " 100%, found '101%'",
                "strategy: { canary: { steps: [5, 25] } } | strategy.canary.steps[0] | expected a percentage such as"
                        + " 25%, found '5'",
                "strategy: { canary: { steps: [] } } | strategy.canary.steps | found an empty list",
                "strategy: { canary: { steps: { a: 1 } } } | strategy.canary.steps | found a map",
                "strategy: { canary: { steps: [[5%]] } } | strategy.canary.steps[0] | found a list",
                "strategy: { canary: { replicas: 0 } } | strategy.canary.replicas | a canary needs an instance",
                "strategy: { canary: { replicas: some } } | strategy.canary.replicas | or write match",
                "strategy: { canary: { replicas: 101% } } | strategy.canary.replicas | between 0% and 100%, found 101%",
                "strategy: { rolling: { maxSurge: 0, maxUnavailable: 0 } } | strategy.rolling.maxSurge | found both 0",
                "strategy: { rolling: { maxSurge: 0% } } | strategy.rolling.maxSurge | found both 0",
                "strategy: { rolling: { maxSurge: 101% } } | strategy.rolling.maxSurge | between 0% and 100%, found"
                        + " 101%",
                "strategy: { rolling: { maxSurge: -1 } } | strategy.rolling.maxSurge | 0 or more, found -1",
                "strategy: { rolling: { pause: -1s } } | strategy.rolling.pause | found '-1s'",
                "strategy: { blue-green: { bake: 5 } } | strategy.blue-green.bake | found '5'",
                "strategy: { blueGreen: { bake: 5m } } | strategy.blueGreen | unknown key; did you mean blue-green?",
                "monitoring: { noData: ignore } | monitoring.noData | expected one of fail, hold, pass, found 'ignore'",
                "monitoring: { onCritical: rolback } | monitoring.onCritical | did you mean rollback?",
                "monitoring: { traffic: {} } | monitoring.traffic | expected errorRate, p90 or both, found neither",
                "monitoring: { traffic: { errorRate: 0.05 } } | monitoring.traffic.errorRate | expected a percentage"
                        + " such as 25%, found '0.05'",
                "monitoring: { traffic: { p90: 0s } } | monitoring.traffic.p90 | more than 0",
                "monitoring: { traffic: { p90: 2s, minimumRequests: 0 } } | monitoring.traffic.minimumRequests | found"
                        + " 0",
                "monitoring: { prometheus: { alerts: [a] } } | monitoring.prometheus.url | expected a value, found"
                        + " none",
                "monitoring: { prometheus: { url: \"prometheus:9090\", alerts: [a] } } | monitoring.prometheus.url |"
                        + " expected an address such as https://host/path, found 'prometheus:9090'",
                "monitoring: { prometheus: { url: \"http://p\" } } | monitoring.prometheus.alerts | expected a value,"
                        + " found none",
                "monitoring: { prometheus: { url: \"http://p\", alerts: [] } } | monitoring.prometheus.alerts | found"
                        + " an empty list",
                "smokeTests: [ { name: a } ] | smokeTests[0] | expected exactly one of http, tcp, tls, command, found"
                        + " none",
                "smokeTests: [ { name: a, tcp: \"a:1\", command: x } ] | smokeTests[0] | found tcp and command",
                "smokeTests: [ { name: a, tcp: db } ] | smokeTests[0].tcp | found 'db' without port",
                "smokeTests: [ { name: a, http: { url: \"ftp://x/\" } } ] | smokeTests[0].http.url | expected an"
                        + " address such as https",
                "smokeTests: [ { name: a, http: { url: \"http://x/\", status: 99 } } ] | smokeTests[0].http.status |"
                        + " from 100 to 599, found 99",
                "smokeTests: [ { name: a, http: { url: \"http://x/\", json: { status: up } } } ] |"
                        + " smokeTests[0].http.json | expected a JSON pointer",
                "smokeTests: [ { name: a, tls: { host: x, minDays: -1 } } ] | smokeTests[0].tls.minDays | found -1",
                "smokeTests: [ { name: a, command: x, retries: -1 } ] | smokeTests[0].retries | found -1",
                "smokeTests: [ { name: a, command: x, timeout: 0s } ] | smokeTests[0].timeout | more than 0",
                "smokeTests: [ { name: a, command: x }, { name: a, command: y } ] | smokeTests[1].name | found 'a'"
                        + " again",
                "smokeTests: { name: a } | smokeTests | expected a list of maps, found a map",
                "smokeTests: [ home ] | smokeTests[0] | expected a map, found 'home'",
                "guards: { windows: [ { from: \"09:00\", to: \"09:00\" } ] } | guards.windows[0].to | the window would"
                        + " be empty",
                "guards: { windows: [ { from: \"09:00\" } ] } | guards.windows[0].to | expected a value, found none",
                "guards: { windows: [ { from: \"25:00\", to: \"09:00\" } ] } | guards.windows[0].from | found '25:00'",
                "guards: { windows: [ { from: \"24:00\", to: \"09:00\" } ] } | guards.windows[0].from | found '24:00'",
                "guards: { windows: [ { from: 9am, to: \"10:00\" } ] } | guards.windows[0].from | found '9am'",
                "guards: { windows: [ { days: [mon, tues], from: \"09:00\", to: \"10:00\" } ] } |"
                        + " guards.windows[0].days[1] | found 'tues'",
                "guards: { windows: [ { from: \"09:00\", to: \"10:00\", zone: Europe/Berln } ] } |"
                        + " guards.windows[0].zone | did you mean Europe/Berlin?",
                "guards: { freezes: [ { from: \"2026-02-30T00:00\", to: \"2026-03-02T00:00\" } ] } |"
                        + " guards.freezes[0].from | found '2026-02-30T00:00'",
                "guards: { freezes: [ { from: \"2026-03-02\", to: \"2026-03-02\" } ] } | guards.freezes[0].to |"
                        + " expected a time after from",
                "guards: { freezes: [ { from: \"2026-03-02\" } ] } | guards.freezes[0].to | expected a value, found"
                        + " none",
                "guards: { rate: { deployments: 0, per: 1h } } | guards.rate.deployments | expected a whole number of"
                        + " 1 or more, found 0",
                "guards: { rate: { deployments: 3 } } | guards.rate.per | expected a value, found none",
                "guards: { breaker: { failures: 0 } } | guards.breaker.failures | found 0",
                "guards: { approval: {} } | guards.approval.by | expected a value, found none",
                "guards: { approval: { by: [] } } | guards.approval.by | found an empty list",
                "guards: { requireStaging: yes } | guards.requireStaging | expected true or false, found 'yes'",
                "provision: [ { name: a, check: x } ] | provision[0].apply | expected a value, found none",
                "dependencies: [ { name: a, check: x } ] | dependencies[0].requires | expected a value, found none",
                "migrations: { before: traffic } | migrations | expected exactly one of flyway, found none",
                "migrations: { flyway: { url: \"postgres://x\" } } | migrations.flyway.url | begins with jdbc:",
                "migrations: { flyway: { url: \"jdbc:x\" }, before: lunch } | migrations.before | expected one of"
                        + " install, traffic, found 'lunch'",
                "flags: [ { ramp: [5%] } ] | flags[0].name | expected a value, found none",
                "flags: [ { name: a, ramp: [50%, 5%] } ] | flags[0].ramp | found 5% after 50%",
                "flags: [ { name: a, with: promoet } ] | flags[0].with | did you mean promote?",
                "strategie: {} | strategie | unknown key; did you mean strategy?",
            })
    void eachIsRefusedWithFileLineKeyAndWhatToDo(String yaml, String key, String expected) {
        EnvironmentFile file = EnvironmentFile.of("production.yaml", "deployment:\n  " + yaml + "\n");
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> file.resolve(NONE));
        assertTrue(
                e.problems().stream()
                        .anyMatch(p -> p.key().equals("deployment." + key)
                                && p.line() == 2
                                && p.message().contains(expected)),
                e.getMessage());
    }

    @Test
    void allErrorsOfAFileAreReportedTogetherInTheOrderOfTheirLines() {
        EnvironmentFile file = EnvironmentFile.of(
                "config/environment/production.yaml",
                """
                environment: pro duction
                database: { host: "${DB_HOST}" }
                deployment:
                  target:
                    local:
                      command: "run --port {{port}}"
                      instances: 0
                  strategy:
                    canary:
                      steps: [50%, 25%]
                    rolling: { maxSurge: 0, maxUnavailable: 0 }
                  monitorring: {}
                """);
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> file.resolve(NONE));
        assertEquals(
                List.of(
                        "1 environment",
                        "2 database.host",
                        "7 deployment.target.local.instances",
                        "10 deployment.strategy.canary.steps",
                        "11 deployment.strategy.rolling.maxSurge",
                        "12 deployment.monitorring"),
                e.problems().stream().map(p -> p.line() + " " + p.key()).toList());
        assertEquals(6, e.getMessage().lines().count());
        assertTrue(
                e.getMessage()
                        .contains("config/environment/production.yaml:10: deployment.strategy.canary.steps: expected"),
                e.getMessage());
    }

    @Test
    void unknownKeysOutsideDeploymentBelongToTheApplication() {
        Environment environment = EnvironmentFile.of(
                        "production.yaml", "databse: { hots: x }\nservices: { timeout: 5, own: { a: b } }\n")
                .resolve(NONE);
        assertEquals(Map.of("hots", "x"), environment.resolved().get("databse"));
        assertEquals(Set.of("own"), environment.settings().services().keySet());
    }

    @Test
    void aServiceSaysByTrueOrFalseWhetherItIsEnabled() {
        EnvironmentFile file = EnvironmentFile.of("production.yaml", "services: { slack: { enabled: maybe } }\n");
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> file.resolve(NONE));
        assertEquals(
                "production.yaml:1: services.slack.enabled: expected true or false, found 'maybe'", e.getMessage());
    }

    @Test
    void twoKeysThatWouldGiveOneVariableAreRefused() {
        EnvironmentFile file = EnvironmentFile.of("production.yaml", "a: { b: 1 }\na_b: 2\n");
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> file.resolve(NONE));
        assertTrue(e.getMessage().startsWith("production.yaml:2: a_b: expected a variable of its own"), e.getMessage());
    }

    @Test
    void aValueThatIsMuchTooLongIsRefusedWithoutBeingRead() {
        String text = "1s".repeat(100_000);
        EnvironmentFile file = EnvironmentFile.of(
                "production.yaml",
                "big: " + "9".repeat(200_000) + "\ndeployment: { health: { timeout: " + text + ", command: \"{{"
                        + " ".repeat(200_000) + "\" } }\n");
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> file.resolve(NONE));
        assertEquals(
                "production.yaml:2: deployment.health.timeout: expected a duration such as 15s, found a text of 200000"
                        + " characters",
                e.getMessage());
    }

    @Test
    void aDeploymentThatIsNoMapIsRefused() {
        EnvironmentFile file = EnvironmentFile.of("production.yaml", "deployment: blue-green\n");
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> file.resolve(NONE));
        assertEquals("production.yaml:1: deployment: expected a map, found 'blue-green'", e.getMessage());
    }
}
