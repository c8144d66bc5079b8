/** Media as it flows now, as a page, as REST and for monitoring. */
@NullMarked
package org.bailey.media.console;

import org.jspecify.annotations.NullMarked;
