package org.bailey.module.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the operator sets. */
@ObjectClassDefinition(name = "Modules", description = "How bundles are replaced while the appliance runs.")
@interface ModuleConfig {
    @AttributeDefinition(
            name = "Watch (s)",
            description =
                    "So long a new version is watched; if it throws, stops or lacks something meanwhile, the version before comes back.",
            min = "1",
            max = "3600")
    int watchSeconds() default 15;

    @AttributeDefinition(
            name = "Start (s)",
            description = "So long a new version may take until all it offers is there.",
            min = "1",
            max = "300")
    int startSeconds() default 10;

    @AttributeDefinition(
            name = "Signers",
            description =
                    "Certificates of those whose signed files are taken, each in PEM form; whoever has the key of one can put any code into the appliance.",
            required = false)
    String[] signers() default {};
}
