package com.cloudbees.plugins.credentials;

public class CredentialsMatchers {
    private CredentialsMatchers() {}

    public static native CredentialsMatcher always();

    public static native CredentialsMatcher instanceOf(Class clazz);

    public static native CredentialsMatcher withId(String id);

    public static native CredentialsMatcher withScope(CredentialsScope scope);

    public static native CredentialsMatcher allOf(CredentialsMatcher... matchers);

    public static native CredentialsMatcher anyOf(CredentialsMatcher... matchers);
}
