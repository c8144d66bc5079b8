/** Peers of zones: their addresses by RFC 3263, their health by OPTIONS, and the order in which they are tried. */
@NullMarked
package org.bailey.dialplan.provider.peer;

import org.jspecify.annotations.NullMarked;
