/**
 * SIP as data (RFC 3261): messages, addresses and what happens to transactions.
 *
 * <p>Everything here is immutable and keeps the text of the wire: header values are never normalised, because Microsoft
 * servers sign and compare them byte for byte. The keeper behind {@link org.bailey.sip.SipStack} owns sockets,
 * connections and transactions; dialogs belong to whoever owns the call.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.sip;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
