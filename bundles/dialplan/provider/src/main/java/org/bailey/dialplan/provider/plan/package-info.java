/** Zones, patterns, transforms, rules and the search through them, as pure functions over immutable data. */
@NullMarked
package org.bailey.dialplan.provider.plan;

import org.jspecify.annotations.NullMarked;
