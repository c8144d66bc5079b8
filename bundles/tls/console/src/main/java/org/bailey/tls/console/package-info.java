/** Our certificate and what is wrong with it, as a page and as REST. */
@NullMarked
package org.bailey.tls.console;

import org.jspecify.annotations.NullMarked;
