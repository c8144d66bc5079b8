/** SRTP and SRTCP (RFC 3711, RFC 7714) on the JDK's own ciphers; what is remembered is in {@link org.bailey.media.SrtpContext}. */
@NullMarked
package org.bailey.media.relay.srtp;

import org.jspecify.annotations.NullMarked;
