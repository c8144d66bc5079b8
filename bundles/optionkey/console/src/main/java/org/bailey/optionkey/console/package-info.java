/** Option keys and what they give, as a page and as REST. */
@NullMarked
package org.bailey.optionkey.console;

import org.jspecify.annotations.NullMarked;
