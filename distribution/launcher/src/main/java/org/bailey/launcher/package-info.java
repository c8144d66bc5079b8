/** Starts, watches and stops one appliance: a Felix framework filled from the features. */
@NullMarked
package org.bailey.launcher;

import org.jspecify.annotations.NullMarked;
