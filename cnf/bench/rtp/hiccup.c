/*
 * How long this machine lets nothing run: sleeps a millisecond, again and again, and notes how much too late it wakes.
 *   hiccup
 * Until it is ended (SIGTERM); then prints "longest_us=... over_1ms=... late_ms=... share=...": the longest pause, how many of a
 * millisecond and more, and how long these were, in all and as a share of the time. Let it run before everybody else on its
 * processor, so that nobody but the machine keeps it waiting.
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <time.h>

#define STEP 1000000
#define PAUSE 1000000

static volatile sig_atomic_t over;

static void end(int signal) {
    (void)signal;
    over = 1;
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000ull + time.tv_nsec;
}

int main(void) {
    uint64_t longest = 0, pauses = 0, late = 0;
    struct sigaction action = {.sa_handler = end};
    sigaction(SIGTERM, &action, NULL);
    prctl(PR_SET_TIMERSLACK, 1);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    uint64_t begun = now(), before = begun;
    while (!over) {
        struct timespec step = {0, STEP};
        nanosleep(&step, NULL);
        uint64_t time = now();
        uint64_t more = time - before > STEP ? time - before - STEP : 0;
        before = time;
        if (more > longest)
            longest = more;
        if (more >= PAUSE) {
            pauses++;
            late += more;
        }
    }
    printf("longest_us=%llu over_1ms=%llu late_ms=%.1f share=%.6f\n", (unsigned long long)(longest / 1000),
           (unsigned long long)pauses, late / 1e6, (double)late / (now() - begun));
    return 0;
}
