package io.jenkins.plugins.deploymentworkflow.global;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * The variables that are bound to an environment, from the credentials that a job may see. A text is the value; of a file
 * it is what the file holds; a user with a password gives {@code NAME} ({@code user:password}), {@code NAME_USR} and
 * {@code NAME_PSW}, as in a Declarative Pipeline.
 */
public final class BoundVariables {
    /** A variable cannot be longer on every system, in bytes. */
    static final int LONGEST = 100_000;

    private BoundVariables() {}

    /**
     * @param item the job that deploys, or deployed; null for none, and for credentials that everybody sees
     * @param used told of each credential, so that its use can be noted
     * @throws Refused when a credential is not to be had, or is of another kind
     */
    public static KnownEnvironments.Bindings of(
            String application, String environment, Item item, Consumer<StandardCredentials> used) {
        Map<String, String> values = new HashMap<>();
        Set<String> secret = new HashSet<>();
        for (BoundVariable bound : ConfiguredEnvironments.of(item).variables(application, environment)) {
            String where = environment + ": " + bound.getVariable();
            StandardCredentials credential = find(bound.getCredentialsId(), item)
                    .orElseThrow(() -> new Refused(Messages.BoundVariables_none(
                            where, bound.getCredentialsId(), item == null ? "Jenkins" : item.getFullName())));
            bind(bound.getVariable(), credential, where, values, secret);
            used.accept(credential);
        }
        return new KnownEnvironments.Bindings(Map.copyOf(values), Set.copyOf(secret));
    }

    /** These, and behind them what is bound: what both have is taken from these, and is secret when one says so. */
    public static Variables behind(Variables first, KnownEnvironments.Bindings bound) {
        return new Variables() {
            @Override
            public Optional<String> value(String name) {
                return first.value(name).or(() -> Optional.ofNullable(bound.values().get(name)));
            }

            @Override
            public boolean isSecret(String name) {
                return first.isSecret(name) || bound.secret().contains(name);
            }

            @Override
            public Set<String> secretNames() {
                Set<String> names = new TreeSet<>(first.secretNames());
                names.addAll(bound.secret());
                return names;
            }

            @Override
            public String toString() {
                return first + " before " + new TreeSet<>(bound.values().keySet());
            }
        };
    }

    /** Jobs see no credential that is meant for the controller alone; no more does what runs without one. */
    private static Optional<StandardCredentials> find(String id, Item item) {
        StandardCredentials found = CredentialsProvider.findCredentialByIdInItem(
                id, StandardCredentials.class, item, ACL.SYSTEM2, List.of());
        return Optional.ofNullable(found).filter(each -> each.getScope() != CredentialsScope.SYSTEM);
    }

    private static void bind(
            String name,
            StandardCredentials credential,
            String where,
            Map<String, String> values,
            Set<String> secret) {
        List<String> bound = new ArrayList<>(List.of(name));
        if (credential instanceof StringCredentials text) {
            values.put(name, text.getSecret().getPlainText());
        } else if (credential instanceof FileCredentials file) {
            values.put(name, content(file, where));
        } else if (credential instanceof StandardUsernamePasswordCredentials user) {
            String password = user.getPassword().getPlainText();
            values.put(name, user.getUsername() + ":" + password);
            values.put(name + "_USR", user.getUsername());
            values.put(name + "_PSW", password);
            bound.add(name + "_PSW");
            if (user.isUsernameSecret()) {
                bound.add(name + "_USR");
            }
        } else {
            throw new Refused(Messages.BoundVariables_kind(where, credential.getId()));
        }
        secret.addAll(bound);
    }

    private static String content(FileCredentials file, String where) {
        byte[] bytes;
        try (InputStream in = file.getContent()) {
            bytes = in.readNBytes(LONGEST + 1);
        } catch (IOException e) {
            throw new Refused(Messages.BoundVariables_unreadable(where, file.getId()));
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (bytes.length <= LONGEST && text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // Said below.
        }
        throw new Refused(Messages.BoundVariables_noText(where, file.getId(), LONGEST));
    }
}
