/** RFC 8656 from the client's side, as code without state. */
@NullMarked
package org.bailey.turn.provider.client;

import org.jspecify.annotations.NullMarked;
