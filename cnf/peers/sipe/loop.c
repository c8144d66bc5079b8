/* libpurple's event loop is GLib's. */
#include "loop.h"

struct watch {
	PurpleInputFunction function;
	gpointer data;
};

static gboolean watched(GIOChannel *channel, GIOCondition condition, gpointer data)
{
	struct watch *watch = data;
	PurpleInputCondition purple = 0;
	if (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR))
		purple |= PURPLE_INPUT_READ;
	if (condition & (G_IO_OUT | G_IO_HUP | G_IO_ERR | G_IO_NVAL))
		purple |= PURPLE_INPUT_WRITE;
	watch->function(watch->data, g_io_channel_unix_get_fd(channel), purple);
	return TRUE;
}

static guint watch(gint fd, PurpleInputCondition purple, PurpleInputFunction function, gpointer data)
{
	struct watch *watch = g_new0(struct watch, 1);
	GIOChannel *channel = g_io_channel_unix_new(fd);
	GIOCondition condition = 0;
	guint id;
	watch->function = function;
	watch->data = data;
	if (purple & PURPLE_INPUT_READ)
		condition |= G_IO_IN | G_IO_HUP | G_IO_ERR;
	if (purple & PURPLE_INPUT_WRITE)
		condition |= G_IO_OUT | G_IO_HUP | G_IO_ERR | G_IO_NVAL;
	id = g_io_add_watch_full(channel, G_PRIORITY_DEFAULT, condition, watched, watch, g_free);
	g_io_channel_unref(channel);
	return id;
}

PurpleEventLoopUiOps event_loop = {
	g_timeout_add, g_source_remove, watch, g_source_remove, NULL, g_timeout_add_seconds, NULL, NULL, NULL
};
