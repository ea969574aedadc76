package mpj.perf.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** A report as a page for a browser, in one file: picture, tables, and where the figures come from. */
final class Page {
    private static final String STYLE = "body{font-family:sans-serif;margin:2em;max-width:64em}"
            + "table{border-collapse:collapse;margin:1em 0}td,th{padding:.2em .8em;text-align:right}"
            + "th{border-bottom:1px solid}td:first-child,th:first-child{text-align:left}svg{max-width:100%;height:auto}";

    private final StringBuilder text = new StringBuilder();

    private Page() {}

    /** @param picture in SVG */
    static String of(Report report, byte[] picture) {
        Page page = new Page();
        String title = escaped(report.command());
        page.text.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>").append(title);
        page.text.append("</title><style>").append(STYLE).append("</style></head><body>\n<h1>").append(title);
        page.text.append("</h1>\n").append(element(new String(picture, StandardCharsets.UTF_8))).append('\n');
        report.tables().forEach(page::add);
        report.notes().forEach(note -> page.text.append("<p>").append(escaped(note)).append("</p>\n"));
        page.add(report.environment());
        return page.text.append("</body></html>\n").toString();
    }

    /** What comes before the element belongs to a file of its own. */
    private static String element(String svg) {
        return svg.substring(svg.indexOf("<svg"));
    }

    private void add(Table table) {
        text.append("<h2>").append(escaped(table.title())).append("</h2>\n<table><tr>");
        table.columns().forEach(column -> cell("th", column));
        text.append("</tr>\n");
        for (Table.Row row : table.rows()) {
            text.append("<tr>");
            cell("td", row.key());
            row.values().forEach(value -> cell("td", String.format(Locale.ROOT, "%.3f", value)));
            if (!row.remark().isEmpty()) {
                cell("td", row.remark());
            }
            text.append("</tr>\n");
        }
        text.append("</table>\n");
    }

    private void add(Map<String, String> environment) {
        text.append("<h2>Where</h2>\n<table>");
        environment.forEach((name, value) -> {
            text.append("<tr>");
            cell("td", name);
            cell("td", value);
            text.append("</tr>\n");
        });
        text.append("</table>\n");
    }

    private void cell(String tag, String content) {
        text.append('<').append(tag).append('>').append(escaped(content)).append("</").append(tag).append('>');
    }

    private static String escaped(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
