package hudson.util;

public class VersionNumber implements Comparable<VersionNumber> {
    public VersionNumber(String num) {}

    @Override
    public native int compareTo(VersionNumber o);

    @Override
    public native String toString();
}
