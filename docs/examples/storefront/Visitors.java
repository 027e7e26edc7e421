import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Visitors for the shop: {@code java Visitors.java [URL [PER_SECOND [SECONDS]]]}, by default 150 a second on
 * http://127.0.0.1:8080/ for ten minutes. Says every second which version answered how often, and how many failed.
 */
public final class Visitors {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Map<String, Integer> byVersion = new TreeMap<>();
    private int failed;

    public static void main(String[] arguments) throws InterruptedException {
        URI shop = URI.create(arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080/");
        int perSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 150;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 600;
        if (perSecond < 1 || perSecond > 1000 || seconds < 1 || seconds > 3600) {
            System.err.println("expected 1 to 1000 visitors a second, for 1 to 3600 seconds");
            System.exit(2);
        }
        new Visitors().come(shop, perSecond, seconds);
    }

    private void come(URI shop, int perSecond, int seconds) throws InterruptedException {
        long start = System.nanoTime();
        for (long number = 0; number < (long) perSecond * seconds; number++) {
            long due = start + number * 1_000_000_000 / perSecond;
            Thread.sleep(Math.max(0, due - System.nanoTime()) / 1_000_000);
            visit(shop);
            if ((number + 1) % perSecond == 0) {
                say();
            }
        }
    }

    private void visit(URI shop) {
        HttpRequest request =
                HttpRequest.newBuilder(shop).timeout(Duration.ofSeconds(10)).build();
        CLIENT.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, broken) -> {
            String version = answer == null
                    ? "no answer"
                    : answer.headers().firstValue("X-Served-Version").orElse("no version");
            count(version, answer == null || answer.statusCode() >= 500);
        });
    }

    private synchronized void count(String version, boolean bad) {
        byVersion.merge(version, 1, Integer::sum);
        failed += bad ? 1 : 0;
    }

    private synchronized void say() {
        String versions = byVersion.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining(", "));
        System.out.println(TIME.format(LocalTime.now()) + "  " + versions
                + (failed == 0 ? "" : "  FAILED: " + failed));
        byVersion.clear();
        failed = 0;
    }
}
