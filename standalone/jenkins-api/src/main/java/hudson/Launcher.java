package hudson;

import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

public abstract class Launcher {
    protected Launcher(TaskListener listener, VirtualChannel channel) {}

    protected Launcher(Launcher launcher) {}

    public native VirtualChannel getChannel();

    public native TaskListener getListener();

    public native Computer getComputer();

    public native boolean isUnix();

    public final native ProcStarter launch();

    public abstract Proc launch(ProcStarter starter) throws IOException;

    public abstract void kill(Map<String, String> modelEnvVars) throws IOException, InterruptedException;

    public static class LocalLauncher extends Launcher {
        public LocalLauncher(TaskListener listener) {
            super(null);
        }

        @Override
        public native Proc launch(ProcStarter ps) throws IOException;

        @Override
        public native void kill(Map<String, String> modelEnvVars) throws InterruptedException;
    }

    public final class ProcStarter {
        public native ProcStarter cmds(String... args);

        public native ProcStarter cmds(List<String> args);

        public native ProcStarter quiet(boolean quiet);

        public native ProcStarter pwd(FilePath workDir);

        public native ProcStarter stdout(OutputStream out);

        public native ProcStarter stdout(TaskListener out);

        public native ProcStarter stderr(OutputStream err);

        public native ProcStarter stdin(InputStream in);

        public native ProcStarter envs(Map<String, String> overrides);

        public native ProcStarter envs(String... overrides);

        public native Proc start() throws IOException;

        public native int join() throws IOException, InterruptedException;
    }
}
