/*
 * RTP at a steady rate through a relay and back, from one thread: sendmmsg out, recvmmsg in.
 *   blast FLOWS RATE WARM SECONDS PID PORTA PORTB [PASSWORD BASE]
 * FLOWS has a line "side relayport sendkey sendtag receivekey receivetag size burst" for each flow: it leaves from port A
 * or B, its packets come back at the other. SRTP is made before the clock starts, unless it is more than a million packets.
 * One packet in 101 is unprotected and compared. With PASSWORD the relay speaks ICE and chooses: its checks are answered, all the
 * time, packets begin when it has chosen a pair for RTP and one for RTCP of each flow, and each flow says and hears a report a
 * second; sources come back numbered from BASE on, in the order of flows, and reports have to name them so.
 * Prints "begun", then "key=value ...": PID is the relay, its processor time over SECONDS is among them.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>
#include "machine.h"
#include "srtp.h"
#include "stun.h"

#define BATCH 64
#define MOST 4096
#define FIRST_SSRC 0x10000000u
#define FIRST_SEQUENCE 1000
#define REMEMBERED 4096 /* send times of a flow */
#define RING 64         /* packets of a flow that are used again */
#define MOST_PREPARED 1000000
#define MICROS 200000   /* longest delay told apart */
#define PATIENCE 20e9   /* until all pairs are chosen */
#define REPORT_EACH 1000000000ull
#define LOOK_EACH 2000000ull /* at reports */

struct flow {
    int side, size, burst, wire, prepared;
    struct sockaddr_in to;
    struct secure out, in;
    uint8_t *packets;
    uint32_t sent, received;
    uint64_t *times;
};

static struct flow flows[MOST];
static int known, live;
static uint32_t delays[MICROS];
static uint64_t received_all, wrong, compared, foreign;
static struct mmsghdr in_messages[BATCH], out_messages[BATCH];
static struct iovec in_parts[BATCH], out_parts[BATCH];
static uint8_t in_packets[BATCH][2048];
static const char *password;
static uint32_t base = FIRST_SSRC;
static struct sockaddr_in in_senders[BATCH];
static uint8_t chosen[1 << 16];
static int pairs;
static uint64_t reports_sent, reports_received;

static void number(uint8_t *p, uint32_t id, uint32_t n) {
    uint16_t sequence = FIRST_SEQUENCE + n;
    uint32_t time = 160 * n, ssrc = FIRST_SSRC + id;
    uint8_t header[12] = {0x80, 0, sequence >> 8, sequence, time >> 24, time >> 16, time >> 8, time,
                          ssrc >> 24, ssrc >> 16, ssrc >> 8, ssrc};
    memcpy(p, header, 12);
}

static void load(const char *name) {
    FILE *file = fopen(name, "r");
    char side[2], out[80], in[80];
    int port, out_tag, in_tag;
    if (!file) {
        perror(name);
        exit(1);
    }
    while (known < MOST) {
        struct flow *flow = &flows[known];
        if (fscanf(file, "%1s %d %79s %d %79s %d %d %d", side, &port, out, &out_tag, in, &in_tag, &flow->size,
                   &flow->burst) != 8)
            break;
        flow->side = side[0] == 'B';
        flow->to = loopback(port);
        secure_init(&flow->out, out, out_tag);
        secure_init(&flow->in, in, in_tag);
        flow->wire = flow->size + flow->out.tag;
        flow->times = calloc(REMEMBERED, sizeof(uint64_t));
        known++;
    }
    fclose(file);
}

static void fill(struct flow *flow, int id, uint8_t *packet, uint32_t n) {
    number(packet, id, n);
    for (int k = 12; k < flow->size; k++)
        packet[k] = k * 7 + id;
    secure_protect(&flow->out, packet, flow->size);
}

static void prepare(double packets) {
    double burst = 0;
    live = packets > MOST_PREPARED;
    for (int i = 0; i < known; i++)
        burst += flows[i].burst;
    for (int i = 0; i < known; i++) {
        struct flow *flow = &flows[i];
        flow->prepared = flow->out.tag && !live ? (packets / burst + 2) * flow->burst : RING;
        flow->packets = malloc((size_t)flow->prepared * flow->wire + 32);
        for (int n = 0; n < flow->prepared && !(live && flow->out.tag); n++)
            fill(flow, i, flow->packets + (size_t)n * flow->wire, n);
    }
}

static void compare(struct flow *flow, uint32_t id, uint8_t *packet, int length) {
    length = secure_unprotect(&flow->in, packet, length);
    compared++;
    if (length != flow->size) {
        wrong++;
        return;
    }
    for (int k = 12; k < length; k++)
        if (packet[k] != (uint8_t)(k * 7 + id)) {
            wrong++;
            return;
        }
}

static int receive(int fd) {
    for (int i = 0; i < BATCH; i++)
        in_messages[i].msg_hdr.msg_namelen = sizeof in_senders[i];
    return recvmmsg(fd, in_messages, BATCH, MSG_DONTWAIT, NULL);
}

/* whether it was a check; it is answered */
static int answered(int fd, const uint8_t *packet, int length, const struct sockaddr_in *from) {
    uint8_t answer[64];
    if (!password || !stun_request(packet, length))
        return 0;
    int bytes = stun_answer(packet, from, password, answer);
    sendto(fd, answer, bytes, 0, (const struct sockaddr *)from, sizeof *from);
    if (stun_chooses(packet, length) && !chosen[ntohs(from->sin_port)]++)
        pairs++;
    return 1;
}

/* the other end of the same line */
static int opposite(int id) {
    return (id + known / 2) % known;
}

/* a sender report with a block about the other end, and a name */
static void report(int fd, int id, uint64_t time) {
    struct flow *flow = &flows[id];
    uint8_t packet[64 + 14];
    memset(packet, 0, sizeof packet);
    put32(packet, 0x81c8000c);
    put32(packet + 4, FIRST_SSRC + id);
    put32(packet + 8, time / 1000000000);
    put32(packet + 12, time % 1000000000 * 4.294967296);
    put32(packet + 16, 160 * flow->sent);
    put32(packet + 20, flow->sent);
    put32(packet + 24, flow->sent * (flow->size - 12));
    put32(packet + 28, base + opposite(id));
    put32(packet + 36, FIRST_SEQUENCE + flow->received);
    put32(packet + 52, 0x81ca0002);
    put32(packet + 56, FIRST_SSRC + id);
    put32(packet + 60, 0x01016100);
    int length = secure_protect_report(&flow->out, packet, 64);
    struct sockaddr_in to = flow->to;
    to.sin_port = htons(ntohs(to.sin_port) + 1);
    sendto(fd, packet, length, 0, (struct sockaddr *)&to, sizeof to);
    reports_sent++;
}

/* a report of the other end; what the relay says by itself has no block */
static void heard(uint8_t *packet, int length) {
    uint32_t id = get32(packet + 4) - base;
    if (length < 8 || id >= (uint32_t)known) {
        foreign++;
        return;
    }
    length = secure_unprotect_report(&flows[id].in, packet, length);
    if (length < 0)
        wrong++;
    else if (length >= 52 && get32(packet) == 0x81c8000c) {
        reports_received++;
        wrong += get32(packet + 28) != (uint32_t)(FIRST_SSRC + opposite(id));
    }
}

static int drain_reports(int fd) {
    int count = receive(fd);
    for (int i = 0; i < count; i++)
        if (!answered(fd, in_packets[i], in_messages[i].msg_len, &in_senders[i]))
            heard(in_packets[i], in_messages[i].msg_len);
    return count > 0 ? count : 0;
}

static int drain(int fd) {
    int count = receive(fd);
    uint64_t time = now();
    for (int i = 0; i < count; i++) {
        uint8_t *p = in_packets[i];
        uint32_t id = get32(p + 8) - base;
        if (answered(fd, p, in_messages[i].msg_len, &in_senders[i]))
            continue;
        if (in_messages[i].msg_len < 12 || id >= (uint32_t)known) {
            foreign++;
            continue;
        }
        struct flow *flow = &flows[id];
        uint16_t n = (p[2] << 8 | p[3]) - FIRST_SEQUENCE;
        uint64_t micros = (time - flow->times[n % REMEMBERED]) / 1000;
        delays[micros < MICROS ? micros : MICROS - 1]++;
        if (flow->received++ % 101 == 0)
            compare(flow, id, p, in_messages[i].msg_len);
        received_all++;
    }
    return count > 0 ? count : 0;
}

/* answers checks until each flow has a pair for RTP and one for RTCP */
static void find(int *fds) {
    uint64_t begun = now();
    while (pairs < 2 * known) {
        if (now() - begun > PATIENCE) {
            fprintf(stderr, "%d of %d pairs were chosen\n", pairs, 2 * known);
            exit(1);
        }
        if (!(drain(fds[0]) + drain(fds[1]) + drain_reports(fds[2]) + drain_reports(fds[3]))) {
            struct timespec pause = {0, 1000000};
            nanosleep(&pause, NULL);
        }
    }
}

static int due_of(struct flow *flow, uint32_t id, int room, uint64_t time) {
    int n = 0;
    for (; n < flow->burst && n < room; n++) {
        uint32_t at = flow->sent % flow->prepared;
        uint8_t *packet = flow->packets + (size_t)at * flow->wire;
        if (flow->out.tag && !live && flow->sent >= (uint32_t)flow->prepared)
            return n;
        if (!flow->out.tag)
            number(packet, id, flow->sent);
        else if (live)
            fill(flow, id, packet, flow->sent);
        flow->times[flow->sent % REMEMBERED] = time;
        flow->sent++;
        out_parts[BATCH - room + n].iov_base = packet;
        out_parts[BATCH - room + n].iov_len = flow->wire;
        out_messages[BATCH - room + n].msg_hdr.msg_name = &flow->to;
        out_messages[BATCH - room + n].msg_hdr.msg_namelen = sizeof flow->to;
    }
    return n;
}

static int quantile(double share) {
    uint64_t all = 0, so_far = 0;
    for (int i = 0; i < MICROS; i++)
        all += delays[i];
    for (int i = 0; i < MICROS; i++)
        if ((so_far += delays[i]) >= all * share)
            return i;
    return MICROS;
}

int main(int count, char **arguments) {
    if (count != 8 && count != 10) {
        fprintf(stderr, "blast FLOWS RATE WARM SECONDS PID PORTA PORTB [PASSWORD BASE]\n");
        return 2;
    }
    double rate = atof(arguments[2]), warm = atof(arguments[3]), seconds = atof(arguments[4]);
    int pid = atoi(arguments[5]), fds[4];
    if (count == 10) {
        password = arguments[8];
        base = strtoul(arguments[9], NULL, 10);
    }
    load(arguments[1]);
    prctl(PR_SET_TIMERSLACK, 1);
    prctl(PR_SET_PDEATHSIG, 15);
    fds[0] = open_socket(atoi(arguments[6]));
    fds[1] = open_socket(atoi(arguments[7]));
    fds[2] = open_socket(atoi(arguments[6]) + 1);
    fds[3] = open_socket(atoi(arguments[7]) + 1);
    for (int i = 0; i < BATCH; i++) {
        in_parts[i].iov_base = in_packets[i];
        in_parts[i].iov_len = sizeof in_packets[i];
        in_messages[i].msg_hdr.msg_iov = &in_parts[i];
        in_messages[i].msg_hdr.msg_iovlen = 1;
        in_messages[i].msg_hdr.msg_name = &in_senders[i];
        out_messages[i].msg_hdr.msg_iov = &out_parts[i];
        out_messages[i].msg_hdr.msg_iovlen = 1;
    }
    if (password)
        find(fds);
    uint64_t total = rate * (warm + seconds);
    prepare(total);
    printf("begun\n");
    fflush(stdout);
    uint64_t start = now(), end = start + (warm + seconds) * 1e9, mark = start + warm * 1e9;
    uint64_t sent = 0, marked_sent = 0, marked_received = 0, marked_used = 0, marked = 0;
    uint64_t reported = 0, looked = 0;
    int next = 0;
    while (sent < total) {
        uint64_t time = now();
        if (time > end + 1000000000ull)
            break; /* this machine cannot send that fast */
        if (!marked && time >= mark) {
            marked = time;
            marked_sent = sent;
            marked_received = received_all;
            marked_used = used(pid);
            memset(delays, 0, sizeof delays);
        }
        uint64_t due = (time - start) * 1e-9 * rate;
        if (due > total)
            due = total;
        int idle = 1;
        for (int most = 8; password && most > 0 && (time - start) * (double)known / REPORT_EACH > reported; most--) {
            int id = reported++ % known;
            if (flows[opposite(id)].received)
                report(fds[2 + flows[id].side], id, time);
        }
        if (password && time - looked > LOOK_EACH) {
            looked = time;
            drain_reports(fds[2]);
            drain_reports(fds[3]);
        }
        for (int guard = 0; sent < due && guard < 8; guard++) {
            int n = 0, side = flows[next].side;
            while (n < BATCH && sent + n < due && flows[next].side == side && n + flows[next].burst <= BATCH) {
                n += due_of(&flows[next], next, BATCH - n, time);
                next = (next + 1) % known;
            }
            for (int done = 0; done < n;) {
                int went = sendmmsg(fds[side], out_messages + done, n - done, 0);
                done += went > 0 ? went : errno != EINTR;
            }
            sent += n;
            idle = 0;
            drain(fds[0]);
            drain(fds[1]);
        }
        while (drain(fds[0]) + drain(fds[1]))
            idle = 0;
        if (idle) {
            struct timespec pause = {0, 150000};
            nanosleep(&pause, NULL);
        }
    }
    uint64_t stop = now();
    double measured = (stop - marked) / 1e9, used_seconds = (used(pid) - marked_used) / 1e9;
    uint64_t relayed = received_all - marked_received;
    for (uint64_t last = now(), seen = received_all; now() - last < 150000000ull; seen = received_all) {
        drain(fds[0]);
        drain(fds[1]);
        drain_reports(fds[2]);
        drain_reports(fds[3]);
        if (received_all > seen)
            last = now();
    }
    int dead = 0;
    for (int i = 0; i < known; i++)
        dead += !flows[i].received;
    printf("rate=%.0f sent=%llu received=%llu loss=%.6f wrong=%llu compared=%llu foreign=%llu dead=%d cpu_per_million=%.3f "
           "cpu_share=%.3f p50_us=%d p99_us=%d p999_us=%d reports_sent=%llu reports_received=%llu\n",
           (sent - marked_sent) / measured, (unsigned long long)sent, (unsigned long long)received_all,
           1 - (double)received_all / sent, (unsigned long long)wrong, (unsigned long long)compared,
           (unsigned long long)foreign, dead, relayed ? used_seconds / (relayed / 1e6) : 0, used_seconds / measured,
           quantile(.5), quantile(.99), quantile(.999), (unsigned long long)reports_sent,
           (unsigned long long)reports_received);
    return 0;
}
