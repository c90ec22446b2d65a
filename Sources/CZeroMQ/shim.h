#pragma once
#include <errno.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <zmq.h>

// Swift's Glibc module lacks eventfd. Each wrapper returns -errno instead of setting errno, so that nothing between
// the call and its check can overwrite the reason.

/// A new eventfd that never blocks, or -errno.
static inline int paidan_eventfd_open(void) {
    int descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}

/// Raises the counter by one: 0, or -errno. A full counter is 0 too: the reader is already due to wake.
static inline int paidan_eventfd_signal(int descriptor) {
    const uint64_t one = 1;
    ssize_t written;
    do {
        written = write(descriptor, &one, sizeof one);
    } while (written < 0 && errno == EINTR);
    return written < 0 && errno != EAGAIN ? -errno : 0;
}

/// Sets the counter to zero: 1 if it was raised, 0 if it was not, or -errno.
static inline int paidan_eventfd_drain(int descriptor) {
    uint64_t count;
    ssize_t got;
    do {
        got = read(descriptor, &count, sizeof count);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        return errno == EAGAIN ? 0 : -errno;
    }
    return 1;
}

/// 0, or -errno.
static inline int paidan_eventfd_close(int descriptor) {
    return close(descriptor) < 0 ? -errno : 0;
}
