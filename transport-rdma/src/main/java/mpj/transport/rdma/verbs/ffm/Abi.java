package mpj.transport.rdma.verbs.ffm;

/** The binary interface of libibverbs and librdmacm on 64-bit Linux: sizes, offsets in bytes, numbers. */
final class Abi {
    private Abi() {}

    /** {@code struct ibv_context}, with the operations' pointers inside. */
    static final class Context {
        static final int DEVICE = 0;
        static final int POLL_CQ = 96;
        static final int REQ_NOTIFY_CQ = 104;
        static final int POST_SRQ_RECV = 168;
        static final int POST_SEND = 208;
        static final int POST_RECV = 216;
        static final int CMD_FD = 264;
        static final int ASYNC_FD = 268;
        static final int ABI_COMPAT = 320;
        /** What is at {@link #ABI_COMPAT} in libraries since 2012. */
        static final long EXTENDED = -1;

        private Context() {}
    }

    /** {@code struct ibv_device_attr}. */
    static final class DeviceAttr {
        static final int SIZE = 232;
        static final int MAX_MR_SIZE = 80;
        static final int MAX_QP_WR = 112;
        static final int MAX_SGE = 120;
        static final int MAX_CQE = 132;
        static final int MAX_QP_RD_ATOM = 144;
        static final int MAX_QP_INIT_RD_ATOM = 156;
        static final int ATOMIC_CAP = 164;
        static final int MAX_SRQ_WR = 216;

        private DeviceAttr() {}
    }

    /** {@code struct ibv_port_attr}. */
    static final class PortAttr {
        static final int SIZE = 52;
        static final int STATE = 0;
        static final int ACTIVE_MTU = 8;
        static final int MAX_MSG_SZ = 20;
        static final int STATE_ACTIVE = 4;

        private PortAttr() {}
    }

    /** {@code struct ibv_mr}. */
    static final class Mr {
        static final int CONTEXT = 0;
        static final int ADDR = 16;
        static final int LENGTH = 24;
        static final int LKEY = 36;
        static final int RKEY = 40;

        private Mr() {}
    }

    /** {@code struct ibv_cq} and {@code struct ibv_comp_channel}. */
    static final class Cq {
        static final int CONTEXT = 0;
        static final int CHANNEL = 8;
        static final int CQE = 28;
        static final int CHANNEL_FD = 8;

        private Cq() {}
    }

    /** {@code struct ibv_qp}. */
    static final class Qp {
        static final int CONTEXT = 0;
        static final int SEND_CQ = 24;
        static final int NUMBER = 52;
        static final int TYPE = 60;
        static final int TYPE_RC = 2;

        private Qp() {}
    }

    /** {@code struct ibv_qp_init_attr}. */
    static final class QpInit {
        static final int SIZE = 64;
        static final int SEND_CQ = 8;
        static final int RECV_CQ = 16;
        static final int SRQ = 24;
        static final int MAX_SEND_WR = 32;
        static final int MAX_RECV_WR = 36;
        static final int MAX_SEND_SGE = 40;
        static final int MAX_RECV_SGE = 44;
        static final int MAX_INLINE = 48;
        static final int TYPE = 52;

        private QpInit() {}
    }

    /** {@code struct ibv_qp_attr}, of which only the state is set. */
    static final class QpAttr {
        static final int SIZE = 144;
        static final int STATE = 0;
        static final int STATE_ERR = 6;
        /** The mask that says that the state is set. */
        static final int MASK_STATE = 1;

        private QpAttr() {}
    }

    /** {@code struct ibv_srq_init_attr}. */
    static final class SrqInit {
        static final int SIZE = 24;
        static final int MAX_WR = 8;
        static final int MAX_SGE = 12;

        private SrqInit() {}
    }

    /** {@code struct ibv_sge}. */
    static final class Sge {
        static final int SIZE = 16;
        static final int ADDR = 0;
        static final int LENGTH = 8;
        static final int LKEY = 12;

        private Sge() {}
    }

    /** {@code struct ibv_send_wr}. */
    static final class SendWr {
        static final int SIZE = 128;
        static final int WR_ID = 0;
        static final int SG_LIST = 16;
        static final int NUM_SGE = 24;
        static final int OPCODE = 28;
        static final int FLAGS = 32;
        static final int IMM = 36;
        static final int REMOTE_ADDR = 40;
        static final int RDMA_RKEY = 48;
        static final int COMPARE_ADD = 48;
        static final int SWAP = 56;
        static final int ATOMIC_RKEY = 64;

        static final int WRITE = 0;
        static final int WRITE_IMM = 1;
        static final int SEND = 2;
        static final int SEND_IMM = 3;
        static final int READ = 4;
        static final int COMPARE_SWAP = 5;
        static final int FETCH_ADD = 6;

        private SendWr() {}
    }

    /** {@code struct ibv_recv_wr}. */
    static final class RecvWr {
        static final int SIZE = 32;
        static final int WR_ID = 0;
        static final int SG_LIST = 16;
        static final int NUM_SGE = 24;

        private RecvWr() {}
    }

    /** {@code struct ibv_wc}. */
    static final class Wc {
        static final int SIZE = 48;
        static final int WR_ID = 0;
        static final int STATUS = 8;
        static final int OPCODE = 12;
        static final int BYTE_LEN = 20;
        static final int IMM = 24;
        static final int QP_NUM = 28;
        static final int FLAGS = 36;
        static final int WITH_IMM = 2;

        private Wc() {}
    }

    /** {@code struct ibv_async_event}. */
    static final class AsyncEvent {
        static final int SIZE = 16;
        static final int ELEMENT = 0;
        static final int TYPE = 8;

        static final int CQ_ERR = 0;
        static final int QP_FATAL = 1;
        static final int QP_REQ_ERR = 2;
        static final int QP_ACCESS_ERR = 3;
        static final int COMM_EST = 4;
        static final int DEVICE_FATAL = 8;
        static final int PORT_ACTIVE = 9;
        static final int PORT_ERR = 10;
        static final int SRQ_ERR = 14;

        private AsyncEvent() {}
    }

    /** {@code struct rdma_cm_id}. */
    static final class CmId {
        static final int VERBS = 0;
        static final int CHANNEL = 8;
        static final int QP = 24;
        static final int PEER_ADDRESS = 160;
        static final int PORT_NUM = 348;
        /** {@code RDMA_PS_TCP}. */
        static final int PORT_SPACE = 0x0106;
        /** {@code RDMA_OPTION_ID}, {@code RDMA_OPTION_ID_ACK_TIMEOUT}. */
        static final int OPTION_ID = 0;

        static final int OPTION_ACK_TIMEOUT = 3;

        private CmId() {}
    }

    /** {@code struct rdma_cm_event}. */
    static final class CmEvent {
        static final int ID = 0;
        static final int LISTEN_ID = 8;
        static final int EVENT = 16;
        static final int STATUS = 20;
        static final int RESPONDER_RESOURCES = 33;
        static final int INITIATOR_DEPTH = 34;

        static final int ADDR_RESOLVED = 0;
        static final int ADDR_ERROR = 1;
        static final int ROUTE_RESOLVED = 2;
        static final int ROUTE_ERROR = 3;
        static final int CONNECT_REQUEST = 4;
        static final int CONNECT_ERROR = 6;
        static final int UNREACHABLE = 7;
        static final int REJECTED = 8;
        static final int ESTABLISHED = 9;
        static final int DISCONNECTED = 10;
        static final int DEVICE_REMOVAL = 11;

        private CmEvent() {}
    }

    /** {@code struct rdma_conn_param}. */
    static final class ConnParam {
        static final int SIZE = 24;
        static final int RESPONDER_RESOURCES = 9;
        static final int INITIATOR_DEPTH = 10;
        static final int RETRY_COUNT = 12;
        static final int RNR_RETRY_COUNT = 13;
        static final int SRQ = 14;

        private ConnParam() {}
    }
}
