package mpj.perf.bench;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Curves in a picture, both axes logarithmic; bars where the points have names in place of numbers. */
public final class Plot {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 650;
    private static final int TICK_SPACING = 40;
    private static final int MARKER_SIZE = 6;
    private static final String UNITS = " KMGTPE";

    private final String title;
    private final String x;
    private final String y;
    private final Map<String, Map<String, Double>> curves = new LinkedHashMap<>();
    private boolean named;

    /** An empty picture with these words on it and on its axes. */
    public Plot(String title, String x, String y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** Adds a point to a curve; a logarithmic axis has none at 0. */
    public void point(String curve, String at, double value) {
        boolean isName = !at.matches("[0-9]+");
        if (value > 0 && !at.equals("0")) {
            named |= isName;
            curves.computeIfAbsent(curve, _ -> new LinkedHashMap<>()).put(at, value);
        }
    }

    /** The picture's format by a file's name: png or svg. */
    public static String format(Path file) {
        String format = extension(file);
        if (!format.equals("png") && !format.equals("svg")) {
            throw new IllegalArgumentException("'" + file + "' should end with .png or .svg");
        }
        return format;
    }

    /** What stands behind the last dot of a file's name. */
    static String extension(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The picture in a format: png or svg. */
    public byte[] picture(String format) throws IOException {
        // a machine without a screen
        System.setProperty("java.awt.headless", "true");
        Chart<?, ?> chart = named ? bars() : lines();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ChartEncoder.saveChart(chart, bytes, format);
        return bytes.toByteArray();
    }

    /** A size with K, M and G for powers of 1024; "" between powers of two. */
    static String sizeLabel(double exponent) {
        long power = Math.round(exponent);
        if (power < 0 || power >= Long.SIZE - 1 || Math.abs(exponent - power) > 1e-6) {
            return "";
        }
        int unit = (int) Math.min(power / 10, UNITS.length() - 1);
        return (1L << power - 10L * unit) + UNITS.substring(unit, unit + 1).strip();
    }

    private static double exponent(String size) {
        return Math.log(Double.parseDouble(size)) / Math.log(2);
    }

    private XYChart lines() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        // sizes double: their exponents are drawn, with marks at powers of two, and not at those of ten
        chart.getStyler().setYAxisLogarithmic(true).setYAxisDecimalPattern("#,##0.####");
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Plot::sizeLabel);
        chart.getStyler().setXAxisTickMarkSpacingHint(TICK_SPACING);
        chart.getStyler().setMarkerSize(MARKER_SIZE);
        curves.forEach((name, points) -> chart.addSeries(
                name,
                points.keySet().stream().mapToDouble(Plot::exponent).toArray(),
                points.values().stream().mapToDouble(Double::doubleValue).toArray()));
        return chart;
    }

    private CategoryChart bars() {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        curves.forEach((name, points) ->
                chart.addSeries(name, List.copyOf(points.keySet()), List.copyOf(points.values())));
        return chart;
    }
}
