package org.bailey.system.snapshot;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Snapshots",
        description = "Settings are kept as they were before each change. The latest one always stays.")
@interface SnapshotConfig {
    @AttributeDefinition(
            name = "Snapshots kept",
            description = "So many are kept at most; the oldest ones go.",
            min = "1",
            max = "10000")
    int count() default 200;

    @AttributeDefinition(
            name = "Days kept",
            description = "Those that are older go. They hold secrets as they were, readable by the appliance only.",
            min = "1",
            max = "3650")
    int days() default 365;
}
