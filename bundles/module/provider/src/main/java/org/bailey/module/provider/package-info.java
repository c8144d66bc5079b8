@NullMarked
package org.bailey.module.provider;

import org.jspecify.annotations.NullMarked;
