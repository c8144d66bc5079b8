/** What {@code cnf/bench/relay} runs. */
@NullMarked
package org.bailey.media.provider.bench;

import org.jspecify.annotations.NullMarked;
