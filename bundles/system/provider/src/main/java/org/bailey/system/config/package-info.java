/**
 * Files that describe a whole appliance: read, checked against the Metatype of every installed bundle, applied at
 * once or not at all (OSGi Configurator form, OSGi Compendium R8 section 150).
 */
@NullMarked
package org.bailey.system.config;

import org.jspecify.annotations.NullMarked;
