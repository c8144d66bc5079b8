/** The keeper of calls: it stores what they are, hands each event to the machine in order, and does what the machine says. */
@NullMarked
package org.bailey.call.provider;

import org.jspecify.annotations.NullMarked;
