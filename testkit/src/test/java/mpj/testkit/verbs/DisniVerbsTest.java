package mpj.testkit.verbs;

import mpj.transport.rdma.verbs.VerbsProvider;
import mpj.transport.rdma.verbs.disni.DisniProvider;

/** Real verbs by DiSNI, where there is an adapter; an emulated one will do. */
class DisniVerbsTest extends VerbsContract {
    @Override
    protected VerbsProvider provider(int end) {
        return RealVerbs.need(new DisniProvider());
    }
}
