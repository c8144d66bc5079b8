/** The packet code: RTP and RTCP from one side to the other. Holds no state and may be replaced at any time. */
@NullMarked
package org.bailey.media.relay;

import org.jspecify.annotations.NullMarked;
