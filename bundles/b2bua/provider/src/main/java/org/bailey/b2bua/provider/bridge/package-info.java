/** Offer and answer carried from one dialect into the other, line by line through stream bridges. Pure functions. */
@NullMarked
package org.bailey.b2bua.provider.bridge;

import org.jspecify.annotations.NullMarked;
