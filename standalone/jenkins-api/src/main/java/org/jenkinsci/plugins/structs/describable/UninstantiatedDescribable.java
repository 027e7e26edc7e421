package org.jenkinsci.plugins.structs.describable;

import java.io.Serializable;
import java.util.Map;

public class UninstantiatedDescribable implements Serializable {
    public UninstantiatedDescribable(String symbol, String klass, Map<String, ?> arguments) {}

    public UninstantiatedDescribable(Map<String, ?> arguments) {}

    public native UninstantiatedDescribable withArguments(Map<String, ?> arguments);

    public native String getSymbol();

    public native Map<String, ?> getArguments();
}
