package mpj.it.jobs;

import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;

/** Carries out a rank's part of transfers and exchanges. */
final class Courier {
    private static final byte[] NO_DATA = {};

    private final Intracomm world;
    /** For messages between sender and receiver about the transfer. */
    private final Intracomm control;

    private final int rank;
    private final Contents contents;

    Courier(Intracomm world, int maxBytes) {
        this.world = world;
        this.control = world.dup();
        this.rank = world.getRank();
        this.contents = new Contents(maxBytes);
    }

    void close() {
        control.free();
    }

    /** The sender's and the receiver's part; other ranks have none. */
    void carry(Transfer transfer, Stock stock) {
        if (transfer.sender() == transfer.receiver()) {
            if (transfer.sender() == rank) {
                carryToSelf(transfer, stock);
            }
        } else if (transfer.sender() == rank) {
            send(transfer, stock);
        } else if (transfer.receiver() == rank) {
            receive(transfer, stock);
        }
    }

    private void send(Transfer transfer, Stock stock) {
        int receiver = transfer.receiver();
        Carrier source = stock.source(transfer.from(), transfer.bytes());
        give(transfer, source);
        if (transfer.send().isReady()) {
            control.recv(NO_DATA, 0, MPI.BYTE, receiver, transfer.tag());
        }
        start(transfer, source).waitFor();
        if (transfer.send().isBuffered()) {
            clear(transfer, source);
            // until it has come, its space in the buffer is taken
            control.recv(NO_DATA, 0, MPI.BYTE, receiver, transfer.tag());
        }
        stock.giveBack(source);
    }

    private void receive(Transfer transfer, Stock stock) {
        int sender = transfer.sender();
        Carrier target = stock.target(transfer.to(), transfer.bytes());
        clear(transfer, target);
        Status status;
        if (transfer.send().isReady()) {
            Request posted = post(transfer, target);
            control.send(NO_DATA, 0, MPI.BYTE, sender, transfer.tag());
            status = posted.waitStatus();
        } else {
            status = take(transfer, target);
        }
        if (transfer.send().isBuffered()) {
            control.send(NO_DATA, 0, MPI.BYTE, sender, transfer.tag());
        }
        check(transfer, target, status);
        stock.giveBack(target);
    }

    private void carryToSelf(Transfer transfer, Stock stock) {
        Carrier source = stock.source(transfer.from(), transfer.bytes());
        Carrier target = stock.target(transfer.to(), transfer.bytes());
        give(transfer, source);
        clear(transfer, target);
        Status status;
        if (transfer.receive() == ReceiveForm.IRECV) {
            Request posted = post(transfer, target);
            start(transfer, source).waitFor();
            status = posted.waitStatus();
        } else {
            Request started = start(transfer, source);
            status = take(transfer, target);
            started.waitFor();
        }
        check(transfer, target, status);
        stock.giveBack(source);
        stock.giveBack(target);
    }

    private Request start(Transfer t, Carrier carrier) {
        return t.send().send(world, carrier.buffer, t.count(), t.type().datatype, t.receiver(), t.tag());
    }

    private Request post(Transfer t, Carrier carrier) {
        return world.iRecv(carrier.buffer, room(t), t.type().datatype, source(t), tag(t));
    }

    private Status take(Transfer t, Carrier carrier) {
        return t.receive().receive(world, carrier.buffer, room(t), t.type().datatype, source(t), tag(t));
    }

    /** Elements that the receive allows; there is room for one more. */
    private static int room(Transfer transfer) {
        return transfer.count() + (transfer.tag() & 1);
    }

    private static int source(Transfer transfer) {
        return transfer.tag() % 3 == 1 ? MPI.ANY_SOURCE : transfer.sender();
    }

    private static int tag(Transfer transfer) {
        return transfer.tag() % 3 == 2 ? MPI.ANY_TAG : transfer.tag();
    }

    private void give(Transfer transfer, Carrier carrier) {
        contents.give(carrier, transfer.type(), transfer.count(), transfer.tag(), transfer.truths());
    }

    private void clear(Transfer transfer, Carrier carrier) {
        contents.clear(carrier, transfer.type(), transfer.count(), transfer.truths());
    }

    private void check(Transfer transfer, Carrier carrier, Status status) {
        Check.equal(transfer.sender(), status.getSource(), transfer::toString);
        Check.equal(transfer.tag(), status.getTag(), transfer::toString);
        Check.equal(transfer.count(), status.getCount(transfer.type().datatype), transfer::toString);
        contents.check(carrier, transfer.type(), transfer.count(), transfer.tag(), transfer.truths(), transfer);
    }

    /** Every rank sends to the next one and receives from the one before it, by one call. */
    void exchange(Exchange exchange, Stock stock) {
        int next = (rank + 1) % world.getSize();
        int previous = (rank + world.getSize() - 1) % world.getSize();
        ElementType type = exchange.type();
        int count = exchange.count();
        int tag = exchange.tag();
        Carrier target = stock.target(exchange.to(), exchange.bytes());
        Status status;
        if (exchange.replaces()) {
            contents.overlay(target, type, count, tag + rank, exchange.truths());
            status = world.sendRecvReplace(target.buffer, count, type.datatype, next, tag, previous, tag);
        } else {
            Carrier source = stock.source(exchange.from(), exchange.bytes());
            contents.give(source, type, count, tag + rank, exchange.truths());
            contents.clear(target, type, count, exchange.truths());
            status = world.sendRecv(
                    source.buffer,
                    count,
                    type.datatype,
                    next,
                    tag,
                    target.buffer,
                    count,
                    type.datatype,
                    previous,
                    tag);
            stock.giveBack(source);
        }
        Check.equal(previous, status.getSource(), exchange::toString);
        Check.equal(tag, status.getTag(), exchange::toString);
        Check.equal(count, status.getCount(type.datatype), exchange::toString);
        contents.check(target, type, count, tag + previous, exchange.truths(), exchange);
        stock.giveBack(target);
    }
}
