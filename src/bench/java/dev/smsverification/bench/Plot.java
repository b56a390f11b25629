package dev.smsverification.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bars for a few figures, the contenders side by side, as SVG. Each figure has a scale of its own. */
final class Plot {

    private static final int PANEL = 230;
    private static final int HEIGHT = 240;
    private static final int BARS = 130;
    private static final int BASE = 180;
    private static final List<String> COLOURS = List.of("#0b6e99", "#9aa5b1", "#d9822b");

    /** A figure of a series, under a title of its own. */
    private record Panel(String title, String series, String figure) {}

    private static final List<Panel> PANELS = List.of(
            new Panel("drain, messages/s (more is better)", "drain", "messages/s"),
            new Panel("drain, CPU µs per message", "drain", "CPU µs/message"),
            new Panel("steady, publish → POST p99 ms", "steady", "publish → POST p99 ms"),
            new Panel("crash, sent twice per kill", "crash", "sent twice per kill"));

    private Plot() {}

    static String of(Report report) {
        List<Panel> panels = PANELS.stream()
                .filter(panel -> !Double.isNaN(report.median(panel.series(), Contender.WORKER, panel.figure())))
                .toList();
        StringBuilder svg = new StringBuilder();
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
                font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                """.formatted(PANEL * Math.max(2, panels.size()), HEIGHT));
        IntStream.range(0, panels.size()).forEach(index -> svg.append(panel(report, panels.get(index), PANEL * index)));
        Map<String, String> machine = report.machine();
        svg.append(small(HEIGHT - 21, machine.get("machine") + "; " + machine.get("JVM")));
        svg.append(small(HEIGHT - 8, machine.get("versions")));
        return svg.append("</svg>\n").toString();
    }

    private static String small(int y, String text) {
        return """
                <text x="15" y="%d" font-size="9" fill="#52606d">%s</text>
                """.formatted(y, text.replace("&", "&amp;").replace("<", "&lt;"));
    }

    private static String panel(Report report, Panel panel, int left) {
        List<Contender> contenders = List.of(Contender.WORKER, Contender.LOOP, Contender.PARALLEL_CONSUMER);
        double most = contenders.stream().mapToDouble(it -> value(report, panel, it)).filter(Double::isFinite).max()
                .orElse(1);
        Stream<String> bars = IntStream.range(0, contenders.size()).mapToObj(index -> {
            double value = value(report, panel, contenders.get(index));
            int height = Double.isFinite(value) ? (int) Math.round(BARS * value / Math.max(most, 1e-9)) : 0;
            int x = left + 15 + index * 70;
            return """
                    <rect x="%d" y="%d" width="54" height="%d" fill="%s"/>
                    <text x="%d" y="%d" text-anchor="middle">%s</text>
                    <text x="%d" y="%d" text-anchor="middle" font-size="10">%s</text>
                    """.formatted(x, BASE - height, height, COLOURS.get(index), x + 27, BASE - height - 4,
                    Double.isFinite(value) ? String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value) : "",
                    x + 27, BASE + 15, label(contenders.get(index)));
        });
        return """
                <text x="%d" y="24">%s</text>
                """.formatted(left + 15, panel.title()) + bars.reduce("", String::concat);
    }

    private static double value(Report report, Panel panel, Contender contender) {
        return report.median(panel.series(), contender, panel.figure());
    }

    private static String label(Contender contender) {
        return contender == Contender.PARALLEL_CONSUMER ? "Parallel C." : contender == Contender.LOOP ? "loop" : "worker";
    }
}
