@NullMarked
package org.bailey.backup.provider;

import org.jspecify.annotations.NullMarked;
