/** The next version of a module, as its next build would be: the same code, or code that breaks. */
@NullMarked
package org.bailey.versions;

import org.jspecify.annotations.NullMarked;
