/** TURN servers and how they do, as a page and as REST. */
@NullMarked
package org.bailey.turn.console;

import org.jspecify.annotations.NullMarked;
