package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.verbs.IbvMr;
import java.io.IOException;
import mpj.transport.rdma.verbs.Region;

/** A registration. */
final class DisniRegion implements Region {
    private final DisniDevice device;
    private final IbvMr mr;

    DisniRegion(DisniDevice device, IbvMr mr) {
        this.device = device;
        this.mr = mr;
    }

    @Override
    public long address() {
        return mr.getAddr();
    }

    @Override
    public long length() {
        return mr.getLength();
    }

    @Override
    public int localKey() {
        return mr.getLkey();
    }

    @Override
    public int remoteKey() {
        return mr.getRkey();
    }

    @Override
    public void close() {
        if (mr.isOpen()) {
            device.forget(this);
            try {
                mr.deregMr().execute().free();
            } catch (IOException e) {
                // the device forgets it when it is closed
            }
        }
    }
}
