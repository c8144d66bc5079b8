/** Calls, live and past, as a page and as REST; with the status of what carries them. */
@NullMarked
package org.bailey.call.console;

import org.jspecify.annotations.NullMarked;
