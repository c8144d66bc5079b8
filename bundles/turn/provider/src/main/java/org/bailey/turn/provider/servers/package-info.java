/** The configured servers: what is known of each, and how that is found out. */
@NullMarked
package org.bailey.turn.provider.servers;

import org.jspecify.annotations.NullMarked;
