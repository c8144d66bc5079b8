/*
 * An agent of libnice, led by lines: the peer the tests talk to.
 *
 *   nicepeer standard|microsoft controlling|controlled regular|aggressive COMPONENTS full|lite|tcp|both ADDRESS...
 *
 * in:  credentials UFRAG PASSWORD | candidate VALUE | go | send COMPONENT TEXT | packet COMPONENT HEX | restart | quit
 * out: credentials UFRAG PASSWORD | candidate VALUE | gathered | state COMPONENT NAME | pair COMPONENT LOCAL REMOTE
 *      | data COMPONENT TEXT | packet COMPONENT HEX (what begins like RTP)
 */
#include <nice/agent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GMainLoop *loop;
static NiceAgent *agent;
static guint stream;
static int components;
static GSList *remotes[3];

static const char *types[] = {"host", "srflx", "prflx", "relay"};
static const char *transports[] = {"UDP", "TCP-ACT", "TCP-PASS", "TCP-SO"};

static void place(const NiceAddress *address, char *text, char between) {
    nice_address_to_string(address, text);
    sprintf(text + strlen(text), "%c%u", between, nice_address_get_port(address));
}

static void description(void) {
    gchar *ufrag = NULL, *password = NULL;
    nice_agent_get_local_credentials(agent, stream, &ufrag, &password);
    printf("credentials %s %s\n", ufrag, password);
    for (int component = 1; component <= components; component++) {
        GSList *candidates = nice_agent_get_local_candidates(agent, stream, component);
        for (GSList *at = candidates; at; at = at->next) {
            NiceCandidate *c = at->data;
            char address[200], base[200];
            place(&c->addr, address, ' ');
            place(&c->base_addr, base, ' ');
            char *port = strchr(base, ' ');
            *port = 0;
            printf("candidate %s %u %s %u %s typ %s", c->foundation, c->component_id, transports[c->transport],
                   c->priority, address, types[c->type]);
            if (c->type != NICE_CANDIDATE_TYPE_HOST) printf(" raddr %s rport %s", base, port + 1);
            printf(" \n");
        }
        g_slist_free_full(candidates, (GDestroyNotify) nice_candidate_free);
    }
    printf("gathered\n");
    fflush(stdout);
}

static void gathered(NiceAgent *a, guint s, gpointer data) {
    description();
}

static void changed(NiceAgent *a, guint s, guint component, guint state, gpointer data) {
    printf("state %u %s\n", component, nice_component_state_to_string(state));
    fflush(stdout);
}

static void paired(NiceAgent *a, guint s, guint component, NiceCandidate *local, NiceCandidate *remote, gpointer data) {
    char here[200], there[200];
    place(&local->addr, here, ':');
    place(&remote->addr, there, ':');
    printf("pair %u %s %s\n", component, here, there);
    fflush(stdout);
}

static void received(NiceAgent *a, guint s, guint component, guint length, gchar *bytes, gpointer data) {
    if (length && (unsigned char) bytes[0] >= 128) {
        printf("packet %u ", component);
        for (guint i = 0; i < length; i++) printf("%02x", (unsigned char) bytes[i]);
        printf("\n");
    } else {
        printf("data %u %.*s\n", component, (int) length, bytes);
    }
    fflush(stdout);
}

static void candidate(char *value) {
    char foundation[40], transport[20], address[100], type[20], related[100] = "";
    unsigned component, priority, port, rport = 0;
    if (sscanf(value, "%39s %u %19s %u %99s %u typ %19s raddr %99s rport %u", foundation, &component, transport, &priority,
               address, &port, type, related, &rport) < 7) return;
    NiceCandidate *c = nice_candidate_new(NICE_CANDIDATE_TYPE_HOST);
    for (int i = 0; i < 4; i++) if (!strcmp(type, types[i])) c->type = i;
    for (int i = 0; i < 4; i++) if (!strcmp(transport, transports[i])) c->transport = i;
    nice_address_set_from_string(&c->addr, address);
    nice_address_set_port(&c->addr, port);
    if (*related) {
        nice_address_set_from_string(&c->base_addr, related);
        nice_address_set_port(&c->base_addr, rport);
    } else {
        c->base_addr = c->addr;
    }
    c->priority = priority;
    c->stream_id = stream;
    c->component_id = component;
    strncpy(c->foundation, foundation, sizeof c->foundation - 1);
    if (component >= 1 && component <= 2) remotes[component] = g_slist_append(remotes[component], c);
}

static gboolean line(GIOChannel *in, GIOCondition condition, gpointer data) {
    gchar *text = NULL;
    if (g_io_channel_read_line(in, &text, NULL, NULL, NULL) != G_IO_STATUS_NORMAL) {
        g_main_loop_quit(loop);
        return FALSE;
    }
    g_strchomp(text);
    char one[300], two[300];
    unsigned component;
    int rest = 0;
    if (sscanf(text, "credentials %299s %299s", one, two) == 2) {
        nice_agent_set_remote_credentials(agent, stream, one, two);
    } else if (!strncmp(text, "candidate ", 10)) {
        candidate(text + 10);
    } else if (!strcmp(text, "go")) {
        for (int i = 1; i <= components; i++) {
            nice_agent_set_remote_candidates(agent, stream, i, remotes[i]);
            g_slist_free_full(remotes[i], (GDestroyNotify) nice_candidate_free);
            remotes[i] = NULL;
        }
    } else if (sscanf(text, "send %u %n", &component, &rest) == 1 && rest) {
        nice_agent_send(agent, stream, component, strlen(text + rest), text + rest);
    } else if (sscanf(text, "packet %u %n", &component, &rest) == 1 && rest) {
        char packet[2000];
        guint length = 0;
        unsigned byte;
        for (char *at = text + rest; length < sizeof packet && sscanf(at, "%2x", &byte) == 1; at += 2) packet[length++] = byte;
        nice_agent_send(agent, stream, component, length, packet);
    } else if (!strcmp(text, "restart")) {
        nice_agent_restart(agent);
        description();
    } else if (!strcmp(text, "quit")) {
        g_main_loop_quit(loop);
    }
    g_free(text);
    return TRUE;
}

int main(int argc, char **argv) {
    if (argc < 7) return 64;
    loop = g_main_loop_new(NULL, FALSE);
    agent = nice_agent_new_full(NULL,
            !strcmp(argv[1], "microsoft") ? NICE_COMPATIBILITY_OC2007R2 : NICE_COMPATIBILITY_RFC5245,
            !strcmp(argv[3], "regular") ? NICE_AGENT_OPTION_REGULAR_NOMINATION : NICE_AGENT_OPTION_NONE);
    if (!strcmp(argv[5], "lite")) {
        g_object_unref(agent);
        agent = nice_agent_new_full(NULL, NICE_COMPATIBILITY_RFC5245, NICE_AGENT_OPTION_LITE_MODE);
    }
    g_object_set(agent, "controlling-mode", !strcmp(argv[2], "controlling"), "upnp", FALSE, NULL);
    gboolean tcp = !strcmp(argv[5], "tcp");
    g_object_set(agent, "ice-tcp", tcp || !strcmp(argv[5], "both"), "ice-udp", !tcp, NULL);
    for (int i = 6; i < argc; i++) {
        NiceAddress address;
        nice_address_init(&address);
        nice_address_set_from_string(&address, argv[i]);
        nice_agent_add_local_address(agent, &address);
    }
    components = atoi(argv[4]);
    stream = nice_agent_add_stream(agent, components);
    g_signal_connect(agent, "candidate-gathering-done", G_CALLBACK(gathered), NULL);
    g_signal_connect(agent, "component-state-changed", G_CALLBACK(changed), NULL);
    g_signal_connect(agent, "new-selected-pair-full", G_CALLBACK(paired), NULL);
    for (int i = 1; i <= components; i++)
        nice_agent_attach_recv(agent, stream, i, g_main_loop_get_context(loop), received, NULL);
    GIOChannel *in = g_io_channel_unix_new(0);
    g_io_add_watch(in, G_IO_IN | G_IO_HUP, line, NULL);
    if (!nice_agent_gather_candidates(agent, stream)) return 70;
    g_main_loop_run(loop);
    g_object_unref(agent);
    return 0;
}
