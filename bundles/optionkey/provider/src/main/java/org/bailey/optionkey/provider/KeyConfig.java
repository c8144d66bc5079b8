package org.bailey.optionkey.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        factoryPid = "org.bailey.optionkey.key",
        name = "Option key",
        description = "What this appliance may do; bound to its serial number. bailey key add makes one, too.")
@interface KeyConfig {
    @AttributeDefinition(
            name = "Key",
            description = "The text as it came from the vendor. Blanks, dashes and small letters do not matter.")
    String key() default "";
}
