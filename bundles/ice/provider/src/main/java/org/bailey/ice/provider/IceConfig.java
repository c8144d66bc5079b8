package org.bailey.ice.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "ICE",
        description = "How ways to a peer are tried and kept open. Changes apply at once, also to calls that are up.")
@interface IceConfig {
    @AttributeDefinition(
            name = "Time for checks (s)",
            description = "How long a way to the peer is sought before the media of a line is given up.",
            min = "2",
            max = "120")
    int checkSeconds() default 15;

    @AttributeDefinition(
            name = "Pace (ms)",
            description = "Between two checks of a line (Ta of RFC 8445).",
            min = "5",
            max = "500")
    int paceMillis() default 20;

    @AttributeDefinition(
            name = "First repetition (ms)",
            description = "When a check that is not answered is sent again; each further time after twice as long. More"
                    + " where many pairs are tried at once.",
            min = "20",
            max = "3000")
    int repeatMillis() default 100;

    @AttributeDefinition(
            name = "Times sent",
            description = "How often a check is sent before its pair counts as failed.",
            min = "1",
            max = "10")
    int transmissions() default 7;

    @AttributeDefinition(
            name = "Settling (ms)",
            description =
                    "Where we choose: how long a better pair is waited for once every component has one that works."
                            + " Twice as long when that one goes over a relay.",
            min = "0",
            max = "10000")
    int settleMillis() default 500;

    @AttributeDefinition(
            name = "Time for the final offer (s)",
            description = "How long the pair in the peer's final offer may take to answer our checks.",
            min = "1",
            max = "30")
    int finalOfferSeconds() default 5;

    @AttributeDefinition(
            name = "Keep-alive (s)",
            description = "How often something is sent on a chosen pair so that firewalls on the way stay open.",
            min = "5",
            max = "600")
    int keepAliveSeconds() default 15;

    @AttributeDefinition(
            name = "Consent",
            description =
                    "Ask standard peers every 5 s whether they still want media (RFC 7675). Microsoft peers are never"
                            + " asked.")
    boolean consent() default true;

    @AttributeDefinition(
            name = "Consent lost after (s)",
            description = "A peer that used to answer and has not for so long is gone.",
            min = "15",
            max = "600")
    int consentSeconds() default 30;

    @AttributeDefinition(
            name = "Most pairs",
            description = "Pairs tried for one line; the least preferred are left out.",
            min = "10",
            max = "1000")
    int mostPairs() default 100;
}
