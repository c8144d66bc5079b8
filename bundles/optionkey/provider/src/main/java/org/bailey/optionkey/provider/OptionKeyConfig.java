package org.bailey.optionkey.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Option keys",
        description = "Whose keys this appliance believes, and what happens after their last day.")
@interface OptionKeyConfig {
    @AttributeDefinition(
            name = "Issuers",
            description =
                    "Public keys of those who may issue keys for this appliance, as bailey key issuer prints them.",
            required = false)
    String[] issuers() default {};

    @AttributeDefinition(
            name = "Grace (days)",
            description = "How long a key goes on to hold after its last day, while log, console and REST say so.",
            min = "0",
            max = "90")
    int graceDays() default 14;
}
