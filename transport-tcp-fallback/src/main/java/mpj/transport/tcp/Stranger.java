package mpj.transport.tcp;

import java.io.IOException;
import java.io.StreamCorruptedException;
import mpj.wireup.JobSecret;
import mpj.wireup.MutualProof;
import org.jspecify.annotations.Nullable;

/** A connection made to this rank whose maker has not proven to be of this job. */
final class Stranger {
    private final TcpTransport transport;
    private final Wire wire;
    private final Exchange exchange;
    private @Nullable Hello hello;
    private @Nullable MutualProof proof;
    private long deadlineNs;
    private boolean gone;

    Stranger(TcpTransport transport, Wire wire) {
        this.transport = transport;
        this.wire = wire;
        this.exchange = new Exchange(wire, transport.exchangeMemory());
        this.deadlineNs = System.nanoTime() + TcpTransport.HANDSHAKE_NS;
        exchange.expect(Hello.OPENING_BYTES);
    }

    void start() throws IOException {
        wire.watch(this::onReady, false);
        onReady();
    }

    private int onReady() {
        if (gone) {
            return 0;
        }
        try {
            while (!gone && exchange.isComplete()) {
                step();
            }
            return 1;
        } catch (IOException e) {
            transport.dropped(this);
            return 1;
        }
    }

    private void step() throws IOException {
        MutualProof begun = proof;
        Hello from = hello;
        if (begun == null || from == null) {
            Hello said = Hello.decode(exchange.message());
            if (said.to() != transport.rank() || !transport.isPeer(said.from())) {
                throw new StreamCorruptedException("no such ranks: " + said);
            }
            MutualProof mine = MutualProof.acceptor(transport.secret(), exchange.message());
            exchange.send(mine.answer());
            exchange.expect(JobSecret.BYTES);
            hello = said;
            proof = mine;
            // what has come in time is heard, however long this rank did not look
            deadlineNs = System.nanoTime() + TcpTransport.HANDSHAKE_NS;
        } else {
            begun.checkClosing(exchange.message());
            wire.configure(transport.timeoutS());
            gone = true;
            byte verdict = transport.judge(from.from());
            exchange.send(new byte[] {verdict});
            transport.admitted(this, verdict == Hello.ACCEPT ? from.from() : -1);
        }
    }

    boolean isLate(long nowNs) {
        return deadlineNs - nowNs < 0;
    }

    Wire wire() {
        return wire;
    }

    /** Closes the connection. */
    void drop() {
        gone = true;
        wire.close();
    }
}
