/** The identity of the moment for the console's HTTPS listener. */
@NullMarked
package org.bailey.tls.jetty;

import org.jspecify.annotations.NullMarked;
