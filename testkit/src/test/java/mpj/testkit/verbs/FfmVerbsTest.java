package mpj.testkit.verbs;

import mpj.transport.rdma.verbs.VerbsProvider;
import mpj.transport.rdma.verbs.ffm.FfmVerbsProvider;

/** Real verbs, where there is an adapter; an emulated one will do. */
class FfmVerbsTest extends VerbsContract {
    @Override
    protected VerbsProvider provider(int end) {
        return RealVerbs.need(new FfmVerbsProvider());
    }
}
