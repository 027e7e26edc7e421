package jenkins.model;

import java.util.Comparator;

public abstract class IdStrategy implements Comparator<String> {
    public native boolean equals(String id1, String id2);
}
