/** The TURN section as components: configuration in, servers in order and their status out. */
@NullMarked
package org.bailey.turn.provider;

import org.jspecify.annotations.NullMarked;
