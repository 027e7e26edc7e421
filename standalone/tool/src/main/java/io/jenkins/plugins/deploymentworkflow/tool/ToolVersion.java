package io.jenkins.plugins.deploymentworkflow.tool;

import picocli.CommandLine.IVersionProvider;

/** The tool's version, from its jar. */
final class ToolVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"deployment-workflow " + (version == null ? "(development build)" : version)};
    }
}
