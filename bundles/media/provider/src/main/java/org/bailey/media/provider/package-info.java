/** The keeper of media sockets: port pool, event loops, the state of every stream. The packet code is not here. */
@NullMarked
package org.bailey.media.provider;

import org.jspecify.annotations.NullMarked;
