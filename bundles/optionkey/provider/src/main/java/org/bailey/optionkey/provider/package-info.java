/** Keys from configuration, what they are worth today, and licences counted by live calls. */
@NullMarked
package org.bailey.optionkey.provider;

import org.jspecify.annotations.NullMarked;
