/** What the gateway costs beside a well-known proxy. */
@NullMarked
package org.bailey.peertest.bench;

import org.jspecify.annotations.NullMarked;
