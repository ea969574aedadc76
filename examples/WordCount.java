import java.util.Map;
import java.util.TreeMap;
import mpi.*;

// Counts the words of a text. To learn: objects travel whole - the root scatters strings, and maps are reduced by an
// operator of ours. Nobody says a count, a datatype or a size.

static final String TEXT =
        """
        It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness,
        it was the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of
        Darkness, it was the spring of hope, it was the winter of despair.
        """;

static Map<String, Integer> count(String text) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("\\P{L}+")) {
        if (!word.isEmpty()) {
            counts.merge(word, 1, Integer::sum);
        }
    }
    return counts;
}

// An operator makes something new: the other operand may be needed again.
static Map<String, Integer> merge(Map<String, Integer> a, Map<String, Integer> b) {
    Map<String, Integer> sum = new TreeMap<>(a);
    b.forEach((word, n) -> sum.merge(word, n, Integer::sum));
    return sum;
}

// One share of the words for each rank.
static List<String> shares(String text, int ranks) {
    String[] words = text.strip().split("\\s+");
    List<String> shares = new ArrayList<>();
    for (int i = 0; i < ranks; i++) {
        int from = words.length * i / ranks;
        int to = words.length * (i + 1) / ranks;
        shares.add(String.join(" ", Arrays.copyOfRange(words, from, to)));
    }
    return shares;
}

void main() {
    Intracomm world = MPI.COMM_WORLD;
    boolean root = world.getRank() == 0;

    String mine = world.scatter(root ? shares(TEXT, world.getSize()) : null, 0);
    Map<String, Integer> counts = world.reduce(count(mine), (a, b) -> merge(a, b), 0);

    if (root) {
        if (!counts.equals(count(TEXT))) {
            throw new IllegalStateException("together the ranks counted " + counts);
        }
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(3)
                .forEach(entry -> IO.println(entry.getValue() + " " + entry.getKey()));
        IO.println("The text has " + counts.size() + " different words, as it should");
    }
}
