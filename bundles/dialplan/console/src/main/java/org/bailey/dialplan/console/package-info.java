/** Zones and the health of their peers, as a page and as REST. */
@NullMarked
package org.bailey.dialplan.console;

import org.jspecify.annotations.NullMarked;
