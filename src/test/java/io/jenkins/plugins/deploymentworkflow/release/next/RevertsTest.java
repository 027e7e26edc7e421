package io.jenkins.plugins.deploymentworkflow.release.next;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.versioning.Bump;
import io.jenkins.plugins.deploymentworkflow.versioning.Impact;
import io.jenkins.plugins.deploymentworkflow.versioning.Reverted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevertsTest {

    private static Node commit(char digit, int digits, Optional<Reverted> reverted) {
        String hash = "abcdef0" + String.valueOf(digit).repeat(digits - 7);
        return new Node(hash, List.of(), "feat: " + digit, new Impact(Bump.MINOR, "feature"), reverted);
    }

    private static Node revert(int digits, String hash) {
        return commit('9', digits, Optional.of(new Reverted(List.of(hash), Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 64})
    void aHashNamesItsCommitWholeOrAbbreviated(int digits) {
        Node one = commit('1', digits, Optional.empty());
        Node other = commit('2', digits, Optional.empty());
        for (int length : List.of(8, 12, 39, 40, digits)) {
            Node revert = revert(digits, one.hash().substring(0, length));
            Reverts reverts = Reverts.among(List.of(revert, other, one));
            assertTrue(reverts.isTakenBack(one), length + " digits");
            assertFalse(reverts.isTakenBack(other), length + " digits");
            assertFalse(reverts.takesBackWhatWasReleased(revert), length + " digits");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 64})
    void aHashOfNoneOrOfSeveralIsOfSomethingReleased(int digits) {
        Node one = commit('1', digits, Optional.empty());
        Node other = commit('2', digits, Optional.empty());
        for (String hash : List.of(
                "abcdef0", "abcdef03", commit('3', digits, Optional.empty()).hash())) {
            Node revert = revert(digits, hash);
            Reverts reverts = Reverts.among(List.of(revert, other, one));
            assertFalse(reverts.isTakenBack(one) || reverts.isTakenBack(other), hash);
            assertTrue(reverts.takesBackWhatWasReleased(revert), hash);
        }
    }
}
