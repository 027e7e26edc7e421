package io.jenkins.plugins.deploymentworkflow.verification;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back.
 *
 * @param headers names in any case
 * @param body its beginning, at most {@link LimitedBody#LIMIT} bytes
 * @param cut whether there may be more of it
 * @param elapsed until the body was read
 */
record HttpAnswer(int status, Map<String, List<String>> headers, String body, boolean cut, Duration elapsed) {
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([^\\s;\"]+)");

    static HttpAnswer of(HttpResponse<byte[]> response, Duration elapsed) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().map());
        String type = response.headers().firstValue("Content-Type").orElse("");
        String body = new String(response.body(), charset(type));
        return new HttpAnswer(
                response.statusCode(), headers, body, response.body().length == LimitedBody.LIMIT, elapsed);
    }

    private static Charset charset(String type) {
        Matcher named = CHARSET.matcher(type);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
