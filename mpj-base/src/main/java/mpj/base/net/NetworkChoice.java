package mpj.base.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Interfaces and networks that a user names: {@code eth0,10.1.0.0/16}. */
public final class NetworkChoice {
    private final String origin;
    private final List<Word> words = new ArrayList<>();

    /** An interface, where the network is null. */
    private record Word(String text, @Nullable InetAddress network, int prefix) {
        boolean fits(OwnAddress own) {
            return network == null ? own.device().equals(text) : OwnAddress.isIn(own.address(), network, prefix);
        }
    }

    /**
     * Reads a list.
     *
     * @param origin where the text is from, for messages
     * @throws IllegalArgumentException if a network is none
     */
    public NetworkChoice(String origin, String list) {
        this.origin = origin;
        for (String part : list.split(",", -1)) {
            words.add(word(part.trim()));
        }
    }

    private Word word(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new Word(text, null, 0);
        }
        String address = text.substring(0, slash);
        try {
            // names would be looked up
            if (address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                InetAddress network = InetAddress.ofLiteral(address);
                int prefix = Integer.parseInt(text.substring(slash + 1));
                if (prefix >= 0 && prefix <= network.getAddress().length * Byte.SIZE) {
                    return new Word(text, network, prefix);
                }
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IllegalArgumentException(origin + "'" + text
                + "' is not a network: give an address and the number of its leading bits, as in 10.1.0.0/16");
    }

    /**
     * Those of the addresses that are meant, in the order in which they are named.
     *
     * @throws IllegalArgumentException if a word means none
     */
    public List<OwnAddress> of(List<OwnAddress> all) {
        List<OwnAddress> chosen = new ArrayList<>();
        for (Word word : words) {
            List<OwnAddress> fitting = all.stream().filter(word::fits).toList();
            if (fitting.isEmpty()) {
                throw new IllegalArgumentException(origin + "'" + word.text
                        + "' is no interface of this host with an address, nor a network (like 10.0.0.0/8) that one is "
                        + "in; there are: "
                        + all.stream().map(OwnAddress::toString).collect(Collectors.joining(", ")));
            }
            for (OwnAddress own : fitting) {
                if (!chosen.contains(own)) {
                    chosen.add(own);
                }
            }
        }
        return chosen;
    }
}
