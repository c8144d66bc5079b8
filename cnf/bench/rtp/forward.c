/*
 * The floor: a forwarder that does nothing but forward, with recvmmsg and sendmmsg, and SRTP on either side when asked.
 *   forward LEGS          LEGS has a line "port peerport destination inkey intag outkey outtag" for each leg;
 *                         what comes in at port leaves from peerport to destination. Prints "ready", ends on SIGTERM.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include "srtp.h"

#define BATCH 64
#define MOST 4096

struct leg {
    int port, peer_port, fd;
    struct leg *peer;
    struct sockaddr_in to;
    struct secure in, out;
};

static struct leg legs[MOST];
static volatile sig_atomic_t ended;

static void end(int signal) {
    (void)signal;
    ended = 1;
}

static struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static int open_socket(int port) {
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0), buffer = 1 << 19;
    struct sockaddr_in address = loopback(port);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    if (bind(fd, (struct sockaddr *)&address, sizeof address)) {
        perror("bind");
        exit(1);
    }
    return fd;
}

static struct mmsghdr received[BATCH], sent[BATCH];
static struct iovec into[BATCH], from[BATCH];
static uint8_t packets[BATCH][2048];

static int forward(struct leg *leg) {
    int count = recvmmsg(leg->fd, received, BATCH, MSG_DONTWAIT, NULL), out = 0;
    for (int i = 0; i < count; i++) {
        int length = secure_unprotect(&leg->in, packets[i], received[i].msg_len);
        if (length < 0)
            continue;
        from[out].iov_base = packets[i];
        from[out].iov_len = secure_protect(&leg->out, packets[i], length);
        sent[out].msg_hdr.msg_name = &leg->to;
        sent[out].msg_hdr.msg_namelen = sizeof leg->to;
        out++;
    }
    for (int done = 0; done < out;) {
        int n = sendmmsg(leg->peer->fd, sent + done, out - done, 0);
        done += n > 0 ? n : 1;
    }
    return count;
}

int main(int count, char **arguments) {
    FILE *file = count > 1 ? fopen(arguments[1], "r") : NULL;
    char in[80], out[80];
    int legs_open = 0, destination, in_tag, out_tag;
    if (!file) {
        fprintf(stderr, "forward LEGS\n");
        return 2;
    }
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    signal(SIGTERM, end);
    int poll = epoll_create1(0);
    while (legs_open < MOST) {
        struct leg *leg = &legs[legs_open];
        if (fscanf(file, "%d %d %d %79s %d %79s %d", &leg->port, &leg->peer_port, &destination, in, &in_tag, out,
                   &out_tag) != 7)
            break;
        leg->fd = open_socket(leg->port);
        leg->to = loopback(destination);
        secure_init(&leg->in, in, in_tag);
        secure_init(&leg->out, out, out_tag);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = leg};
        epoll_ctl(poll, EPOLL_CTL_ADD, leg->fd, &event);
        legs_open++;
    }
    for (int i = 0; i < legs_open; i++)
        for (int k = 0; k < legs_open; k++)
            if (legs[k].port == legs[i].peer_port)
                legs[i].peer = &legs[k];
    for (int i = 0; i < BATCH; i++) {
        into[i].iov_base = packets[i];
        into[i].iov_len = sizeof packets[i] - 32;
        received[i].msg_hdr.msg_iov = &into[i];
        received[i].msg_hdr.msg_iovlen = 1;
        sent[i].msg_hdr.msg_iov = &from[i];
        sent[i].msg_hdr.msg_iovlen = 1;
    }
    printf("ready\n");
    fflush(stdout);
    struct epoll_event events[256];
    while (!ended) {
        int ready = epoll_wait(poll, events, 256, 1000);
        for (int i = 0; i < ready; i++)
            for (int again = 0; again < 8 && forward(events[i].data.ptr) == BATCH; again++)
                ;
    }
    return 0;
}
