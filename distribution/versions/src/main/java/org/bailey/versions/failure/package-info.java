/** What is put into versions that break: each is called at the beginning of a method of theirs. */
@NullMarked
package org.bailey.versions.failure;

import org.jspecify.annotations.NullMarked;
