package dev.smsverification.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a worker shows to Prometheus. */
public record Scrape(List<Series> all) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*?),?})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One line. */
    public record Series(String name, Map<String, String> labels, double value) {}

    /** Scrapes now; fails if there is no answer. */
    public static Scrape of(URI metrics) {
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString());
            return new Scrape(answer.body().lines().filter(line -> !line.startsWith("#")).map(Scrape::series).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of all series; of a histogram those with {@code _bucket}, {@code _sum} and {@code _count}. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        all.forEach(series -> names.add(series.name()));
        return names;
    }

    /** The sum over all series of that name with (at least) these labels, given as name, value, name, value …; 0 for none. */
    public double sum(String name, String... labels) {
        return all.stream().filter(series -> series.name().equals(name) && series.labels().entrySet()
                .containsAll(pairs(labels).entrySet())).mapToDouble(Series::value).sum();
    }

    private static Map<String, String> pairs(String... labels) {
        Map<String, String> pairs = new TreeMap<>();
        for (int n = 0; n < labels.length; n += 2) {
            pairs.put(labels[n], labels[n + 1]);
        }
        return pairs;
    }

    private static Series series(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no series: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        if (matcher.group(2) != null) {
            LABEL.matcher(matcher.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return new Series(matcher.group(1), labels, Double.parseDouble(matcher.group(3)));
    }
}
