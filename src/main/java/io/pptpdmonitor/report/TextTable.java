package io.pptpdmonitor.report;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Rows as aligned columns, two blanks between them. Cells may hold any text: it is made harmless here and cut where it
 * would push the rest out of sight.
 *
 * @param columns from left to right
 */
record TextTable<T>(List<Column<T>> columns) {

    private static final int WIDEST = 64;
    private static final String CUT = "..";

    /**
     * One column.
     *
     * @param width its least width; it grows with its cells
     */
    record Column<T>(String title, boolean right, int width, Function<T, String> cell) {

        static <T> Column<T> left(String title, Function<T, String> cell) {
            return new Column<>(title, false, 0, cell);
        }

        static <T> Column<T> right(String title, Function<T, String> cell) {
            return new Column<>(title, true, 0, cell);
        }

        Column<T> atLeast(int columns) {
            return new Column<>(title, right, columns, cell);
        }

        private String fitting(String text, int columns) {
            String blanks = " ".repeat(columns - DisplayWidth.of(text));
            return right ? blanks + text : text + blanks;
        }
    }

    /** Writes the rows, with the titles above them if asked for; no line ends in blanks. */
    void write(List<T> rows, Appendable out, boolean titles) throws IOException {
        List<List<String>> cells = rows.stream().map(this::cells).toList();
        int[] widths = widths(cells);
        if (titles) {
            line(columns.stream().map(Column::title).toList(), widths, out);
        }
        for (List<String> row : cells) {
            line(row, widths, out);
        }
    }

    private List<String> cells(T row) {
        return columns.stream()
                .map(column -> cut(PlainText.of(column.cell().apply(row))))
                .toList();
    }

    private static String cut(String text) {
        return DisplayWidth.of(text) <= WIDEST ? text : DisplayWidth.clip(text, WIDEST - CUT.length()) + CUT;
    }

    private int[] widths(List<List<String>> rows) {
        int[] widths = columns.stream()
                .mapToInt(column -> Math.max(column.width(), DisplayWidth.of(column.title())))
                .toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        return widths;
    }

    private void line(List<String> cells, int[] widths, Appendable out) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : "  ").append(columns.get(i).fitting(cells.get(i), widths[i]));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }
}
