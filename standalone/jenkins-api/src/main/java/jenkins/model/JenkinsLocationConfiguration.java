package jenkins.model;

public class JenkinsLocationConfiguration extends GlobalConfiguration {
    public static native JenkinsLocationConfiguration get();

    public native String getUrl();
}
