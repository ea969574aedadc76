package mpj.perf.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Curves in a picture, both axes logarithmic. */
final class Plot {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 650;

    private final String title;
    private final String x;
    private final String y;
    private final Map<String, List<double[]>> curves = new LinkedHashMap<>();

    Plot(String title, String x, String y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** Adds a point to a curve; a logarithmic axis has none at 0. */
    void point(String curve, double atX, double atY) {
        if (atX > 0 && atY > 0) {
            curves.computeIfAbsent(curve, _ -> new ArrayList<>()).add(new double[] {atX, atY});
        }
    }

    /** The picture's format by a file's name: png or svg. */
    static String format(Path file) {
        String name = file.toString();
        String format = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!format.equals("png") && !format.equals("svg")) {
            throw new IllegalArgumentException("'" + file + "' should end with .png or .svg");
        }
        return format;
    }

    /** Writes the picture. */
    void writeTo(Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        chart.getStyler().setXAxisDecimalPattern("#").setYAxisDecimalPattern("#.####");
        curves.forEach((name, points) -> chart.addSeries(
                name,
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray()));
        // a machine without a screen
        System.setProperty("java.awt.headless", "true");
        ChartEncoder.saveChart(chart, file.toString(), format(file));
    }
}
