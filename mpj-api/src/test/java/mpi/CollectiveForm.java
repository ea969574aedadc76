package mpi;

import java.util.function.Supplier;

/** The forms in which a collective operation can be called: the same must come of each. */
enum CollectiveForm {
    BLOCKING,
    WAITED,
    TESTED,
    PERSISTENT;

    /** Does an operation in this form, given how it is called in each. */
    void call(Runnable blocking, Supplier<Request> nonblocking, Supplier<Prequest> persistent) {
        switch (this) {
            case BLOCKING -> blocking.run();
            case WAITED -> nonblocking.get().waitFor();
            case TESTED -> {
                Request request = nonblocking.get();
                while (!request.test()) {
                    Thread.yield();
                }
            }
            case PERSISTENT -> {
                Prequest prepared = persistent.get();
                prepared.start();
                prepared.waitFor();
                prepared.free();
            }
        }
    }
}
