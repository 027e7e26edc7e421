package org.jenkinsci.plugins.durabletask;

import org.kohsuke.stapler.DataBoundConstructor;

public final class BourneShellScript extends FileMonitoringTask {
    @DataBoundConstructor
    public BourneShellScript(String script) {}

    public native String getScript();
}
