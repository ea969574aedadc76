package mpj.perf.race;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mpj.perf.bench.Plot;
import mpj.perf.race.Contestant.Role;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Standings in two pictures: the medians of all, and the ratios with their spread. */
final class RacePlots {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;
    private static final BasicStroke DOTTED = new BasicStroke(
            1, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {2, 4}, 0);
    private static final String EVEN = "even";

    private final Standings standings;

    RacePlots(Standings standings) {
        this.standings = standings;
    }

    /** Where the ratios are drawn if the medians are drawn in that file. */
    static Path ratiosBeside(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(name.substring(0, dot) + "-ratios" + name.substring(dot));
    }

    /** Writes both. */
    void writeTo(Path file) throws IOException {
        Plot medians = new Plot(
                standings.title(), standings.keyColumn(), standings.column());
        for (Contestant one : standings.contestants()) {
            for (String key : standings.keys()) {
                medians.point(one.name(), at(key), standings.of(key, one).median());
            }
        }
        Files.write(file, medians.picture(Plot.format(file)));
        if (hasRatios()) {
            Chart<?, ?> chart = isSized() ? lines() : bars();
            chart.getStyler().setChartBackgroundColor(Color.WHITE);
            chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
            ChartEncoder.saveChart(chart, ratiosBeside(file).toString(), Plot.format(file));
        }
    }

    /** Whether there is somebody to be compared with. */
    boolean hasRatios() {
        return !standings.those(Role.OURS).isEmpty() && !standings.those(Role.PEER).isEmpty();
    }

    /** Whether the keys are several sizes, for an axis of them. */
    private boolean isSized() {
        return standings.keys().stream().filter(key -> key.matches("[1-9][0-9]*")).count() > 1;
    }

    /** Where a key is drawn: a single size is a name, of which there are bars. */
    private String at(String key) {
        return isSized() || !key.matches("[0-9]+") ? key : standings.keyColumn() + " " + key;
    }

    /** One of ours as a multiple of one of the others. */
    private record Pair(Contestant ours, Contestant other) {}

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (Contestant ours : standings.those(Role.OURS)) {
            standings.those(Role.PEER).forEach(other -> pairs.add(new Pair(ours, other)));
        }
        return pairs;
    }

    private static String name(Pair pair) {
        return pair.ours.name() + " / " + pair.other.name();
    }

    private String title() {
        return standings.title() + ": medians of the rounds' ratios, least and most dotted; " + standings.meaning();
    }

    /** A line of the medians, and dotted ones of the least and the most. */
    private XYChart lines() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title())
                .xAxisTitle(standings.keyColumn())
                .yAxisTitle("ratio")
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setXAxisDecimalPattern("#").setYAxisMin(0.0);
        Color[] colours = chart.getStyler().getSeriesColors();
        List<Pair> pairs = pairs();
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            List<String> keys = keys(pair);
            if (!keys.isEmpty()) {
                Color colour = colours[i % colours.length];
                chart.addSeries(name(pair), sizes(keys), values(keys, pair, 0))
                        .setMarkerColor(colour)
                        .setLineColor(colour);
                dotted(chart.addSeries(name(pair) + " least", sizes(keys), values(keys, pair, -1)), colour);
                dotted(chart.addSeries(name(pair) + " most", sizes(keys), values(keys, pair, 1)), colour);
            }
        }
        List<String> all = standings.keys().stream().filter(key -> !key.equals("0")).toList();
        dotted(chart.addSeries(EVEN, sizes(List.of(all.getFirst(), all.getLast())), new double[] {1, 1}), Color.BLACK);
        return chart;
    }

    private static void dotted(XYSeries series, Color colour) {
        series.setMarker(SeriesMarkers.NONE).setLineStyle(DOTTED).setLineColor(colour).setShowInLegend(false);
    }

    /** Those of which there is a ratio; a logarithmic axis has no 0. */
    private List<String> keys(Pair pair) {
        return standings.keys().stream()
                .filter(key -> !key.equals("0") && !ratio(key, pair).isMissing())
                .toList();
    }

    private Figures ratio(String key, Pair pair) {
        return standings.ratio(key, pair.ours, pair.other);
    }

    private static double[] sizes(List<String> keys) {
        return keys.stream().mapToDouble(Double::parseDouble).toArray();
    }

    /** The least for -1, the median for 0, the most for 1. */
    private double[] values(List<String> keys, Pair pair, int which) {
        return keys.stream()
                .map(key -> ratio(key, pair))
                .mapToDouble(ratio -> which < 0 ? ratio.least() : which == 0 ? ratio.median() : ratio.most())
                .toArray();
    }

    /** Bars of the medians, with the greater distance of the least and the most on both sides. */
    private CategoryChart bars() {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(standings.title() + ": ratios; " + standings.meaning())
                .xAxisTitle(standings.keyColumn())
                .yAxisTitle("ratio")
                .build();
        for (Pair pair : pairs()) {
            List<String> keys = standings.keys();
            List<Double> medians = new ArrayList<>();
            List<Double> spreads = new ArrayList<>();
            for (String key : keys) {
                Figures ratio = ratio(key, pair);
                medians.add(ratio.isMissing() ? 0 : ratio.median());
                spreads.add(ratio.isMissing() ? 0 : Math.max(ratio.most() - ratio.median(), ratio.median() - ratio.least()));
            }
            chart.addSeries(name(pair), keys, medians, spreads);
        }
        return chart;
    }
}
