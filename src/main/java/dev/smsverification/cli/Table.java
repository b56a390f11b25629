package dev.smsverification.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of words in columns, as wide as they have to be. */
record Table(List<String> header, List<List<String>> rows) {

    private static final String GAP = "  ";

    /** The header's line first. Control characters, which could rewrite the screen, are shown as a question mark. */
    List<String> lines() {
        List<List<String>> all = new ArrayList<>(List.of(header));
        rows.forEach(row -> all.add(row.stream().map(cell -> cell.replaceAll("\\p{C}", "?")).toList()));
        List<Integer> widths = IntStream.range(0, header.size())
                .mapToObj(column -> all.stream().mapToInt(row -> length(row.get(column))).max().orElse(0)).toList();
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths.get(column) - length(cell))).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
