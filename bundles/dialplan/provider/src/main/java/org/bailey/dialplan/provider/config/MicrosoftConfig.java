package org.bailey.dialplan.provider.config;

import org.bailey.dialplan.ZonePolicy.KeyOffer;
import org.bailey.dialplan.ZonePolicy.MediaEncryption;
import org.bailey.sip.Transport;

/** What the dial plan reads of {@code org.bailey.b2bua}; described to operators by that section. */
@interface MicrosoftConfig {
    boolean enabled() default true;

    String destination() default "";

    int destinationPort() default 5061;

    Transport transport() default Transport.TLS;

    String listener() default "microsoft";

    int hopCount() default 70;

    boolean tlsVerify() default true;

    boolean monitor() default true;

    int aliveSeconds() default 60;

    int failedSeconds() default 10;

    MediaEncryption mediaEncryption() default MediaEncryption.AUTO;

    KeyOffer keyOffer() default KeyOffer.SECURE_FIRST;

    boolean keysWithoutTls() default false;

    boolean ice() default true;
}
