package io.jenkins.plugins.deploymentworkflow.global;

import hudson.security.SecurityRealm;
import io.jenkins.plugins.deploymentworkflow.operation.Approver;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Who calls, as an approval asks for it: what the security realm says of whoever is logged in. Names are compared as the
 * realm compares them, which may take {@code Anna} for {@code anna}.
 *
 * @param id the user's; {@code anonymous} for whoever is not logged in
 * @param groups as the realm names them; {@code authenticated} is one of them for everybody who is logged in
 */
public record Caller(String id, Set<String> groups) implements Approver {
    public static Caller current() {
        Authentication who = Jenkins.getAuthentication2();
        return new Caller(
                who.getName(),
                who.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public boolean isCalled(String name) {
        SecurityRealm realm = Jenkins.get().getSecurityRealm();
        return realm.getUserIdStrategy().equals(id, name)
                || groups.stream().anyMatch(group -> realm.getGroupIdStrategy().equals(group, name));
    }
}
