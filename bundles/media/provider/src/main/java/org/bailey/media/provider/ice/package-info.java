/** Hosts ICE and TURN for the ports of a call: gathers candidates, carries their messages, keeps what is remembered of them. */
@NullMarked
package org.bailey.media.provider.ice;

import org.jspecify.annotations.NullMarked;
