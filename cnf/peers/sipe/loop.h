/* libpurple's event loop is GLib's. */
#include <purple.h>

extern PurpleEventLoopUiOps event_loop;
