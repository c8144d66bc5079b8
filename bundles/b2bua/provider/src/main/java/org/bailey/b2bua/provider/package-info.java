/** Decides about calls between the two sides: pure functions over the state of a call. */
@NullMarked
package org.bailey.b2bua.provider;

import org.jspecify.annotations.NullMarked;
