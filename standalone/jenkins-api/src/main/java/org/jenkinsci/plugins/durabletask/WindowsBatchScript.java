package org.jenkinsci.plugins.durabletask;

import org.kohsuke.stapler.DataBoundConstructor;

public final class WindowsBatchScript extends FileMonitoringTask {
    @DataBoundConstructor
    public WindowsBatchScript(String script) {}

    public native String getScript();
}
