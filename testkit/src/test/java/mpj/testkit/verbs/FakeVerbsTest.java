package mpj.testkit.verbs;

import mpj.transport.rdma.verbs.VerbsProvider;

/** The fake obeys the contract, else it would teach the transport wrong things. */
class FakeVerbsTest extends VerbsContract {
    private final FakeFabric fabric = new FakeFabric();

    @Override
    protected VerbsProvider provider(int end) {
        return fabric.host(end);
    }
}
