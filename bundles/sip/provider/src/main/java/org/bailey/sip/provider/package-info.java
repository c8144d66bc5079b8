/** The keeper of listeners, connections and transactions: Netty carries the bytes, JAIN-SIP runs the transactions. */
@NullMarked
package org.bailey.sip.provider;

import org.jspecify.annotations.NullMarked;
