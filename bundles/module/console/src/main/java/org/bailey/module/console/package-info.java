@NullMarked
package org.bailey.module.console;

import org.jspecify.annotations.NullMarked;
