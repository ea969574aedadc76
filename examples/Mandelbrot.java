import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import mpi.*;

// Paints the Mandelbrot set and writes it as a PNG picture to the file that the argument names. To learn: rows take very
// different times, so rank 0 hands them out one by one and whoever is done gets the next (dynamic work distribution);
// messages are records; a Status tells from whom one came. One rank alone paints everything itself.

static final int WIDTH = 600;
static final int HEIGHT = 400;
static final int MOST_STEPS = 1000;
static final int WORK = 1;
static final int DONE = 2;

// A painted row; that of number -1 only asks for work.
record Row(int number, int[] steps) {}

static Row paint(int number) {
    int[] steps = new int[WIDTH];
    double b = 1.2 - 2.4 * number / (HEIGHT - 1);
    for (int i = 0; i < WIDTH; i++) {
        double a = -2.4 + 3.6 * i / (WIDTH - 1);
        double x = 0;
        double y = 0;
        int n = 0;
        while (n < MOST_STEPS && x * x + y * y <= 4) {
            double next = x * x - y * y + a;
            y = 2 * x * y + b;
            x = next;
            n++;
        }
        steps[i] = n;
    }
    return new Row(number, steps);
}

static void work(Intracomm world) {
    Row result = new Row(-1, new int[0]);
    while (true) {
        world.send(result, 0, DONE);
        int next = world.<Integer>recv(0, WORK);
        if (next < 0) {
            return;
        }
        result = paint(next);
    }
}

// Hands out rows until all are painted, and then to each worker the number -1, which ends it.
static int[][] distribute(Intracomm world) {
    int[][] picture = new int[HEIGHT][];
    int next = 0;
    int working = world.getSize() - 1;
    while (working > 0) {
        Status from = new Status();
        Row row = world.recv(MPI.ANY_SOURCE, DONE, from);
        if (row.number() >= 0) {
            picture[row.number()] = row.steps();
        }
        if (next < HEIGHT) {
            world.send(next++, from.getSource(), WORK);
        } else {
            world.send(-1, from.getSource(), WORK);
            working--;
        }
        if (row.number() >= 0 && row.number() % 100 == 99) {
            IO.println("row " + (row.number() + 1) + " of " + HEIGHT);
        }
    }
    return picture;
}

static void write(int[][] picture, Path file) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            int n = picture[y][x];
            image.setRGB(x, y, n == MOST_STEPS ? 0 : Color.HSBtoRGB(0.6f + n / 64f, 0.7f, 1f));
        }
    }
    try (OutputStream out = Files.newOutputStream(file)) {
        ImageIO.write(image, "png", out);
    }
}

// The area of the set is known.
static void check(int[][] picture) {
    int inside = 0;
    for (int[] row : picture) {
        inside += (int) Arrays.stream(row).filter(n -> n == MOST_STEPS).count();
    }
    double area = inside * (3.6 / (WIDTH - 1)) * (2.4 / (HEIGHT - 1));
    if (Math.abs(area - 1.51) > 0.05) {
        throw new IllegalStateException("the set's area is 1.51 and not " + area);
    }
    IO.println("The picture is " + WIDTH + " x " + HEIGHT + ", the set's area about %.1f, as it should be".formatted(area));
}

void main(String[] args) throws IOException {
    Intracomm world = MPI.COMM_WORLD;
    if (world.getRank() > 0) {
        work(world);
        return;
    }
    int[][] picture = world.getSize() > 1
            ? distribute(world)
            : IntStream.range(0, HEIGHT).mapToObj(y -> paint(y).steps()).toArray(int[][]::new);
    check(picture);
    if (args.length > 0) {
        write(picture, Path.of(args[0]));
        IO.println("written to " + args[0]);
    }
}
