package hudson;

import hudson.remoting.VirtualChannel;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

public class EnvVars extends TreeMap<String, String> {
    public static final Map<String, String> masterEnvVars = null;

    public EnvVars() {}

    public EnvVars(Map<String, String> m) {}

    public EnvVars(EnvVars m) {}

    public EnvVars(String... keyValuePairs) {}

    public native void override(String key, String value);

    public native EnvVars overrideAll(Map<String, String> all);

    public native EnvVars overrideExpandingAll(Map<String, String> all);

    public native String get(String key, String defaultValue);

    @Override
    public native String put(String key, String value);

    public native void putIfNotNull(String key, String value);

    public native String expand(String s);

    public static native EnvVars getRemote(VirtualChannel channel) throws IOException, InterruptedException;
}
