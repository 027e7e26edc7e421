package org.kohsuke.stapler;

public class HttpResponses {
    public abstract static class HttpResponseException extends RuntimeException implements HttpResponse {
        public HttpResponseException() {}

        public HttpResponseException(String message) {}
    }

    public static native HttpResponseException ok();

    public static native HttpResponseException notFound();

    public static native HttpResponseException forbidden();

    public static native HttpResponseException status(int code);

    public static native HttpResponseException error(int code, String errorMessage);

    public static native HttpResponseException errorWithoutStack(int code, String errorMessage);

    public static native HttpRedirect redirectTo(String url);

    public static native HttpResponse redirectToDot();

    public static native HttpResponseException forwardToPreviousPage();

    public static native HttpResponse text(String text);
}
