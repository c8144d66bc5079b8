@NullMarked
package org.bailey.backup.console;

import org.jspecify.annotations.NullMarked;
