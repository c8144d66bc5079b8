/**
 * RTCP as media gateways see it: feedback of RFC 4585 and RFC 5104, and what [MS-RTP] adds to it. Bytes to records and back,
 * as pure functions. SSRCs are the 32 bits as an {@code int}; rates are bit/s.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.rtcp;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
