package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildAddressTest {
    @Test
    void aBuildIsFoundByItsAddressWithAndWithoutTheControllers() {
        Optional<BuildAddress> build = Optional.of(new BuildAddress("shop", 12));
        assertEquals(build, BuildAddress.of("job/shop/12/"));
        assertEquals(build, BuildAddress.of("job/shop/12"));
        assertEquals(build, BuildAddress.of("https://ci.example/jenkins/job/shop/12/"));
    }

    @Test
    void foldersAndBranchesKeepTheirNames() {
        assertEquals(
                Optional.of(new BuildAddress("team a/shop+1/feature%2Fbasket", 3)),
                BuildAddress.of("https://ci.example/job/team%20a/job/shop+1/job/feature%252Fbasket/3/"));
        assertEquals(Optional.of("team a/shop"), BuildAddress.job("https://ci.example/job/team%20a/job/shop/"));
    }

    @Test
    void aPartOfAMatrixBelongsToItsJob() {
        assertEquals(Optional.of(new BuildAddress("shop", 7)), BuildAddress.of("job/shop/jdk=17/7/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "12",
                "https://ci.example/",
                "https://ci.example/computer/12/",
                "javascript:alert(1)",
                "job//12/",
                "job/shop/",
                "job/shop/lastBuild/",
                "job/shop/99999999999999999999/",
                "myjob/shop/12/"
            })
    void whatIsNoBuildIsNone(String address) {
        assertEquals(Optional.empty(), BuildAddress.of(address));
    }

    @Test
    void aNameThatIsEncodedWronglyStaysAsItIs() {
        assertEquals(Optional.of(new BuildAddress("50%", 1)), BuildAddress.of("job/50%/1/"));
    }
}
