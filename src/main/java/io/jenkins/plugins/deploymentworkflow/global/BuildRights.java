package io.jenkins.plugins.deploymentworkflow.global;

import hudson.model.Cause;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.Permission;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Whether a build may do what one of its steps asks for. Asked are the persons who started it: the one who pressed the
 * button, also for a replay, a rebuild or a restart from a stage, and the one at the beginning of a chain of builds that
 * start each other, as far as Jenkins keeps it. Each of them must have the permission on the job whose build it is. Where
 * nobody started it (a timer, a push, a token), the identity that the build runs as is asked.
 */
public final class BuildRights {
    private static final String ANONYMOUS = "anonymous";

    private BuildRights() {}

    /**
     * Asks the user database, which may take its time.
     *
     * @param runsAs the identity that the build runs as; usually the controller itself, which may do anything
     * @throws Refused when somebody lacks the permission; the message says who, which, where and who grants it
     */
    public static void check(Run<?, ?> build, Authentication runsAs, Operation operation) {
        check(build, runsAs, DeploymentPermissions.of(operation));
    }

    /** The same for what is no operation on an environment. */
    public static void check(Run<?, ?> build, Authentication runsAs, Permission permission) {
        check(build, runsAs, permission, persons(build));
    }

    /**
     * Whether the build may go past guards. That is a person's to decide: for a build that nobody started and that runs
     * as the controller itself, nobody has.
     *
     * @return who did, for the record
     * @throws Refused as {@link #check}
     */
    public static String override(Run<?, ?> build, Authentication runsAs) {
        Set<String> persons = persons(build);
        Permission permission = DeploymentPermissions.OVERRIDE;
        boolean nobody = persons.isEmpty() && ACL.SYSTEM2.getName().equals(runsAs.getName());
        if (nobody && !build.getParent().getACL().hasPermission2(Jenkins.ANONYMOUS2, permission)) {
            throw new Refused(Messages.BuildRights_nobody(build.getFullDisplayName()));
        }
        check(build, runsAs, permission, persons);
        return persons.isEmpty()
                ? runsAs.getName()
                : persons.stream().map(BuildRights::shown).collect(Collectors.joining(", "));
    }

    /**
     * Whether the build may be told what another job has deployed. A job beside its own in a folder is no stranger: they
     * share what is configured there. Of others the persons who started the build must be allowed to view the deployments;
     * the controller itself is no person, so what it starts may be told what everybody may.
     *
     * @param other not the build's own
     */
    public static boolean mayKnow(Run<?, ?> build, Authentication runsAs, Job<?, ?> other) {
        ItemGroup<?> place = build.getParent().getParent();
        if (place instanceof Item && place == other.getParent()) {
            return true;
        }
        Set<String> persons = persons(build);
        if (persons.isEmpty()) {
            boolean controller = ACL.SYSTEM2.getName().equals(runsAs.getName());
            return mayView(other, controller ? Jenkins.ANONYMOUS2 : runsAs);
        }
        return persons.stream()
                .allMatch(person -> mayView(other, identity(person).orElse(Jenkins.ANONYMOUS2)));
    }

    private static boolean mayView(Job<?, ?> job, Authentication who) {
        return job.getACL().hasPermission2(who, Item.READ)
                && job.getACL().hasPermission2(who, DeploymentPermissions.VIEW);
    }

    private static String shown(String person) {
        return person.isEmpty() ? ANONYMOUS : person;
    }

    private static void check(Run<?, ?> build, Authentication runsAs, Permission permission, Set<String> persons) {
        if (persons.isEmpty()) {
            require(build, runsAs, runsAs.getName(), permission);
        }
        for (String person : persons) {
            Optional<Authentication> identity = identity(person);
            if (identity.isPresent()) {
                require(build, identity.get(), shown(person), permission);
            } else {
                requireOfAnybody(build, person, permission);
            }
        }
    }

    private static Set<String> persons(Run<?, ?> build) {
        Set<String> persons = new TreeSet<>();
        collect(build.getCauses(), persons);
        return persons;
    }

    /** The identifiers of the persons, an empty one for somebody who had not logged in. The controller is no person. */
    private static void collect(List<Cause> causes, Set<String> persons) {
        for (Cause cause : causes) {
            if (cause instanceof Cause.UserIdCause person) {
                if (!ACL.SYSTEM2.getName().equals(person.getUserId())) {
                    persons.add(person.getUserId() == null ? "" : person.getUserId());
                }
            } else if (cause instanceof Cause.UpstreamCause upstream) {
                collect(upstream.getUpstreamCauses(), persons);
            }
        }
    }

    /** Empty for who is not known any more, or not allowed in. */
    private static Optional<Authentication> identity(String person) {
        if (person.isEmpty()) {
            return Optional.of(Jenkins.ANONYMOUS2);
        }
        try {
            return Optional.ofNullable(User.getById(person, false)).map(User::impersonate2);
        } catch (AuthenticationException e) {
            return Optional.empty();
        }
    }

    /** Who is not known may do what anybody may, which is everything where nothing is secured. */
    private static void requireOfAnybody(Run<?, ?> build, String person, Permission permission) {
        if (!build.getParent().getACL().hasPermission2(Jenkins.ANONYMOUS2, permission)) {
            throw new Refused(Messages.BuildRights_unknown(
                    person, build.getFullDisplayName(), permission.group.title + "/" + permission.name));
        }
    }

    private static void require(Run<?, ?> build, Authentication identity, String who, Permission permission) {
        Job<?, ?> job = build.getParent();
        if (!job.getACL().hasPermission2(identity, permission)) {
            throw new Refused(Messages.BuildRights_refused(
                    who, permission.group.title + "/" + permission.name, job.getFullName()));
        }
    }
}
