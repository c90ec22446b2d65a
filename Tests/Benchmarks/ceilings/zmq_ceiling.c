/* The ceiling of the queues on this machine: raw libzmq between two threads over loopback TCP, DEALER to ROUTER as the
 * queue protocol does, with frames as long as those of a DELIVER and an ACK.
 *
 *   zmq_ceiling [ROUND_TRIPS [MESSAGES]]
 *
 * First round trips, one at a time; then messages one way as fast as they go. Prints one JSON object.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zmq.h>

enum { FRAMES_MAX = 8, WARM_UP = 1000 };

/* Magic, command, header and body of a DELIVER; magic, command and header of an ACK. */
static const size_t deliver[] = {4, 7, 330, 560}, ack[] = {4, 3, 40};
static char bytes[1024];
static size_t round_trips = 20000, messages = 200000;
static void *context;
static char endpoint[64];

static void fail(const char *what) {
    fprintf(stderr, "zmq_ceiling: %s: %s\n", what, zmq_strerror(zmq_errno()));
    exit(1);
}

static uint64_t nanoseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void *socket_of(int type) {
    int no_linger = 0, high_water = 2000;
    void *socket = zmq_socket(context, type);
    if (!socket) fail("socket");
    zmq_setsockopt(socket, ZMQ_LINGER, &no_linger, sizeof no_linger);
    zmq_setsockopt(socket, ZMQ_SNDHWM, &high_water, sizeof high_water);
    zmq_setsockopt(socket, ZMQ_RCVHWM, &high_water, sizeof high_water);
    return socket;
}

static void send_frames(void *socket, const size_t *sizes, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (zmq_send(socket, bytes, sizes[i], i + 1 < count ? ZMQ_SNDMORE : 0) < 0) fail("send");
}

/* - Parameter first: takes the first frame, a ROUTER's address of the sender; may be NULL. */
static void receive_frames(void *socket, zmq_msg_t *first) {
    int more = 1;
    for (int i = 0; more && i < FRAMES_MAX; i++) {
        zmq_msg_t frame;
        zmq_msg_init(&frame);
        if (zmq_msg_recv(&frame, socket, 0) < 0) fail("receive");
        more = zmq_msg_more(&frame);
        if (i == 0 && first) zmq_msg_move(first, &frame);
        zmq_msg_close(&frame);
    }
}

/* The worker: answers each delivery, then only counts. */
static void *work(void *unused) {
    void *dealer = socket_of(ZMQ_DEALER);
    if (zmq_connect(dealer, endpoint)) fail("connect");
    send_frames(dealer, ack, 3);
    for (size_t i = 0; i < WARM_UP + round_trips; i++) {
        receive_frames(dealer, NULL);
        send_frames(dealer, ack, 3);
    }
    for (size_t i = 0; i < messages; i++) receive_frames(dealer, NULL);
    send_frames(dealer, ack, 3);
    receive_frames(dealer, NULL);
    zmq_close(dealer);
    return unused;
}

static void send_to(void *router, zmq_msg_t *peer) {
    zmq_msg_t address;
    zmq_msg_init(&address);
    zmq_msg_copy(&address, peer);
    if (zmq_msg_send(&address, router, ZMQ_SNDMORE) < 0) fail("send");
    send_frames(router, deliver, 4);
}

static int by_size(const void *a, const void *b) {
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

int main(int count, char **arguments) {
    if (count > 1) round_trips = strtoul(arguments[1], NULL, 10);
    if (count > 2) messages = strtoul(arguments[2], NULL, 10);
    uint64_t *times = calloc(round_trips, sizeof *times);
    if (!times || !round_trips || !messages) return 2;
    context = zmq_ctx_new();
    void *router = socket_of(ZMQ_ROUTER);
    int mandatory = 1;
    zmq_setsockopt(router, ZMQ_ROUTER_MANDATORY, &mandatory, sizeof mandatory);
    if (zmq_bind(router, "tcp://127.0.0.1:*")) fail("bind");
    size_t length = sizeof endpoint;
    if (zmq_getsockopt(router, ZMQ_LAST_ENDPOINT, endpoint, &length)) fail("endpoint");
    pthread_t worker;
    if (pthread_create(&worker, NULL, work, NULL)) return 1;

    zmq_msg_t peer;
    zmq_msg_init(&peer);
    receive_frames(router, &peer);
    for (size_t i = 0; i < WARM_UP + round_trips; i++) {
        uint64_t begin = nanoseconds();
        send_to(router, &peer);
        receive_frames(router, NULL);
        if (i >= WARM_UP) times[i - WARM_UP] = nanoseconds() - begin;
    }
    qsort(times, round_trips, sizeof *times, by_size);

    uint64_t begin = nanoseconds();
    for (size_t i = 0; i < messages; i++) {
        /* A full pipe is no error for one who waits; ROUTER_MANDATORY makes it block. */
        send_to(router, &peer);
    }
    receive_frames(router, NULL);
    double seconds = (double)(nanoseconds() - begin) / 1e9;
    send_to(router, &peer);
    pthread_join(worker, NULL);

    int major, minor, patch;
    zmq_version(&major, &minor, &patch);
    printf("{\"zmq\":\"%d.%d.%d\",\"roundTrip\":{\"p50\":%.1f,\"p99\":%.1f},\"oneWayPerSecond\":%.0f}\n", major, minor, patch,
           (double)times[round_trips / 2] / 1e3, (double)times[round_trips * 99 / 100] / 1e3,
           (double)messages / seconds);
    zmq_msg_close(&peer);
    zmq_close(router);
    zmq_ctx_term(context);
    free(times);
    return 0;
}
