package org.bailey.dialplan.provider.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.Question;
import org.bailey.dialplan.SipVariant;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.dialplan.provider.plan.Expectation;
import org.bailey.dialplan.provider.plan.Peer;
import org.bailey.dialplan.provider.plan.Rewrite;
import org.bailey.dialplan.provider.plan.Rule;
import org.bailey.dialplan.provider.plan.Transform;
import org.bailey.dialplan.provider.plan.TrustedHost;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.dialplan.provider.plan.ZoneType;
import org.bailey.sip.Transport;

/** Makes checked things of single configurations; every complaint is an {@link IllegalArgumentException}. */
final class Reading {
    private static final int IM_AND_PRESENCE_PORT = 5061;

    private Reading() {}

    /** Something that can be switched off, and its name. */
    record Switched<T>(boolean enabled, String name, T value) {}

    static Switched<Zone> zone(String pid, Map<String, ?> values) {
        ZoneConfig config = Typed.view(ZoneConfig.class, values);
        String name = config.name().isBlank() ? afterTilde(pid) : config.name();
        if (name.equalsIgnoreCase(DialPlan.DEFAULT_ZONE)) {
            throw new IllegalArgumentException("name '" + name + "' belongs to whoever is a peer of no zone");
        }
        if (name.equalsIgnoreCase(DialPlan.MICROSOFT_ZONE)) {
            throw new IllegalArgumentException(
                    "name '" + name + "' belongs to the automatic zone; set its" + " destination in org.bailey.b2bua");
        }
        boolean chat = config.profile() == ZoneConfig.Profile.IM_AND_PRESENCE;
        Zone zone = new Zone(
                name,
                config.type() == ZoneType.FEDERATION ? Dialect.MICROSOFT : Dialect.STANDARD,
                config.type(),
                false,
                config.listener().isBlank() ? listener(config.transport()) : config.listener(),
                config.transport(),
                config.port() == 0 && chat ? IM_AND_PRESENCE_PORT : config.port(),
                Arrays.stream(config.peers())
                        .filter(p -> !p.isBlank())
                        .map(Peer::parse)
                        .toList(),
                config.hopCount(),
                config.tlsVerify(),
                new Zone.Monitoring(
                        config.monitor() && !config.type().byDomain(),
                        Duration.ofSeconds(config.aliveSeconds()),
                        Duration.ofSeconds(config.failedSeconds())),
                new ZonePolicy(
                        config.mediaEncryption(),
                        config.keyOffer(),
                        config.keysWithoutTls(),
                        config.ice(),
                        config.profile() != ZoneConfig.Profile.CUCM_BEFORE_8_6_1 && !chat));
        return new Switched<>(config.enabled(), zone.name(), zone);
    }

    private static String afterTilde(String pid) {
        return pid.substring(pid.indexOf('~') + 1);
    }

    private static String listener(Transport transport) {
        return transport == Transport.TLS ? "standard" : "standard-" + transport.token();
    }

    static Switched<Zone> microsoft(Map<String, ?> values) {
        MicrosoftConfig config = Typed.view(MicrosoftConfig.class, values);
        List<Peer> destination = config.destination().isBlank() ? List.of() : List.of(Peer.parse(config.destination()));
        Zone zone = new Zone(
                DialPlan.MICROSOFT_ZONE,
                Dialect.MICROSOFT,
                true,
                config.listener(),
                config.transport(),
                config.destinationPort(),
                destination,
                config.hopCount(),
                config.tlsVerify(),
                new Zone.Monitoring(
                        config.monitor(),
                        Duration.ofSeconds(config.aliveSeconds()),
                        Duration.ofSeconds(config.failedSeconds())),
                new ZonePolicy(
                        config.mediaEncryption(), config.keyOffer(), config.keysWithoutTls(), config.ice(), true));
        return new Switched<>(config.enabled(), zone.name(), zone);
    }

    static Switched<Transform> transform(String pid, Map<String, ?> values) {
        TransformConfig config = Typed.view(TransformConfig.class, values);
        Rewrite rewrite = Rewrite.of(config.patternType(), config.pattern(), config.behaviour(), config.replacement());
        String name = !config.name().isBlank() ? config.name() : config.description();
        name = name.isBlank() ? afterTilde(pid) : name;
        return new Switched<>(config.enabled(), name, new Transform(pid, name, config.priority(), rewrite));
    }

    static Switched<Rule> rule(String pid, Map<String, ?> values) {
        RuleConfig config = Typed.view(RuleConfig.class, values);
        boolean any = config.mode() == RuleConfig.Mode.ANY_ALIAS;
        if (config.target().isBlank()) {
            throw new IllegalArgumentException("target is empty: it has to name a zone");
        }
        Rewrite rewrite = any
                ? null
                : Rewrite.of(config.patternType(), config.pattern(), config.behaviour(), config.replacement());
        String name = config.name().isBlank() ? afterTilde(pid) : config.name();
        Rule rule = new Rule(
                pid,
                config.description(),
                name,
                config.priority(),
                config.source(),
                config.authenticated(),
                config.variant(),
                rewrite,
                config.onMatch() == RuleConfig.OnMatch.CONTINUE,
                config.target());
        return new Switched<>(config.enabled(), name, rule);
    }

    static Expectation expectation(String pid, Map<String, ?> values) {
        ExpectationConfig config = Typed.view(ExpectationConfig.class, values);
        Question question = config.variant() == SipVariant.ANY
                ? new Question(config.alias(), config.from())
                : new Question(config.alias(), config.from(), config.variant());
        String name = config.name().isBlank() ? afterTilde(pid) : config.name();
        return new Expectation(pid, name, question, config.zone(), config.uri());
    }

    static TrustedHost trustedHost(Map<String, ?> values) {
        TrustedHostConfig config = Typed.view(TrustedHostConfig.class, values);
        if (config.address().isBlank()) {
            throw new IllegalArgumentException("address is empty: it has to be the address calls come from");
        }
        Peer host = Peer.parse(config.address());
        if (host.port() > 0) {
            throw new IllegalArgumentException(
                    "address '" + config.address() + "' has a port, but calls come from any port of a host");
        }
        return new TrustedHost(config.name(), host, config.type() == TrustedHostConfig.Type.MICROSOFT_INFRASTRUCTURE);
    }
}
