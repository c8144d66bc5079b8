/*
 * A Microsoft-dialect client without a desktop: libpurple hosts the distribution's pidgin-sipe plug-in unchanged.
 *
 *   sipe -u alice@lync.test -s 127.0.0.1:5065 -d FOLDER [-p PASSWORD] [-t tcp|tls] [-r SEED] [-e POLICY] [-n] [-v]
 *
 *   -d  where purple.log (with every SIP message) and heard.wav go
 *   -r  seed for the random numbers of which the plug-in makes Call-IDs, tags and branches
 *   -e  what it thinks of encrypted media: disabled, optional, required; without: what the Front End says
 *   -n  do not take calls by itself
 *   -v  has a camera and a screen
 *
 * Commands, one a line on standard input: call WHO, video WHO, accept, reject, hangup, hold, unhold, im WHO TEXT, quit.
 * Events, one a line on standard output: a word, then words. It plays a tone of 660 Hz into its calls; its camera shows
 * numbered pictures (picture.c), and it tells the number of each it shows or sees.
 */
#include "loop.h"
#include "picture.h"

#include <gst/gst.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <mediamanager.h>
#include <media-gst.h>
#include <purple.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static GMainLoop *loop;
static PurpleAccount *account;
static FILE *trace;
static const char *folder = ".";
static long seed = -1;
static gboolean takes_calls = TRUE;
static gboolean video = FALSE;

static void event(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
	fflush(stdout);
}

/*
 * The plug-in asks for SAX 1 callbacks in a structure marked as SAX 2; Debian 12's libxml2 then calls neither and every
 * XML body is lost. The program exports this one (-rdynamic), and the dynamic linker prefers it.
 */
int xmlSAXUserParseMemory(xmlSAXHandlerPtr handler, void *user_data, const char *text, int size)
{
	xmlParserCtxtPtr context = xmlCreateMemoryParserCtxt(text, size);
	xmlSAXHandler plain = *handler;
	xmlSAXHandlerPtr own;
	int result;
	if (!context)
		return -1;
	plain.initialized = 1;
	own = context->sax;
	context->sax = &plain;
	context->sax2 = 0;
	context->userData = user_data;
	xmlParseDocument(context);
	result = context->wellFormed ? 0 : context->errNo ? context->errNo : -1;
	context->sax = own;
	if (context->myDoc) {
		xmlFreeDoc(context->myDoc);
		context->myDoc = NULL;
	}
	xmlFreeParserCtxt(context);
	return result;
}

/*
 * The plug-in seeds with the second it starts in: two clients of one second share all Call-IDs, tags and branches. Here
 * each process has its own, unless -r says that they shall be the same.
 */
void srand(unsigned int wanted)
{
	srandom(seed >= 0 ? (unsigned int)seed : wanted ^ (unsigned int)getpid() << 8);
}

/* ---- what libpurple would show a user ---- */

static void debug_print(PurpleDebugLevel level, const char *category, const char *text)
{
	fprintf(trace, "%s: %s", category ? category : "-", text);
	fflush(trace);
}

static gboolean debug_enabled(PurpleDebugLevel level, const char *category)
{
	return TRUE;
}

static PurpleDebugUiOps debug_ops = { debug_print, debug_enabled, NULL, NULL, NULL, NULL };

static void conversation(PurpleConversation *conversation, const char *who, const char *alias, const char *text,
			 PurpleMessageFlags flags, time_t when)
{
	event("im %s %s", flags & PURPLE_MESSAGE_RECV ? "got" : flags & PURPLE_MESSAGE_SEND ? "sent" : "system", text);
}

static PurpleConversationUiOps conversation_ops = { .write_conv = conversation };

static void *notify(PurpleNotifyMsgType type, const char *title, const char *first, const char *second)
{
	event("notice %s | %s | %s", title ? title : "", first ? first : "", second ? second : "");
	return NULL;
}

static PurpleNotifyUiOps notify_ops = { .notify_message = notify };

static void signed_on(PurpleConnection *connection, gpointer data)
{
	event("signed-on");
}

static void connection_error(PurpleConnection *connection, PurpleConnectionError error, const gchar *text, gpointer data)
{
	event("connection-error %d %s", error, text);
}

/* ---- media ---- */

static GstElement *bin(const char *description)
{
	GError *error = NULL;
	GstElement *bin = gst_parse_bin_from_description(description, TRUE, &error);
	if (!bin)
		event("media-error %s", error->message);
	return bin;
}

static GstElement *audio_source(PurpleMediaElementInfo *info, PurpleMedia *media, const gchar *session, const gchar *who)
{
	return bin("audiotestsrc is-live=true wave=sine freq=660 volume=0.5 ! audioconvert ! audioresample");
}

static GstElement *audio_sink(PurpleMediaElementInfo *info, PurpleMedia *media, const gchar *session, const gchar *who)
{
	char *description = g_strdup_printf("queue ! audioconvert ! audioresample ! audio/x-raw,format=S16LE,rate=16000,"
					    "channels=1 ! wavenc ! filesink async=false sync=false location=%s/heard.wav",
					    folder);
	GstElement *sink = bin(description);
	g_free(description);
	return sink;
}

static void drawn(int number)
{
	event("drawn %d", number);
}

static void seen(int number, int width, int height, int likeness)
{
	event("seen %d %dx%d %d", number, width, height, likeness);
}

static GstElement *camera(PurpleMediaElementInfo *info, PurpleMedia *media, const gchar *session, const gchar *who)
{
	return picture_source(drawn);
}

static GstElement *screen(PurpleMediaElementInfo *info, PurpleMedia *media, const gchar *session, const gchar *who)
{
	return picture_sink(seen);
}

static gboolean take_call(gpointer data)
{
	purple_media_stream_info(data, PURPLE_MEDIA_INFO_ACCEPT, NULL, NULL, TRUE);
	g_object_unref(data);
	return FALSE;
}

static void media_state(PurpleMedia *media, PurpleMediaState state, gchar *session, gchar *who, gpointer data)
{
	static const char *const names[] = { "new", "connected", "end" };
	if (session || state == PURPLE_MEDIA_STATE_END)
		event("call %s %s %s", names[state], session ? session : "-", who ? who : "-");
	/* libpurple has a screen for what has a window */
	if (state == PURPLE_MEDIA_STATE_NEW && session && who &&
	    purple_media_get_session_type(media, session) & PURPLE_MEDIA_RECV_VIDEO)
		purple_media_set_output_window(media, session, who, 1);
	if (takes_calls && state == PURPLE_MEDIA_STATE_NEW && session && who &&
	    !purple_media_is_initiator(media, session, who) && !g_object_get_data(G_OBJECT(media), "taken")) {
		g_object_set_data(G_OBJECT(media), "taken", media);
		g_timeout_add(200, take_call, g_object_ref(media));
	}
}

static void media_info(PurpleMedia *media, PurpleMediaInfoType type, gchar *session, gchar *who, gboolean local,
		       gpointer data)
{
	static const char *const names[] = { "hangup", "accept",  "reject", "mute", "unmute",
					     "pause",  "unpause", "hold",   "unhold" };
	event("media %s %s", names[type], local ? "local" : "remote");
}

static void media_error(PurpleMedia *media, const gchar *text, gpointer data)
{
	event("media-error %s", text);
}

static void media_pair(PurpleMedia *media, const gchar *session, const gchar *who, PurpleMediaCandidate *local,
		       PurpleMediaCandidate *remote, gpointer data)
{
	event("media-pair %s %u", session, purple_media_candidate_get_component_id(local));
}

static gboolean new_media(PurpleMediaManager *manager, PurpleMedia *media, PurpleAccount *from, gchar *who, gpointer data)
{
	event("media-start %s", who ? who : "-");
	g_signal_connect(media, "state-changed", G_CALLBACK(media_state), NULL);
	g_signal_connect(media, "stream-info", G_CALLBACK(media_info), NULL);
	g_signal_connect(media, "error", G_CALLBACK(media_error), NULL);
	g_signal_connect(media, "candidate-pair-established", G_CALLBACK(media_pair), NULL);
	return TRUE;
}

static void register_element(const char *id, PurpleMediaElementType type, gpointer create)
{
	PurpleMediaElementInfo *info = g_object_new(PURPLE_TYPE_MEDIA_ELEMENT_INFO, "id", id, "name", id, "type", type,
						    "create-cb", create, NULL);
	purple_media_manager_set_active_element(purple_media_manager_get(), info);
}

static void start_media(void)
{
	PurpleMediaManager *manager = purple_media_manager_get();
	purple_media_manager_set_ui_caps(manager, PURPLE_MEDIA_CAPS_AUDIO | PURPLE_MEDIA_CAPS_AUDIO_SINGLE_DIRECTION |
							  (video ? PURPLE_MEDIA_CAPS_VIDEO |
								   PURPLE_MEDIA_CAPS_VIDEO_SINGLE_DIRECTION |
								   PURPLE_MEDIA_CAPS_AUDIO_VIDEO :
								   0));
	g_signal_connect(manager, "init-media", G_CALLBACK(new_media), NULL);
	register_element("tone",
			 PURPLE_MEDIA_ELEMENT_AUDIO | PURPLE_MEDIA_ELEMENT_SRC | PURPLE_MEDIA_ELEMENT_ONE_SRC |
				 PURPLE_MEDIA_ELEMENT_UNIQUE,
			 audio_source);
	register_element("recorder", PURPLE_MEDIA_ELEMENT_AUDIO | PURPLE_MEDIA_ELEMENT_SINK | PURPLE_MEDIA_ELEMENT_ONE_SINK,
			 audio_sink);
	if (video) {
		register_element("camera",
				 PURPLE_MEDIA_ELEMENT_VIDEO | PURPLE_MEDIA_ELEMENT_SRC | PURPLE_MEDIA_ELEMENT_ONE_SRC |
					 PURPLE_MEDIA_ELEMENT_UNIQUE,
				 camera);
		register_element("screen",
				 PURPLE_MEDIA_ELEMENT_VIDEO | PURPLE_MEDIA_ELEMENT_SINK | PURPLE_MEDIA_ELEMENT_ONE_SINK,
				 screen);
	}
}

static void every_call(PurpleMediaInfoType action)
{
	GList *calls = purple_media_manager_get_media_by_account(purple_media_manager_get(), account);
	for (GList *each = calls; each; each = each->next)
		purple_media_stream_info(each->data, action, NULL, NULL, TRUE);
	g_list_free(calls);
}

/* ---- commands ---- */

static void send_im(const char *who, const char *text)
{
	PurpleConversation *with = purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, who, account);
	if (!with)
		with = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, who);
	purple_conv_im_send(PURPLE_CONV_IM(with), text);
}

static void command(char *line)
{
	char **words = g_strsplit(g_strstrip(line), " ", 3);
	guint count = g_strv_length(words);
	const char *verb = count ? words[0] : "";
	if ((!strcmp(verb, "call") || !strcmp(verb, "video")) && count > 1)
		event("calling %s",
		      purple_prpl_initiate_media(account, words[1],
						 PURPLE_MEDIA_AUDIO | (*verb == 'v' ? PURPLE_MEDIA_VIDEO : 0)) ?
			      "yes" :
			      "no");
	else if (!strcmp(verb, "accept"))
		every_call(PURPLE_MEDIA_INFO_ACCEPT);
	else if (!strcmp(verb, "reject"))
		every_call(PURPLE_MEDIA_INFO_REJECT);
	else if (!strcmp(verb, "hangup"))
		every_call(PURPLE_MEDIA_INFO_HANGUP);
	else if (!strcmp(verb, "hold"))
		every_call(PURPLE_MEDIA_INFO_HOLD);
	else if (!strcmp(verb, "unhold"))
		every_call(PURPLE_MEDIA_INFO_UNHOLD);
	else if (!strcmp(verb, "im") && count > 2)
		send_im(words[1], words[2]);
	else if (!strcmp(verb, "quit"))
		g_main_loop_quit(loop);
	else
		event("unknown %s", verb);
	g_strfreev(words);
}

static gboolean input(GIOChannel *channel, GIOCondition condition, gpointer data)
{
	char *line = NULL;
	if (g_io_channel_read_line(channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL) {
		g_main_loop_quit(loop);
		return FALSE;
	}
	command(line);
	g_free(line);
	return TRUE;
}

static void terminated(int signal)
{
	g_main_loop_quit(loop);
}

static gboolean start_purple(void)
{
	char *home = g_build_filename(folder, "purple", NULL);
	char *log = g_build_filename(folder, "purple.log", NULL);
	static int handle;
	trace = fopen(log, "w");
	purple_util_set_user_dir(home);
	purple_debug_set_enabled(FALSE);
	purple_debug_set_verbose(TRUE);
	purple_debug_set_ui_ops(&debug_ops);
	purple_eventloop_set_ui_ops(&event_loop);
	purple_plugins_add_search_path("/usr/lib/purple-2");
	g_free(home);
	g_free(log);
	if (!trace || !purple_core_init("peer"))
		return FALSE;
	purple_conversations_set_ui_ops(&conversation_ops);
	purple_notify_set_ui_ops(&notify_ops);
	purple_set_blist(purple_blist_new());
	purple_prefs_load();
	purple_prefs_set_bool("/purple/away/away_when_idle", FALSE);
	purple_signal_connect(purple_connections_get_handle(), "signed-on", &handle, PURPLE_CALLBACK(signed_on), NULL);
	purple_signal_connect(purple_connections_get_handle(), "connection-error", &handle,
			      PURPLE_CALLBACK(connection_error), NULL);
	return purple_find_prpl("prpl-sipe") != NULL;
}

int main(int count, char **arguments)
{
	const char *user = NULL, *password = "none", *server = NULL, *transport = "tcp";
	const char *encryption = "obey-server";
	for (int option; (option = getopt(count, arguments, "u:p:s:t:d:r:e:nv")) != -1;)
		switch (option) {
		case 'u': user = optarg; break;
		case 'p': password = optarg; break;
		case 's': server = optarg; break;
		case 't': transport = optarg; break;
		case 'd': folder = optarg; break;
		case 'r': seed = atol(optarg); break;
		case 'e': encryption = optarg; break;
		case 'n': takes_calls = FALSE; break;
		case 'v': video = TRUE; break;
		default: return 2;
		}
	if (!user || !server) {
		fprintf(stderr, "-u and -s are needed\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	signal(SIGTERM, terminated);
	gst_init(&count, &arguments);
	loop = g_main_loop_new(NULL, FALSE);
	if (!start_purple()) {
		fprintf(stderr, "libpurple does not start, or has no prpl-sipe\n");
		return 1;
	}
	start_media();
	srand(time(NULL));
	account = purple_account_new(user, "prpl-sipe");
	purple_accounts_add(account);
	purple_account_set_password(account, password);
	purple_account_set_string(account, "server", server);
	purple_account_set_string(account, "transport", transport);
	purple_account_set_string(account, "authentication", "auto");
	purple_account_set_string(account, "encryption-policy", encryption);
	purple_account_set_bool(account, "dont-publish", TRUE);
	purple_account_set_enabled(account, "peer", TRUE);
	purple_savedstatus_activate(purple_savedstatus_new(NULL, PURPLE_STATUS_AVAILABLE));
	GIOChannel *standard_input = g_io_channel_unix_new(STDIN_FILENO);
	g_io_add_watch(standard_input, G_IO_IN | G_IO_HUP, input, NULL);
	event("ready %s", purple_core_get_version());
	g_main_loop_run(loop);
	every_call(PURPLE_MEDIA_INFO_HANGUP);
	purple_core_quit();
	return 0;
}
