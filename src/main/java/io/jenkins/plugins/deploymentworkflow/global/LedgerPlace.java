package io.jenkins.plugins.deploymentworkflow.global;

import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The directory of the ledgers, as an administrator names it. */
final class LedgerPlace {
    private LedgerPlace() {}

    /**
     * @param wanted absolute, or below the home directory; empty for the default
     * @throws IllegalArgumentException when it is no path, when it climbs, or when it is the home directory itself
     */
    static Path of(String wanted, Path home) {
        if (wanted.isEmpty()) {
            return home.resolve(DeploymentWorkflowConfiguration.LEDGERS);
        }
        Path path;
        try {
            path = Path.of(wanted);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(Messages.LedgerPlace_invalid(wanted), e);
        }
        for (Path part : path) {
            if (part.toString().equals("..")) {
                throw new IllegalArgumentException(Messages.LedgerPlace_climbs(wanted));
            }
        }
        Path place = home.resolve(path).normalize();
        if (home.normalize().startsWith(place)) {
            throw new IllegalArgumentException(Messages.LedgerPlace_home(wanted));
        }
        return place;
    }

    static FormValidation check(String wanted, Path now, Path home) {
        Path place;
        try {
            place = of(wanted, home);
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
        if (Files.exists(place) && !Files.isDirectory(place)) {
            return FormValidation.error(Messages.LedgerPlace_noDirectory(place));
        }
        Path above = place;
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above == null || !Files.isWritable(above)) {
            return FormValidation.error(Messages.LedgerPlace_notWritable(place));
        }
        if (place.equals(now)) {
            return FormValidation.ok();
        }
        return FormValidation.warning(
                used(now) && !used(place) ? Messages.LedgerPlace_notMoved(now, place) : Messages.LedgerPlace_restart(place));
    }

    private static boolean used(Path place) {
        try {
            return !LedgerStore.open(place).environments().isEmpty();
        } catch (LedgerException e) {
            return true;
        }
    }
}
