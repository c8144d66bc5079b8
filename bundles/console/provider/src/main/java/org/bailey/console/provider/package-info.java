/** Sign-in to console and REST, the overview page, and what all pages look like. */
@NullMarked
package org.bailey.console.provider;

import org.jspecify.annotations.NullMarked;
