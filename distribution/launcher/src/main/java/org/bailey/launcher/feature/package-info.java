/** Features read from their files (OSGi Compendium R8 section 159) and the jars they name. */
@NullMarked
package org.bailey.launcher.feature;

import org.jspecify.annotations.NullMarked;
