package io.jenkins.plugins.deploymentworkflow.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A project whose shop is deployed by a shell script of its own, as pipelines write it into their workspace. The script
 * notes every call in {@code $WORKSPACE/calls}; a version that ends in {@code -bad} does not pass its verification at
 * its first quarter of the traffic.
 */
public final class Shop {
    /** Masked wherever it would be shown. */
    public static final String SECRET = "s3cr3t-of-the-shop";

    static final String SCRIPT =
            """
            #!/bin/sh
            echo "$@" >> calls
            if [ "$1" = verify ]; then
                case "$2" in *-bad) if grep -q "route $2 25" calls; then
                    echo "the basket of $2 is broken"
                    exit 3
                fi;; esac
            fi
            if [ "$1" = leak ]; then echo "the password is $DB_PASSWORD"; fi
            exit 0
            """;

    private Shop() {}

    /** Groovy that writes the project; the canary's steps are watched for the interval each. */
    static String files(String interval) {
        return file("shop.sh", SCRIPT)
                + "sh 'chmod +x shop.sh'\n"
                + file("dist/shop-1.0.0.txt", "the shop\n")
                + file("config/environment/staging.yaml", environment("staging", interval))
                + file("config/environment/production.yaml", environment("production", interval));
    }

    /** As {@link #files}, in the words of a shell. */
    public static String shell(String interval) {
        return "mkdir -p dist config/environment\n"
                + written("shop.sh", SCRIPT)
                + "chmod +x shop.sh\n"
                + written("dist/shop-1.0.0.txt", "the shop\n")
                + written("config/environment/staging.yaml", environment("staging", interval))
                + written("config/environment/production.yaml", environment("production", interval));
    }

    /** The project itself, with this environment file of production. */
    public static void write(Path workspace, String production) throws IOException {
        Files.createDirectories(workspace.resolve("dist"));
        Files.createDirectories(workspace.resolve("config/environment"));
        Path script = Files.writeString(workspace.resolve("shop.sh"), SCRIPT);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(workspace.resolve("config/environment/production.yaml"), production);
    }

    /** A shell's words that write a file. */
    public static String written(String name, String text) {
        return "cat > " + name + " <<'END OF THE FILE'\n" + text + "END OF THE FILE\n";
    }

    static String file(String name, String text) {
        return "writeFile file: '" + name + "', text: '''" + text.replace("\\", "\\\\") + "'''\n";
    }

    /** An environment file whose strategy is a canary of a quarter, a half and the whole. */
    public static String environment(String name, String interval) {
        return """
                environment: %s
                application: shop
                database: { host: db.example, pool_size: 10 }
                deployment:
                  target:
                    script:
                      deploy: "./shop.sh deploy {{version}}"
                      verify: "./shop.sh verify {{version}}"
                      rollback: "./shop.sh rollback {{version}}"
                      route: "./shop.sh route {{version}} {{weight}}"
                      timeout: 1m
                  strategy: { use: canary, canary: { steps: [25%%, 50%%, 100%%], interval: %s } }
                  monitoring: { bake: 1s }
                  smokeTests:
                    - { name: basket, command: "./shop.sh smoke" }
                """
                .formatted(name, interval);
    }

    /**
     * The same environment file, whose commands for the version do not end as long as there is a file of their name
     * ({@code deploy}, {@code verify}, {@code rollback}, {@code route}, {@code smoke}) in the directory.
     */
    public static String held(String environment, String version, Path directory) {
        return patient(environment).replaceAll(
                "\"\\./shop\\.sh (\\w+)([^\"]*)\"",
                "\"./shop.sh $1$2; [ \\$DEPLOY_VERSION != " + version + " ] || while [ -f " + directory
                        + "/$1 ]; do sleep 0.2; done\"");
    }

    /** The same environment file, whose commands may take long. */
    public static String patient(String environment) {
        return environment
                .replace("timeout: 1m", "timeout: 10m")
                .replace("name: basket,", "name: basket, timeout: 10m,");
    }
}
