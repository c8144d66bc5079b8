/*
 * Pictures in packets through a gateway and back, each stream at its own pace, from one thread.
 *   pictures FLOWS WARM SECONDS PID PORTA PORTB
 * FLOWS has a line "side relayport sendkey sendtag receivekey receivetag source file start-us dump" for each flow: FILE is played from
 * port A or B, over and over, and comes back at the other. Its packets have the numbers, times and sources that FILE says, from
 * SOURCE on; they go on from round to round. What comes back has to have a source from SOURCE on too: SOURCE to SOURCE + 3 are the
 * flow's. What comes back of a flow with a dump goes there, without its protection, as length (2 bytes) and packet.
 *
 * FILE, all big-endian: microseconds, clock ticks and decoding order of a round, pictures, packets, 4 bytes each; then for each packet
 * microseconds from the beginning (4), length (2), where the decoding order stands in it or 0 (2), RTP.
 *
 * SRTP is made while packets are sent. Of each source the first of 101 that come back is checked; of a flow with a dump each.
 * WARM seconds after the first flow has begun the measuring begins; flows that begin later are in it. Prints "key=value ...". A
 * picture is back when a packet with a marker and its time is; its delay is that behind its own last packet. PID is the gateway.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/prctl.h>
#include <unistd.h>
#include "machine.h"
#include "srtp.h"

#define BATCH 64
#define MOST 4096
#define MOST_FILES 8
#define LAYERS 4
#define FIRST_SSRC 0x10000000u
#define STEP 3000        /* ticks from one picture to the next */
#define REMEMBERED 256   /* pictures of a flow */
#define MICROS 2000000   /* longest delay told apart */
#define LONGEST 2048
#define DRAIN_NANOS 400000000ull

struct packet {
    uint32_t micros;
    uint16_t length, order;
    uint8_t *bytes;
};

struct file {
    char name[200];
    uint32_t micros, ticks, units, pictures, count;
    struct packet *packets;
};

struct flow {
    int side;
    uint32_t source;
    uint32_t next, round;
    uint64_t start, due, sent_pictures, back_pictures;
    struct sockaddr_in to;
    struct file *file;
    FILE *dump;
    struct secure out[LAYERS], in[LAYERS];
    uint16_t sequences[LAYERS];
    uint32_t received[LAYERS];
    uint64_t times[REMEMBERED]; /* when the last packet of a picture went */
};

struct outgoing {
    int count, fd;
    uint64_t *last[BATCH]; /* where its time goes, of a packet that ends a picture */
    uint8_t packets[BATCH][LONGEST];
    struct mmsghdr messages[BATCH];
    struct iovec parts[BATCH];
};

static struct flow flows[MOST];
static struct file files[MOST_FILES];
static struct flow *by_source[MOST * LAYERS];
static int known;
static uint32_t delays[MICROS];
static uint64_t sent, received, wrong, foreign, elsewhen;
static struct outgoing outgoing[2];

static uint32_t word(const uint8_t *p) { return (uint32_t)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3]; }

static void put(uint8_t *p, uint32_t word) {
    p[0] = word >> 24;
    p[1] = word >> 16;
    p[2] = word >> 8;
    p[3] = word;
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void *bytes_of(FILE *from, size_t length, const char *name) {
    uint8_t *bytes = malloc(length);
    if (!bytes || fread(bytes, 1, length, from) != length)
        fail(name);
    return bytes;
}

static struct file *file(const char *name) {
    struct file *file = files;
    for (; file < files + MOST_FILES && file->packets; file++)
        if (!strcmp(file->name, name))
            return file;
    FILE *from = file < files + MOST_FILES ? fopen(name, "r") : NULL;
    if (!from)
        fail(name);
    snprintf(file->name, sizeof file->name, "%s", name);
    uint8_t *head = bytes_of(from, 20, name);
    file->micros = word(head);
    file->ticks = word(head + 4);
    file->units = word(head + 8);
    file->pictures = word(head + 12);
    file->count = word(head + 16);
    file->packets = calloc(file->count, sizeof *file->packets);
    for (uint32_t i = 0; i < file->count; i++) {
        struct packet *packet = &file->packets[i];
        head = bytes_of(from, 8, name);
        packet->micros = word(head);
        packet->length = head[4] << 8 | head[5];
        packet->order = head[6] << 8 | head[7];
        free(head);
        if (packet->length > LONGEST - 16)
            fail(name);
        packet->bytes = bytes_of(from, packet->length, name);
    }
    fclose(from);
    return file;
}

static void load(const char *name) {
    FILE *from = fopen(name, "r");
    char side[2], out[80], in[80], play[200], dump[200];
    int port, out_tag, in_tag;
    uint32_t source;
    unsigned long start;
    if (!from)
        fail(name);
    while (known < MOST && fscanf(from, "%1s %d %79s %d %79s %d %u %199s %lu %199s", side, &port, out, &out_tag, in,
                                  &in_tag, &source, play, &start, dump) == 10) {
        struct flow *flow = &flows[known++];
        flow->side = side[0] == 'B';
        flow->to = loopback(port);
        flow->file = file(play);
        flow->start = start * 1000ull;
        uint8_t begun[LAYERS] = {0};
        for (uint32_t i = 0; i < flow->file->count; i++) {
            uint8_t *packet = flow->file->packets[i].bytes;
            int layer = packet[11] % LAYERS;
            if (!begun[layer])
                flow->sequences[layer] = packet[2] << 8 | packet[3];
            begun[layer] = 1;
        }
        for (int i = 0; i < LAYERS; i++) {
            secure_init(&flow->out[i], out, out_tag);
            secure_init(&flow->in[i], in, in_tag);
            if (source - FIRST_SSRC + i < MOST * LAYERS)
                by_source[source - FIRST_SSRC + i] = flow;
        }
        flow->source = source;
        if (strcmp(dump, "-") && !(flow->dump = fopen(dump, "w")))
            fail(dump);
    }
    fclose(from);
}

static void arrived(uint8_t *p, int length, uint64_t time) {
    uint32_t source = length < 12 ? 0 : word(p + 8) - FIRST_SSRC;
    struct flow *flow = length < 12 || source >= MOST * LAYERS ? NULL : by_source[source];
    if (!flow) {
        foreign++;
        return;
    }
    received++;
    int layer = word(p + 8) - flow->source;
    if (flow->received[layer]++ % 101 == 0 || flow->dump) {
        int plain = secure_unprotect(&flow->in[layer], p, length);
        wrong += plain < 0;
        if (plain > 0 && flow->dump) {
            uint8_t head[2] = {plain >> 8, plain};
            fwrite(head, 1, 2, flow->dump);
            fwrite(p, 1, plain, flow->dump);
        }
    }
    if (!(p[1] & 0x80) || !flow->file->pictures)
        return;
    uint32_t ticks = word(p + 4) - word(flow->file->packets[0].bytes + 4), picture = ticks / STEP;
    if (ticks % STEP || picture >= flow->sent_pictures || picture + REMEMBERED < flow->sent_pictures) {
        elsewhen++;
        return;
    }
    flow->back_pictures++;
    uint64_t micros = (time - flow->times[picture % REMEMBERED]) / 1000;
    delays[micros < MICROS ? micros : MICROS - 1]++;
}

static int drain(int fd) {
    static struct mmsghdr messages[BATCH];
    static struct iovec parts[BATCH];
    static uint8_t packets[BATCH][LONGEST];
    for (int i = 0; i < BATCH; i++) {
        parts[i] = (struct iovec){packets[i], LONGEST};
        messages[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
    }
    int count = recvmmsg(fd, messages, BATCH, MSG_DONTWAIT, NULL);
    uint64_t time = now();
    for (int i = 0; i < count; i++)
        arrived(packets[i], messages[i].msg_len, time);
    return count > 0 ? count : 0;
}

static void flush(struct outgoing *out) {
    uint64_t time = now();
    for (int i = 0; i < out->count; i++)
        if (out->last[i])
            *out->last[i] = time;
    for (int done = 0; done < out->count;) {
        int went = sendmmsg(out->fd, out->messages + done, out->count - done, 0);
        done += went > 0 ? went : errno != EINTR;
    }
    sent += out->count;
    out->count = 0;
}

/* the next packet of a flow, with the numbers of its round */
static void send_next(struct flow *flow) {
    struct file *file = flow->file;
    struct packet *packet = &file->packets[flow->next];
    struct outgoing *out = &outgoing[flow->side];
    uint8_t *p = out->packets[out->count];
    memcpy(p, packet->bytes, packet->length);
    int layer = p[11] % LAYERS;
    uint16_t sequence = flow->sequences[layer]++;
    p[2] = sequence >> 8;
    p[3] = sequence;
    put(p + 4, word(p + 4) + flow->round * file->ticks);
    put(p + 8, flow->source + layer);
    if (packet->order) {
        uint16_t order = (p[packet->order] << 8 | p[packet->order + 1]) + flow->round * file->units;
        p[packet->order] = order >> 8;
        p[packet->order + 1] = order;
    }
    out->last[out->count] = p[1] & 0x80 && file->pictures ? &flow->times[flow->sent_pictures++ % REMEMBERED] : NULL;
    out->parts[out->count] = (struct iovec){p, secure_protect(&flow->out[layer], p, packet->length)};
    out->messages[out->count].msg_hdr = (struct msghdr){
        .msg_iov = &out->parts[out->count], .msg_iovlen = 1, .msg_name = &flow->to, .msg_namelen = sizeof flow->to};
    if (++out->count == BATCH)
        flush(out);
    if (++flow->next == file->count) {
        flow->next = 0;
        flow->round++;
    }
    flow->due = flow->start + (uint64_t)flow->round * file->micros * 1000 + file->packets[flow->next].micros * 1000ull;
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
    if (count != 7) {
        fprintf(stderr, "pictures FLOWS WARM SECONDS PID PORTA PORTB\n");
        return 2;
    }
    double warm = atof(arguments[2]), seconds = atof(arguments[3]);
    int pid = atoi(arguments[4]), reports[2];
    load(arguments[1]);
    prctl(PR_SET_TIMERSLACK, 1);
    prctl(PR_SET_PDEATHSIG, 15);
    for (int side = 0; side < 2; side++) {
        outgoing[side].fd = open_socket(atoi(arguments[5 + side]));
        reports[side] = open_socket(atoi(arguments[5 + side]) + 1);
    }
    uint64_t start = now(), mark = start + warm * 1e9, end = start + (warm + seconds) * 1e9, marked = 0;
    uint64_t marked_sent = 0, marked_received = 0, marked_used = 0, slowest = 0, heard = 0;
    for (int i = 0; i < known; i++) {
        flows[i].start += start;
        flows[i].due = flows[i].start;
    }
    for (uint64_t time = start; time < end; time = now()) {
        if (!marked && time >= mark) {
            marked = time;
            marked_sent = sent;
            marked_received = received;
            marked_used = used(pid);
            memset(delays, 0, sizeof delays);
            slowest = 0;
        }
        int idle = 1;
        for (int i = 0; i < known; i++)
            while (flows[i].due <= time) {
                if (time - flows[i].due > slowest)
                    slowest = time - flows[i].due;
                send_next(&flows[i]);
                idle = 0;
            }
        for (int side = 0; side < 2; side++)
            flush(&outgoing[side]);
        while (drain(outgoing[0].fd) + drain(outgoing[1].fd))
            idle = 0;
        if (idle) {
            uint8_t report[LONGEST];
            for (int side = 0; side < 2; side++)
                while (recv(reports[side], report, sizeof report, MSG_DONTWAIT) > 0)
                    heard++;
            struct timespec pause = {0, 150000};
            nanosleep(&pause, NULL);
        }
    }
    uint64_t stop = now(), in_time = sent - marked_sent, back = received - marked_received;
    double measured = (stop - marked) / 1e9, used_seconds = (used(pid) - marked_used) / 1e9;
    for (uint64_t last = now(); now() - last < DRAIN_NANOS;)
        if (drain(outgoing[0].fd) + drain(outgoing[1].fd))
            last = now();
    uint64_t pictures = 0, pictures_back = 0, failed = 0;
    for (int i = 0; i < known; i++) {
        struct flow *flow = &flows[i];
        uint32_t came = 0;
        for (int layer = 0; layer < LAYERS; layer++)
            came += flow->received[layer];
        pictures += flow->sent_pictures;
        pictures_back += flow->back_pictures;
        failed += !came || flow->back_pictures < flow->sent_pictures * .99;
        if (flow->dump && fclose(flow->dump))
            fail("dump");
    }
    printf("sent=%llu packets_in=%.0f packets_out=%.0f cpu_per_million=%.3f cpu_share=%.4f pictures=%llu pictures_back=%llu "
           "failed=%llu wrong=%llu foreign=%llu elsewhen=%llu reports=%llu own_delay_us=%llu p50_us=%d p99_us=%d p999_us=%d\n",
           (unsigned long long)sent, in_time / measured, back / measured, in_time ? used_seconds / (in_time / 1e6) : 0,
           used_seconds / measured, (unsigned long long)pictures, (unsigned long long)pictures_back,
           (unsigned long long)failed, (unsigned long long)wrong, (unsigned long long)foreign, (unsigned long long)elsewhen,
           (unsigned long long)heard, (unsigned long long)slowest / 1000, quantile(.5), quantile(.99), quantile(.999));
    return 0;
}
