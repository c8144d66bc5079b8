/*
 * Numbered RTP through calls that are up, for as long as it takes, and which packets did not come out of them.
 *   stream FLOWS PORTA PORTB
 * FLOWS has a line "side relayport sendkey sendtag fromport receivekey receivetag type size micros" for each flow: it leaves from
 * port A or B every so many microseconds and comes out of port "fromport" to the other. Prints "begun". Lines it reads: "mark NAME" begins
 * a stretch and is answered the same, "end" ends all, and then for each stretch it prints
 *   stretch NAME seconds sent lost duplicated wrong gap_us silence_us late_us
 * gap: the longest that a packet took from here to here; silence: the longest a flow brought nothing, less what it was
 * sent late. When a packet came is the kernel's word, so that a late generator makes no gap; late says how late it was.
 * Whose packet it is tells the port it comes from, and its number the payload: SSRC and sequence may be changed on the
 * way, by the same amount for all packets of a flow; another amount is wrong.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "srtp.h"

#define BATCH 64
#define MOST 4096
#define MOST_STRETCHES 1024
#define FIRST_SSRC 0x20000000u
#define FIRST_SEQUENCE 64000 /* so that every flow rolls over soon */
#define DRAIN_NANOS 700000000ull
#define PACE_NANOS 500000ull

struct flow {
    int side, size, type, from, told;
    uint16_t shift;
    struct sockaddr_in to;
    struct secure out, in;
    uint64_t interval, due, came, came_sent;
    uint32_t sent, room;
    uint32_t *times; /* microseconds since the start */
    uint8_t *seen;   /* how often each packet came; UNSENT */
};

struct stretch {
    char name[64];
    uint64_t begun, wrong, gap, silence, late;
    uint32_t *first; /* of each flow */
};

#define UNSENT 255

static struct flow flows[MOST];
static struct stretch stretches[MOST_STRETCHES];
static int by_port[65536]; /* 1 for the first flow */
static int known, current = -1, fds[2];
static uint64_t start, foreign, unsent;

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return time.tv_sec * 1000000000ull + time.tv_nsec;
}

static struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static int open_socket(int port) {
    int fd = socket(AF_INET, SOCK_DGRAM, 0), buffer = 64 << 20, on = 1;
    struct sockaddr_in address = loopback(port);
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer))
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&address, sizeof address)) {
        perror("bind");
        exit(1);
    }
    return fd;
}

static void load(const char *name) {
    FILE *file = fopen(name, "r");
    char side[2], out[80], in[80];
    int port, from, out_tag, in_tag, type, size;
    long micros;
    if (!file) {
        perror(name);
        exit(1);
    }
    while (known < MOST && fscanf(file, "%1s %d %79s %d %d %79s %d %d %d %ld", side, &port, out, &out_tag, &from, in,
                                  &in_tag, &type, &size, &micros) == 10) {
        struct flow *flow = &flows[known++];
        flow->side = side[0] == 'B';
        flow->to = loopback(port);
        secure_init(&flow->out, out, out_tag);
        secure_init(&flow->in, in, in_tag);
        flow->type = type;
        flow->from = from;
        by_port[from] = known;
        flow->size = size;
        flow->interval = micros * 1000ull;
    }
    fclose(file);
}

static void mark(const char *name) {
    if (current + 1 == MOST_STRETCHES)
        return;
    struct stretch *next = &stretches[current + 1];
    snprintf(next->name, sizeof next->name, "%s", name);
    next->begun = now();
    next->first = malloc(sizeof(uint32_t) * (known + 1));
    for (int i = 0; i < known; i++)
        next->first[i] = flows[i].sent;
    current++;
}

static struct stretch *of(int id, uint32_t n) {
    int at = current;
    while (at > 0 && stretches[at].first[id] > n)
        at--;
    return &stretches[at];
}

static void arrived(struct flow *flow, int id, uint8_t *packet, int length, uint64_t time) {
    uint32_t n = 0;
    if (secure_unprotect(&flow->in, packet, length) != flow->size) {
        stretches[current].wrong++;
        return;
    }
    memcpy(&n, packet + 12, sizeof n);
    if (n >= flow->sent) {
        stretches[current].wrong++;
        return;
    }
    struct stretch *stretch = of(id, n);
    uint64_t sent = start + flow->times[n] * 1000ull;
    if (flow->seen[n] < UNSENT - 1)
        flow->seen[n]++;
    if (flow->seen[n] > 1)
        return;
    uint16_t shift = (packet[2] << 8 | packet[3]) - (uint16_t)n;
    if (flow->told++ && shift != flow->shift)
        stretch->wrong++;
    flow->shift = shift;
    if (time > sent && time - sent > stretch->gap)
        stretch->gap = time - sent;
    if (flow->came && time > flow->came) {
        uint64_t silent = time - flow->came, pause = sent > flow->came_sent ? sent - flow->came_sent : 0;
        silent -= pause > flow->interval && pause - flow->interval < silent ? pause - flow->interval : 0;
        if (silent > stretch->silence)
            stretch->silence = silent;
    }
    flow->came = time;
    flow->came_sent = sent;
}

static int drain(int fd) {
    static struct mmsghdr messages[BATCH];
    static struct iovec parts[BATCH];
    static uint8_t packets[BATCH][2048], controls[BATCH][64];
    static struct sockaddr_in from[BATCH];
    for (int i = 0; i < BATCH; i++) {
        parts[i] = (struct iovec){packets[i], sizeof packets[i]};
        messages[i].msg_hdr = (struct msghdr){
            .msg_iov = &parts[i], .msg_iovlen = 1, .msg_name = &from[i], .msg_namelen = sizeof from[i], .msg_control = controls[i], .msg_controllen = sizeof controls[i]};
    }
    int count = recvmmsg(fd, messages, BATCH, MSG_DONTWAIT, NULL);
    for (int i = 0; i < count; i++) {
        int id = by_port[ntohs(from[i].sin_port)] - 1;
        struct cmsghdr *control = CMSG_FIRSTHDR(&messages[i].msg_hdr);
        struct timespec time;
        if (messages[i].msg_len < 12 || id < 0 || !control || control->cmsg_type != SCM_TIMESTAMPNS) {
            foreign++;
            continue;
        }
        memcpy(&time, CMSG_DATA(control), sizeof time);
        arrived(&flows[id], id, packets[i], messages[i].msg_len, time.tv_sec * 1000000000ull + time.tv_nsec);
    }
    return count > 0 ? count : 0;
}

static int make(struct flow *flow, uint32_t id, uint8_t *p) {
    uint16_t sequence = FIRST_SEQUENCE + flow->sent;
    uint32_t time = flow->sent * 160, ssrc = FIRST_SSRC + id;
    uint8_t header[12] = {0x80, flow->type, sequence >> 8, sequence, time >> 24, time >> 16, time >> 8, time,
                          ssrc >> 24, ssrc >> 16, ssrc >> 8, ssrc};
    memcpy(p, header, 12);
    for (int k = 12; k < flow->size; k++)
        p[k] = k * 7 + id;
    memcpy(p + 12, &flow->sent, sizeof flow->sent);
    return secure_protect(&flow->out, p, flow->size);
}

static void went(struct flow *flow, uint64_t time, int sent) {
    if (flow->sent == flow->room) {
        flow->room = flow->room ? flow->room * 2 : 8192;
        flow->times = realloc(flow->times, flow->room * sizeof *flow->times);
        flow->seen = realloc(flow->seen, flow->room);
    }
    flow->times[flow->sent] = (time - start) / 1000;
    flow->seen[flow->sent++] = sent ? 0 : UNSENT;
    unsent += !sent;
}

/* what is due of one side */
static void send_due(int side, uint64_t time) {
    static uint8_t packets[BATCH][2048];
    static struct mmsghdr messages[BATCH];
    static struct iovec parts[BATCH];
    static struct flow *from[BATCH];
    int next = 0;
    while (next < known) {
        int n = 0;
        for (; next < known && n < BATCH; next++) {
            struct flow *flow = &flows[next];
            if (flow->side != side || flow->due > time)
                continue;
            uint64_t late = time - flow->due;
            if (late > stretches[current].late)
                stretches[current].late = late;
            flow->due += flow->interval;
            if (flow->due < time)
                flow->due = time + flow->interval;
            parts[n] = (struct iovec){packets[n], make(flow, next, packets[n])};
            messages[n].msg_hdr = (struct msghdr){
                .msg_iov = &parts[n], .msg_iovlen = 1, .msg_name = &flow->to, .msg_namelen = sizeof flow->to};
            from[n++] = flow;
        }
        /* the moment before: a packet may be back at the other socket before the call returns */
        uint64_t moment = now();
        int done = 0;
        while (done < n) {
            int count = sendmmsg(fds[side], messages + done, n - done, 0);
            for (int i = 0; i < (count > 0 ? count : 1); i++)
                went(from[done++], moment, count > 0);
        }
    }
}

static void print(void) {
    for (int i = 0; i <= current; i++) {
        struct stretch *stretch = &stretches[i];
        uint64_t end = i < current ? stretches[i + 1].begun : now(), sent = 0, lost = 0, twice = 0;
        for (int f = 0; f < known; f++) {
            uint32_t to = i < current ? stretches[i + 1].first[f] : flows[f].sent;
            for (uint32_t n = stretch->first[f]; n < to; n++) {
                uint8_t seen = flows[f].seen[n];
                sent += seen != UNSENT;
                lost += !seen;
                twice += seen > 1 && seen != UNSENT ? seen - 1 : 0;
            }
        }
        printf("stretch %s %.3f %llu %llu %llu %llu %llu %llu %llu\n", stretch->name, (end - stretch->begun) / 1e9,
               (unsigned long long)sent, (unsigned long long)lost, (unsigned long long)twice,
               (unsigned long long)stretch->wrong, (unsigned long long)stretch->gap / 1000,
               (unsigned long long)stretch->silence / 1000, (unsigned long long)stretch->late / 1000);
    }
    int dead = 0;
    for (int f = 0; f < known; f++)
        dead += !flows[f].came;
    printf("ended flows=%d dead=%d foreign=%llu unsent=%llu\n", known, dead, (unsigned long long)foreign,
           (unsigned long long)unsent);
    fflush(stdout);
}

/* 0 at the end */
static int listen_to_words(void) {
    static char line[128];
    static size_t length;
    struct pollfd input = {.fd = 0, .events = POLLIN};
    while (poll(&input, 1, 0) > 0) {
        char letter;
        if (read(0, &letter, 1) != 1)
            return 0;
        if (letter != '\n') {
            if (length < sizeof line - 1)
                line[length++] = letter;
            continue;
        }
        line[length] = 0;
        length = 0;
        if (!strcmp(line, "end"))
            return 0;
        if (!strncmp(line, "mark ", 5)) {
            mark(line + 5);
            puts(line);
            fflush(stdout);
        }
    }
    return 1;
}

int main(int count, char **arguments) {
    if (count != 4) {
        fprintf(stderr, "stream FLOWS PORTA PORTB\n");
        return 2;
    }
    load(arguments[1]);
    prctl(PR_SET_TIMERSLACK, 1);
    prctl(PR_SET_PDEATHSIG, 15);
    if (setpriority(PRIO_PROCESS, 0, -15))
        errno = 0; /* not root: the machine decides */
    fds[0] = open_socket(atoi(arguments[2]));
    fds[1] = open_socket(atoi(arguments[3]));
    /* reports go here and are not read */
    open_socket(atoi(arguments[2]) + 1);
    open_socket(atoi(arguments[3]) + 1);
    start = now();
    for (int i = 0; i < known; i++)
        flows[i].due = start + flows[i].interval * i / known;
    mark("begin");
    puts("begun");
    fflush(stdout);
    uint64_t looked = 0;
    for (;;) {
        uint64_t time = now();
        if (time - looked > 5000000ull) {
            looked = time;
            if (!listen_to_words())
                break;
        }
        send_due(0, time);
        send_due(1, time);
        while (drain(fds[0]) + drain(fds[1]))
            ;
        uint64_t used = now() - time;
        struct timespec pause = {0, used < PACE_NANOS ? PACE_NANOS - used : 1};
        nanosleep(&pause, NULL);
    }
    for (uint64_t last = now(); now() - last < DRAIN_NANOS;) {
        struct timespec pause = {0, PACE_NANOS};
        if (!(drain(fds[0]) + drain(fds[1])))
            nanosleep(&pause, NULL);
    }
    print();
    return 0;
}
