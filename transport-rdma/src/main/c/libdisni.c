/*
 * The native half of DiSNI: the methods that com.ibm.disni.verbs.impl.NativeDispatcher of DiSNI 2.1 declares, over
 * librdmacm and libibverbs. DiSNI's jar comes from Maven Central, its native library does not.
 *
 * An object's id is its address. Java has checked before each call that the object is still open, so ids are used as
 * they come. Failures are IOExceptions with the verb and its errno: "ibv_reg_mr: errno 12".
 *
 * Channels do not block: whoever waits does so in poll(2), and a second reader finds nothing instead of hanging.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <jni.h>
#include <netinet/in.h>
#include <poll.h>
#include <rdma/rdma_cma.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <infiniband/verbs.h>

/* The version of this interface that DiSNI 2.1 asks for. */
#define INTERFACE_VERSION 32

/* Pieces of memory in one request; DiSNI has no argument for it. */
#define MAX_PIECES 4

/* An unanswered packet is sent again after 4.096 us times 2 to this power: so a lost peer is noticed in seconds. */
#define ACK_TIMEOUT 16

/* What the Java classes know of the C structures beyond the sizes that they ask for. */
_Static_assert(offsetof(struct ibv_send_wr, wr_id) == 0, "ibv_send_wr");
_Static_assert(offsetof(struct ibv_send_wr, next) == 8, "ibv_send_wr");
_Static_assert(offsetof(struct ibv_send_wr, sg_list) == 16, "ibv_send_wr");
_Static_assert(offsetof(struct ibv_send_wr, num_sge) == 24, "ibv_send_wr");
_Static_assert(offsetof(struct ibv_send_wr, opcode) == 28, "ibv_send_wr");
_Static_assert(offsetof(struct ibv_send_wr, send_flags) == 32, "ibv_send_wr");
_Static_assert(offsetof(struct ibv_send_wr, imm_data) == 36, "ibv_send_wr");
_Static_assert(offsetof(struct ibv_recv_wr, sg_list) == 16, "ibv_recv_wr");
_Static_assert(offsetof(struct ibv_recv_wr, num_sge) == 24, "ibv_recv_wr");
_Static_assert(offsetof(struct ibv_sge, length) == 8 && offsetof(struct ibv_sge, lkey) == 12, "ibv_sge");
_Static_assert(offsetof(struct ibv_wc, status) == 8 && offsetof(struct ibv_wc, opcode) == 12, "ibv_wc");
_Static_assert(offsetof(struct ibv_wc, byte_len) == 20 && offsetof(struct ibv_wc, qp_num) == 28, "ibv_wc");

#define NATIVE(type, name) \
    JNIEXPORT type JNICALL Java_com_ibm_disni_verbs_impl_NativeDispatcher__1##name
#define SELF JNIEnv *env __attribute__((unused)), jobject self __attribute__((unused))

/*
 * By this symbol, visible in the whole process, System.loadLibrary("disni") knows a library that is already there (Java
 * Native Interface, "Library and Version Management"). Where the file lies on java.library.path it is not needed.
 */
JNIEXPORT jint JNICALL JNI_OnLoad_disni(JavaVM *vm, void *reserved);

JNIEXPORT jint JNICALL JNI_OnLoad_disni(JavaVM *vm __attribute__((unused)), void *reserved __attribute__((unused)))
{
    return JNI_VERSION_1_8;
}

static void *pointer(jlong id)
{
    return (void *)(intptr_t)id;
}

static jlong id_of(const void *object)
{
    return (jlong)(intptr_t)object;
}

/* Throws an IOException; Java sees it when the native method has returned. */
static void fail(JNIEnv *env, const char *verb, int error)
{
    char message[96];
    jclass type = (*env)->FindClass(env, "java/io/IOException");
    if (type != NULL) {
        snprintf(message, sizeof message, "%s: errno %d", verb, abs(error));
        (*env)->ThrowNew(env, type, message);
    }
}

/* For verbs that answer with an object, and set errno where there is none. */
static jlong made(JNIEnv *env, const char *verb, const void *object)
{
    if (object == NULL) {
        fail(env, verb, errno);
        return -1;
    }
    return id_of(object);
}

/* For functions of librdmacm: -1 with errno, or 0. */
static int checked(JNIEnv *env, const char *verb, int result)
{
    if (result != 0) {
        fail(env, verb, errno);
    }
    return result;
}

static int set_nonblocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 ? -1 : fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

/* Waits until the descriptor is readable; milliseconds, negative: without limit. */
static int readable(int fd, int timeout)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    return poll(&wait, 1, timeout) > 0;
}

/* Connections */

NATIVE(jlong, createEventChannel)(SELF)
{
    struct rdma_event_channel *channel = rdma_create_event_channel();
    if (channel != NULL && set_nonblocking(channel->fd) != 0) {
        int error = errno;
        rdma_destroy_event_channel(channel);
        errno = error;
        channel = NULL;
    }
    return made(env, "rdma_create_event_channel", channel);
}

NATIVE(jlong, createId)(SELF, jlong channel, jshort space)
{
    struct rdma_cm_id *id = NULL;
    if (checked(env, "rdma_create_id", rdma_create_id(pointer(channel), &id, NULL, (enum rdma_port_space)space)) != 0) {
        return -1;
    }
    return id_of(id);
}

NATIVE(jlong, createQP)(SELF, jlong id, jlong pd, jlong send_cq, jlong recv_cq, jint type, jint sends, jint receives,
                        jint inline_bytes)
{
    struct rdma_cm_id *owner = pointer(id);
    uint8_t timeout = ACK_TIMEOUT;
    struct ibv_qp_init_attr attributes = {
        .send_cq = pointer(send_cq),
        .recv_cq = pointer(recv_cq),
        .qp_type = (enum ibv_qp_type)type,
        .cap = {.max_send_wr = (uint32_t)sends,
                .max_recv_wr = (uint32_t)receives,
                .max_send_sge = MAX_PIECES,
                .max_recv_sge = MAX_PIECES,
                .max_inline_data = (uint32_t)inline_bytes},
    };
    /* iWARP has no such timeout, old kernels cannot set it */
    (void)rdma_set_option(owner, RDMA_OPTION_ID, RDMA_OPTION_ID_ACK_TIMEOUT, &timeout, sizeof timeout);
    if (checked(env, "rdma_create_qp", rdma_create_qp(owner, pointer(pd), &attributes)) != 0) {
        return -1;
    }
    return id_of(owner->qp);
}

NATIVE(void, bindAddr)(SELF, jlong id, jlong address)
{
    checked(env, "rdma_bind_addr", rdma_bind_addr(pointer(id), pointer(address)));
}

NATIVE(void, listen)(SELF, jlong id, jint backlog)
{
    checked(env, "rdma_listen", rdma_listen(pointer(id), backlog));
}

NATIVE(void, resolveAddr)(SELF, jlong id, jlong source, jlong destination, jint timeout)
{
    checked(env, "rdma_resolve_addr",
            rdma_resolve_addr(pointer(id), pointer(source), pointer(destination), timeout));
}

NATIVE(void, resolveRoute)(SELF, jlong id, jint timeout)
{
    checked(env, "rdma_resolve_route", rdma_resolve_route(pointer(id), timeout));
}

/*
 * The next event's number, or -1 where none came in time. Writes the listening id, 0 where there is none, and the id
 * that the event is about. The event itself is given back at once: Java keeps nothing of it.
 */
NATIVE(jint, getCmEvent)(SELF, jlong channel, jlong listen_id, jlong client_id, jint timeout)
{
    struct rdma_event_channel *from = pointer(channel);
    struct rdma_cm_event *event;
    jint number;
    if (!readable(from->fd, timeout) || rdma_get_cm_event(from, &event) != 0) {
        return -1;
    }
    *(jlong *)pointer(listen_id) = id_of(event->listen_id);
    *(jlong *)pointer(client_id) = id_of(event->id);
    number = (jint)event->event;
    rdma_ack_cm_event(event);
    return number;
}

/* As many reads at once as both adapters can; DiSNI has no arguments for it. */
static struct rdma_conn_param connection(jint retries, jint not_ready_retries)
{
    return (struct rdma_conn_param){
        .responder_resources = RDMA_MAX_RESP_RES,
        .initiator_depth = RDMA_MAX_INIT_DEPTH,
        .retry_count = (uint8_t)retries,
        .rnr_retry_count = (uint8_t)not_ready_retries,
    };
}

NATIVE(void, connect)(SELF, jlong id, jint retries, jint not_ready_retries, jlong data, jbyte length)
{
    struct rdma_conn_param parameters = connection(retries, not_ready_retries);
    parameters.private_data = pointer(data);
    parameters.private_data_len = (uint8_t)length;
    checked(env, "rdma_connect", rdma_connect(pointer(id), &parameters));
}

NATIVE(void, accept)(SELF, jlong id, jint retries, jint not_ready_retries)
{
    struct rdma_conn_param parameters = connection(retries, not_ready_retries);
    checked(env, "rdma_accept", rdma_accept(pointer(id), &parameters));
}

/* getCmEvent has given it back. */
NATIVE(jint, ackCmEvent)(SELF, jint event __attribute__((unused)))
{
    return 0;
}

/* What is posted is flushed also where there was no connection yet, which for iWARP rdma_disconnect does not see to. */
NATIVE(jint, disconnect)(SELF, jlong id)
{
    struct rdma_cm_id *owner = pointer(id);
    int result = rdma_disconnect(owner);
    if (owner->qp != NULL) {
        struct ibv_qp_attr failed = {.qp_state = IBV_QPS_ERR};
        (void)ibv_modify_qp(owner->qp, &failed, IBV_QP_STATE);
    }
    return result;
}

NATIVE(jint, destroyEventChannel)(SELF, jlong channel)
{
    rdma_destroy_event_channel(pointer(channel));
    return 0;
}

NATIVE(jint, destroyCmId)(SELF, jlong id)
{
    return rdma_destroy_id(pointer(id));
}

NATIVE(jint, destroyQP)(SELF, jlong id)
{
    rdma_destroy_qp(pointer(id));
    return 0;
}

NATIVE(jint, destroyEp)(SELF, jlong id)
{
    rdma_destroy_ep(pointer(id));
    return 0;
}

/* DiSNI knows addresses of version 4 only. */
static jint copy_address(const struct sockaddr *from, jlong to)
{
    if (from->sa_family != AF_INET) {
        return -1;
    }
    memcpy(pointer(to), from, sizeof(struct sockaddr_in));
    return 0;
}

NATIVE(jint, getSrcAddr)(SELF, jlong id, jlong address)
{
    return copy_address(rdma_get_local_addr(pointer(id)), address);
}

NATIVE(jint, getDstAddr)(SELF, jlong id, jlong address)
{
    return copy_address(rdma_get_peer_addr(pointer(id)), address);
}

/* Devices and memory */

NATIVE(jlong, allocPd)(SELF, jlong context)
{
    return made(env, "ibv_alloc_pd", ibv_alloc_pd(pointer(context)));
}

NATIVE(jint, deallocPd)(SELF, jlong pd)
{
    return ibv_dealloc_pd(pointer(pd));
}

NATIVE(jlong, regMr)(SELF, jlong pd, jlong address, jint length, jint access, jlong lkey, jlong rkey, jlong handle)
{
    /* not the inline function of that name, which needs a newer library for kinds of access that nobody asks for here */
    struct ibv_mr *region = (ibv_reg_mr)(pointer(pd), pointer(address), (size_t)length, access);
    if (region != NULL) {
        *(uint32_t *)pointer(lkey) = region->lkey;
        *(uint32_t *)pointer(rkey) = region->rkey;
        *(uint32_t *)pointer(handle) = region->handle;
    }
    return made(env, "ibv_reg_mr", region);
}

NATIVE(void, deregMr)(SELF, jlong region)
{
    int error = ibv_dereg_mr(pointer(region));
    if (error != 0) {
        fail(env, "ibv_dereg_mr", error);
    }
}

/* What a reliable connection may do with memory that is not pinned, as in enum ibv_odp_transport_cap_bits, or -1. */
NATIVE(jint, queryOdpSupport)(SELF, jlong context)
{
    struct ibv_device_attr_ex attributes;
    if (ibv_query_device_ex(pointer(context), NULL, &attributes) != 0 ||
        !(attributes.odp_caps.general_caps & IBV_ODP_SUPPORT)) {
        return -1;
    }
    return (jint)attributes.odp_caps.per_transport_caps.rc_odp_caps;
}

NATIVE(jint, expPrefetchMr)(SELF, jlong region, jlong address, jint length)
{
    struct ibv_mr *mr = pointer(region);
    struct ibv_sge piece = {.addr = (uint64_t)address, .length = (uint32_t)length, .lkey = mr->lkey};
    int error = ibv_advise_mr(mr->pd, IBV_ADVISE_MR_ADVICE_PREFETCH, 0, &piece, 1);
    if (error != 0) {
        fail(env, "ibv_advise_mr", error);
    }
    return error;
}

/* Completions */

NATIVE(jlong, createCompChannel)(SELF, jlong context)
{
    struct ibv_comp_channel *channel = ibv_create_comp_channel(pointer(context));
    if (channel != NULL && set_nonblocking(channel->fd) != 0) {
        int error = errno;
        ibv_destroy_comp_channel(channel);
        errno = error;
        channel = NULL;
    }
    return made(env, "ibv_create_comp_channel", channel);
}

NATIVE(jint, destroyCompChannel)(SELF, jlong channel)
{
    return ibv_destroy_comp_channel(pointer(channel));
}

NATIVE(jlong, createCQ)(SELF, jlong context, jlong channel, jint capacity, jint vector)
{
    return made(env, "ibv_create_cq", ibv_create_cq(pointer(context), capacity, NULL, pointer(channel), vector));
}

NATIVE(jint, destroyCQ)(SELF, jlong cq)
{
    return ibv_destroy_cq(pointer(cq));
}

NATIVE(jint, reqNotifyCQ)(SELF, jlong cq, jint solicited_only)
{
    int error = ibv_req_notify_cq(pointer(cq), solicited_only);
    if (error != 0) {
        fail(env, "ibv_req_notify_cq", error);
    }
    return error;
}

/* 0 where a notification came in time, else -1. */
NATIVE(jint, getCqEvent)(SELF, jlong channel, jint timeout)
{
    struct ibv_comp_channel *from = pointer(channel);
    struct ibv_cq *cq;
    void *context;
    return readable(from->fd, timeout) ? ibv_get_cq_event(from, &cq, &context) : -1;
}

NATIVE(jint, ackCqEvent)(SELF, jlong cq, jint events)
{
    ibv_ack_cq_events(pointer(cq), (unsigned int)events);
    return 0;
}

NATIVE(jint, pollCQ)(SELF, jlong cq, jint capacity, jlong completions)
{
    int count = ibv_poll_cq(pointer(cq), capacity, pointer(completions));
    if (count < 0) {
        fail(env, "ibv_poll_cq", count == -1 ? EIO : count);
    }
    return count;
}

/* Requests */

NATIVE(void, postSend)(SELF, jlong qp, jlong requests)
{
    struct ibv_send_wr *bad;
    int error = ibv_post_send(pointer(qp), pointer(requests), &bad);
    if (error != 0) {
        fail(env, "ibv_post_send", error);
    }
}

NATIVE(void, postRecv)(SELF, jlong qp, jlong requests)
{
    struct ibv_recv_wr *bad;
    int error = ibv_post_recv(pointer(qp), pointer(requests), &bad);
    if (error != 0) {
        fail(env, "ibv_post_recv", error);
    }
}

/* DiSNI 2.1 hands no attributes over. */
NATIVE(jint, modifyQP)(SELF, jlong qp __attribute__((unused)), jlong attributes __attribute__((unused)))
{
    fail(env, "ibv_modify_qp", EOPNOTSUPP);
    return -1;
}

/* Fields and sizes of structures */

NATIVE(jlong, getContext)(SELF, jlong id)
{
    struct rdma_cm_id *owner = pointer(id);
    /* not bound to a device yet */
    return owner->verbs == NULL ? -1 : id_of(owner->verbs);
}

NATIVE(jint, getContextFd)(SELF, jlong context)
{
    return ((struct ibv_context *)pointer(context))->cmd_fd;
}

NATIVE(jint, getContextNumCompVectors)(SELF, jlong context)
{
    return ((struct ibv_context *)pointer(context))->num_comp_vectors;
}

NATIVE(jint, getQpNum)(SELF, jlong qp)
{
    return (jint)((struct ibv_qp *)pointer(qp))->qp_num;
}

NATIVE(jint, getPdHandle)(SELF, jlong pd)
{
    return (jint)((struct ibv_pd *)pointer(pd))->handle;
}

NATIVE(jint, getSockAddrInSize)(SELF)
{
    return (jint)sizeof(struct sockaddr_in);
}

NATIVE(jint, getIbvRecvWRSize)(SELF)
{
    return (jint)sizeof(struct ibv_recv_wr);
}

NATIVE(jint, getIbvSendWRSize)(SELF)
{
    return (jint)sizeof(struct ibv_send_wr);
}

NATIVE(jint, getIbvSgeSize)(SELF)
{
    return (jint)sizeof(struct ibv_sge);
}

NATIVE(jint, getIbvWCSize)(SELF)
{
    return (jint)sizeof(struct ibv_wc);
}

NATIVE(jint, getRemoteAddressOffset)(SELF)
{
    return (jint)offsetof(struct ibv_send_wr, wr.rdma.remote_addr);
}

NATIVE(jint, getRKeyOffset)(SELF)
{
    return (jint)offsetof(struct ibv_send_wr, wr.rdma.rkey);
}

NATIVE(jint, getVersion)(SELF)
{
    return INTERFACE_VERSION;
}
