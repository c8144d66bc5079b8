/** Keeps features open and licences counted while the code that judges keys is replaced. */
@NullMarked
package org.bailey.optionkey.doors;

import org.jspecify.annotations.NullMarked;
