/** SIP as text over plain sockets: messages, framing, links, faults and the journal. Shares no code with the gateway. */
@NullMarked
package org.bailey.lab.wire;

import org.jspecify.annotations.NullMarked;
