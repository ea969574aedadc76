package mpj.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hosts of a job, from {@code --hosts a:2,b:2} and from files in Open MPI's form ({@code a slots=2}) and MPICH's
 * ({@code a:2}). A host that is named again gets more slots.
 */
final class HostList {
    private static final int MAX_SLOTS = 1 << 20;

    private final Map<String, Integer> slots = new LinkedHashMap<>();

    /** The hosts in the order in which they were first named. */
    List<HostSlots> hosts() {
        List<HostSlots> hosts = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : slots.entrySet()) {
            hosts.add(new HostSlots(entry.getKey(), entry.getValue()));
        }
        return hosts;
    }

    /** Adds hosts between commas. */
    void addAll(String option, String text) throws UsageException {
        for (String host : text.split(",", -1)) {
            add(host.trim(), 0, option + " " + text);
        }
    }

    /** Adds a file's hosts, one in each line; {@code #} begins a comment. */
    void addFile(String option, String name) throws UsageException {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(name));
        } catch (NoSuchFileException e) {
            throw new UsageException(option + " " + name + ": cannot be read: there is no such file");
        } catch (IOException e) {
            throw new UsageException(option + " " + name + ": cannot be read: " + e.getMessage());
        }
        int before = slots.size();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int comment = line.indexOf('#');
            String text = (comment < 0 ? line : line.substring(0, comment)).trim();
            if (!text.isEmpty()) {
                addLine(text, name + ":" + (i + 1));
            }
        }
        if (slots.size() == before && before == 0) {
            throw new UsageException(option + " " + name + ": names no host");
        }
    }

    private void addLine(String line, String where) throws UsageException {
        String[] words = line.replaceAll("\\s*=\\s*", "=").split("\\s+", -1);
        int given = 0;
        int limit = MAX_SLOTS;
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String key = equals < 0 ? words[i] : words[i].substring(0, equals);
            String value = equals < 0 ? "" : words[i].substring(equals + 1);
            switch (key) {
                case "slots" -> given = number(value, where + ": slots=");
                case "max_slots", "max-slots" -> limit = number(value, where + ": " + key + "=");
                default -> throw new UsageException(
                        where + ": " + words[i] + ": a line is HOST, HOST:N or HOST slots=N");
            }
        }
        if (given > limit) {
            throw new UsageException(where + ": slots=" + given + " is more than max_slots=" + limit);
        }
        add(words[0], given, where);
    }

    /** Adds {@code NAME} or {@code NAME:SLOTS}; an IPv6 address with slots stands in brackets. */
    private void add(String text, int given, String where) throws UsageException {
        String name = text;
        int count = given;
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        int bracket = text.indexOf(']');
        boolean bare = !bracketed && text.indexOf(':') != colon;
        if (colon > bracket && colon >= 0 && !bare) {
            if (given > 0) {
                throw new UsageException(where + ": the slots of " + text + " are given twice");
            }
            count = number(text.substring(colon + 1), where + ": slots of " + text + ": ");
            name = text.substring(0, colon);
        }
        if (bracketed) {
            if (!name.endsWith("]")) {
                throw new UsageException(where + ": " + text + ": must be like [fe80::1] or [fe80::1]:2");
            }
            name = name.substring(1, name.length() - 1);
        }
        check(name, where);
        slots.merge(name, Math.max(1, count), Integer::sum);
    }

    /** A name that begins with a dash would be an option of ssh's. */
    private static void check(String name, String where) throws UsageException {
        boolean valid = !name.isEmpty() && name.charAt(0) != '-';
        for (int i = 0; valid && i < name.length(); i++) {
            char c = name.charAt(i);
            valid = c > ' ' && c != 127 && "'\"\\$`;&|<>(){}*?!#".indexOf(c) < 0;
        }
        if (!valid) {
            throw new UsageException(where + ": '" + name + "' is not the name of a host");
        }
    }

    private static int number(String text, String where) throws UsageException {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= MAX_SLOTS) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException(where + text + ": must be a number from 1 to " + MAX_SLOTS);
    }
}
